import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { WorkflowBundle } from '../../temporal/bundle.ts'

const fixtures = new URL('../rehearsal/fixtures/', import.meta.url)

/** What `npm run release-fixture` wrote: of which commit, under which build id. */
interface Release {
  readonly commit: string
  readonly buildId: string
}

/** The workflow bundle of the release before this one. */
export async function previousRelease(): Promise<WorkflowBundle> {
  const { buildId } = JSON.parse(await readFile(new URL('release.json', fixtures), 'utf8')) as Release
  const code = await promisify(brotliDecompress)(await readFile(new URL('release.js.br', fixtures)))
  const folder = join(tmpdir(), `dengbu-release-${buildId}`)
  await mkdir(folder, { recursive: true })
  const codePath = join(folder, 'workflows.js')
  await writeFile(codePath, code)
  return { codePath, buildId }
}
