import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { scenarioFiles } from './scenario/files.ts'
import { lineFor, playAll } from './scenario/playAll.ts'
import { readRunning, startCentre } from './stack/centre.ts'
import { claim } from './stack/claims.ts'
import { commandLine } from './usage/commandLine.ts'
import { withCentre } from './withCentre.ts'

// npm run acceptance -- PATH… [--jobs N] [--url URL]: plays scenario files over HTTP against a fresh centre in drill mode.

const root = resolve(import.meta.dirname, '..')
const { values, words } = commandLine('acceptance')

process.exitCode = await main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})

async function main(): Promise<number> {
  const files =
    words.length > 0 ? scenarioFiles(words, process.env.INIT_CWD ?? process.cwd()) : scenarioFiles(['tests/acceptance'], root)
  if (files.length === 0) {
    console.log('no scenario found\n0 passed, 0 failed')
    return 1
  }
  return values.url ? play(values.url, files) : playOnFreshCentre(files)
}

// The folder stays behind, so that `npm run verify` can check every case that was played.
async function playOnFreshCentre(files: string[]): Promise<number> {
  const dataDir = join(resolve(root, process.env.DENGBU_DATA || '.data'), 'acceptance')
  await empty(dataDir)
  return withCentre({ dataDir, drill: true, quiet: true }, centre => play(centre.url, files))
}

async function empty(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  if (await readRunning(dataDir))
    throw new Error(`A centre runs on ${dataDir}. Stop it first, or choose another folder with DENGBU_DATA.`)
  // What a killed run has left running is ended by the next start on its folder, and would else outlive the folder.
  if (existsSync(join(dataDir, 'run.json'))) await tidy(dataDir)
  // One that is still coming up answers nothing yet, but holds the lock.
  const lock = 'centre.lock'
  const release = await claim(join(dataDir, lock))
  if (typeof release !== 'function') throw new Error(`Process ${release.pid} is starting a centre on ${dataDir}. Stop it first.`)
  const names = (await readdir(dataDir)).filter(name => name !== lock)
  await Promise.all(names.map(name => rm(join(dataDir, name), { recursive: true, force: true })))
  await release()
}

async function tidy(dataDir: string): Promise<void> {
  const centre = await startCentre({ dataDir, drill: true, quiet: true }).catch(() => undefined)
  await centre?.stop()
}

async function play(url: string, files: string[]): Promise<number> {
  const verdicts = await playAll(url, files, Math.max(1, values.jobs), verdict => console.log(lineFor(verdict)))
  const passed = verdicts.filter(verdict => verdict.ok).length
  console.log(`${passed} passed, ${verdicts.length - passed} failed`)
  return passed === files.length ? 0 : 1
}
