import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
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

/** The bundle of the sources in a folder: this clone's, or those of another release. */
export async function bundleOf(folder: string, logger?: Logger): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath: join(folder, 'workflows/index.ts'), ...(logger ? { logger } : {}) })
  return code
}

async function build(codePath: string, logger?: Logger): Promise<void> {
  const code = await bundleOf(root, logger)
  await mkdir(cache, { recursive: true })
  // Two processes may build at the same time: the rename makes either result complete.
  const partial = `${codePath}.${process.pid}`
  await writeFile(partial, code)
  await rename(partial, codePath)
}

/** The build id of the sources in a folder. */
export async function digestOfSources(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of [...(await sourcesIn(folder, 'domain')), ...(await sourcesIn(folder, 'workflows')), 'package-lock.json']) {
    hash.update(file).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

async function sourcesIn(folder: string, layer: string): Promise<string[]> {
  const entries = await readdir(join(folder, layer), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}
