import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openapiDocument } from '../api/openapiDocument.ts'
import { procedurePages } from '../domain/guides/pages.ts'
import { conflictsMarkdown } from './generate/conflicts.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run generate: writes what is generated from the code and committed. `-- --check` only compares, and fails when something is stale.
// What is generated is compared byte by byte here and so is none of the formatter's business (biome.json leaves it out).

const pagesFolder = 'docs/procedures'

async function generated(): Promise<ReadonlyMap<string, string>> {
  const pages = Object.entries(procedurePages()).map(([name, text]): [string, string] => [`${pagesFolder}/${name}`, text])
  return new Map([
    ['api/openapi.json', `${JSON.stringify(await openapiDocument(), null, 2)}\n`],
    ['docs/law/conflicts.md', conflictsMarkdown()],
    ...pages,
  ])
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Pages of procedures that are no more. */
async function orphans(made: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await readdir(pathOf(pagesFolder)).catch(() => [])
  return present.map(name => `${pagesFolder}/${name}`).filter(name => !made.has(name))
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(pathOf(name)), { recursive: true })
  await writeFile(pathOf(name), text)
  console.log(`wrote ${name}`)
}

async function remove(name: string): Promise<void> {
  await rm(pathOf(name))
  console.log(`removed ${name}`)
}

async function main(): Promise<void> {
  const { check } = commandLine('generate').values
  const made = await generated()
  const left = await orphans(made)
  const changed: [string, string][] = []
  for (const [name, text] of made) {
    const present = await readFile(pathOf(name), 'utf8').catch(() => null)
    if (present !== text) changed.push([name, text])
  }
  if (!check) {
    for (const [name, text] of changed) await write(name, text)
    for (const name of left) await remove(name)
    return
  }
  const stale = [...changed.map(([name]) => name), ...left]
  if (stale.length > 0) throw new Error(`Stale: ${stale.join(', ')}. Run npm run generate and commit the result.`)
  console.log('generated files are current')
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
