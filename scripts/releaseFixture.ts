import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { bundleOf, digestOfSources } from '../temporal/bundle.ts'
import { say } from './stack/say.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run release-fixture [-- COMMIT]: keeps the workflow bundle of a release (by default of HEAD) under tests/rehearsal/fixtures, where the
// rehearsal of the next release finds it. Called when a release is made.

const root = fileURLToPath(new URL('..', import.meta.url))
const fixtures = join(root, 'tests/rehearsal/fixtures')

async function main(): Promise<void> {
  const [release = 'HEAD'] = commandLine('releaseFixture').words
  const commit = execFileSync('git', ['rev-parse', release], { cwd: root, encoding: 'utf8' }).trim()
  const folder = await mkdtemp(join(tmpdir(), 'dengbu-release-'))
  try {
    execFileSync('sh', ['-c', `git archive ${commit} | tar -x -C "$0"`, folder], { cwd: root })
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const [code, buildId] = await Promise.all([bundleOf(folder), digestOfSources(folder)])
    await mkdir(fixtures, { recursive: true })
    await writeFile(join(fixtures, 'release.js.br'), brotliCompressSync(withoutSourceMap(code)))
    await writeFile(join(fixtures, 'release.json'), `${JSON.stringify({ commit, buildId }, null, 2)}\n`)
    say(`kept the workflow code of ${commit}, build ${buildId}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const emptyMap = Buffer.from(JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })).toString('base64')

/** Two thirds of a bundle tell where each line came from, which nothing but a stack trace asks; the engine wants a map all the same. */
const withoutSourceMap = (code: string): string =>
  code.replace(/(\/\/# sourceMappingURL=data:[^,\n]*;base64,)[^\n]*/g, `$1${emptyMap}`)

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
