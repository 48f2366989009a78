import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openapiDocument } from '../api/openapiDocument.ts'

// npm run generate: writes what is generated from the code and committed. `-- --check` only compares, and fails when something is stale.

const files: Readonly<Record<string, () => Promise<string>>> = {
  'api/openapi.json': async () => `${JSON.stringify(await openapiDocument(), null, 2)}\n`,
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check')
  const stale: string[] = []
  for (const [name, make] of Object.entries(files)) {
    const path = fileURLToPath(new URL(`../${name}`, import.meta.url))
    const made = await make()
    const present = await readFile(path, 'utf8').catch(() => '')
    if (made === present) continue
    if (check) stale.push(name)
    else await writeFile(path, made).then(() => console.log(`wrote ${name}`))
  }
  if (stale.length > 0) throw new Error(`Stale: ${stale.join(', ')}. Run npm run generate and commit the result.`)
  if (check) console.log('generated files are current')
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
