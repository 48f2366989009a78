import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, type Logger } from '@temporalio/worker'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache')

export interface WorkflowBundle {
  readonly codePath: string
  /** Digest of the sources the bundle was built from: two workers with the same build id run the same workflow code. */
  readonly buildId: string
}

/**
 * The workflow bundle of these sources, built once and kept under `.cache`. Never bundles inside a worker that serves: the bundle is
 * complete on disk before a worker is created.
 */
export async function workflowBundle(logger?: Logger): Promise<WorkflowBundle> {
  const buildId = await digestOfSources(root)
  const codePath = join(cache, `workflows-${buildId}.js`)
  if (!existsSync(codePath)) await builtOnce(codePath, logger)
  return { codePath, buildId }
}

const builds = new Map<string, Promise<void>>()

/** Replays side by side in one process wait for one build: two would write the same partial file. */
function builtOnce(codePath: string, logger?: Logger): Promise<void> {
  const running = builds.get(codePath) ?? build(codePath, logger).finally(() => builds.delete(codePath))
  builds.set(codePath, running)
  return running
}

/**
 * The bundle of the sources in a folder: this clone's, or those of another release. What workflows take from the domain is loaded once for
 * all of them: pure functions and frozen tables that keep nothing of a case. Loaded anew for each workflow they were a quarter of what a case costs.
 */
export async function bundleOf(folder: string, logger?: Logger): Promise<string> {
  const preloadModules = (await domainModulesOfWorkflows(folder)).map(file => join(folder, file))
  const workflowsPath = join(folder, 'workflows/index.ts')
  const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules, ...(logger ? { logger } : {}) })
  return code
}

/** The domain modules whose values, not only types, the workflows of a folder import; what these import comes with them. */
export async function domainModulesOfWorkflows(folder: string): Promise<string[]> {
  const files = await sourcesIn(folder, 'workflows')
  const imported = await Promise.all(
    files.map(async file => {
      const source = await readFile(join(folder, file), 'utf8')
      const values = source.matchAll(/^(?:import|export) (?!type )[^;]*? from '((?:\.\.\/)+domain\/[^']+)'/gm)
      return Array.from(values, ([, path = '']) => join(dirname(file), path))
    }),
  )
  return [...new Set(imported.flat())].sort()
}

async function build(codePath: string, logger?: Logger): Promise<void> {
  const code = await bundleOf(root, logger)
  await mkdir(cache, { recursive: true })
  // Two processes may build at the same time: the rename makes either result complete.
  const partial = `${codePath}.${process.pid}`
  await writeFile(partial, code)
  await rename(partial, codePath)
}

/** The build id of the sources in a folder, how they are bundled among them. */
export async function digestOfSources(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const code = [...(await sourcesIn(folder, 'domain')), ...(await sourcesIn(folder, 'workflows'))]
  for (const file of [...code, 'temporal/bundle.ts', 'package-lock.json']) {
    hash.update(file).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** The source files of a layer, tests apart, as paths in the folder. */
export async function sourcesIn(folder: string, layer: string): Promise<string[]> {
  const entries = await readdir(join(folder, layer), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}
