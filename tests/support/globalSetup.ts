import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCentre } from '../../scripts/stack/centre.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Base address of the API of the one drill centre that all integration tests share. */
    url: string
    /** As the application connects. */
    databaseUrl: string
    /** As the owner of the tables. */
    ownerUrl: string
    temporalAddress: string
    temporalNamespace: string
    dataDir: string
  }
}

/**
 * Starts one drill centre for the whole integration run and tells the tests where it is: `inject('url')`. Tests keep apart by worlds
 * and unit codes; a test that kills parts starts a centre of its own. The data is kept when `DENGBU_KEEP=1`, to look at the logs.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-test-'))
  const centre = await startCentre({ dataDir, drill: true, quiet: true })
  project.provide('url', centre.url)
  project.provide('databaseUrl', centre.databaseUrl)
  project.provide('ownerUrl', centre.ownerUrl)
  project.provide('temporalAddress', centre.temporalAddress)
  project.provide('temporalNamespace', centre.namespace)
  project.provide('dataDir', centre.dataDir)
  return async () => {
    await centre.stop()
    if (process.env.DENGBU_KEEP === '1') console.log(`The data of the test centre is in ${dataDir}.`)
    else await rm(dataDir, { recursive: true, force: true })
  }
}
