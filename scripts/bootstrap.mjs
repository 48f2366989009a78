// The way from a fresh clone to any command: `node scripts/bootstrap.mjs <command> [args…]`.
// It may import nothing but Node itself, because nothing else is installed when it first runs.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.dengbu-lock')

/** Prints a sentence that says what to do, and ends. */
function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  refuse(`Dengbu needs Node.js 20.19 or newer and this is ${process.versions.node}. Install Node.js 20, 22 or 24 and try again.`)
}

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockDigest()

/** Runs a program to its end with our terminal; resolves to its exit code (128 + n when signal n ended it). */
function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: root, shell: process.platform === 'win32' && command === 'npm' })
    const stopForwarding = forwardSignals(child)
    child.once('error', error => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', (code, signal) => {
      stopForwarding()
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15))
    })
  })
}

/**
 * Ctrl-C reaches the child on three ways: the terminal signals the whole process group, npm forwards, and we do. So each signal is
 * forwarded once in two seconds, and commands take repeats within two seconds for one (`scripts/stack/signals.ts`).
 */
function forwardSignals(child) {
  const seen = new Set()
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => {
    const handler = () => {
      if (seen.has(signal)) return
      seen.add(signal)
      setTimeout(() => seen.delete(signal), 2_000).unref()
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    }
    process.on(signal, handler)
    return [signal, handler]
  })
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}

/** Runs `npm ci` and keeps its output to itself while it goes well; a failure for any reason but an incomplete lock is shown. */
function cleanInstall() {
  return new Promise(resolve => {
    // `npm test --silent` would silence this npm too, and with it the reason that is looked for below.
    const env = { ...process.env, npm_config_loglevel: 'error' }
    const child = spawn('npm', ['ci'], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
      shell: process.platform === 'win32',
    })
    const stopForwarding = forwardSignals(child)
    let errors = ''
    child.stderr.on('data', chunk => {
      errors += chunk
    })
    child.once('error', error => resolve({ held: false, errors: error.message }))
    child.once('close', code => {
      stopForwarding()
      resolve({ held: code === 0, errors })
    })
  })
}

/**
 * Installs the packages when node_modules is missing or belongs to another package-lock.json. A lock written behind a registry mirror
 * that holds one platform's binaries only lacks those of the others, and `npm ci` refuses it everywhere; then `npm install --no-save`
 * takes the same versions from the same lock, and leaves it as it is.
 */
async function install() {
  if (installed()) return
  console.log('Installing the packages of package-lock.json (npm ci) …')
  const started = Date.now()
  const ticking = setInterval(() => console.log(`  ${Math.round((Date.now() - started) / 1000)} s …`), 10_000)
  const { held, errors } = await cleanInstall()
  if (!held && !/Missing: .* from lock file/.test(errors)) {
    console.error(errors)
    refuse('npm ci failed. Check the connection to your npm registry and the message above, then run the command again.')
  }
  if (!held) {
    console.log(
      "package-lock.json lacks other platforms' optional packages: installing the locked versions with npm install --no-save …",
    )
    if ((await run('npm', ['install', '--no-save'])) !== 0) {
      refuse('npm install failed. Check the connection to your npm registry and the message above, then run the command again.')
    }
  }
  clearInterval(ticking)
  writeFileSync(stamp, `${lockDigest()}\n`)
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

async function main() {
  const [command, ...args] = process.argv.slice(2)
  if (!command) refuse('Usage: node scripts/bootstrap.mjs <command> [args…]. Name a file of scripts/, for example start.')
  checkNode()
  const script = join('scripts', `${command}.ts`)
  if (!/^[A-Za-z]+$/.test(command) || !existsSync(join(root, script))) {
    refuse(`There is no command ${command}. The commands are in the "scripts" part of package.json.`)
  }
  await install()
  process.exit(await run(process.execPath, ['--import', 'tsx', script, ...args]))
}

await main()
