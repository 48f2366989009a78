import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The scenario files that the paths name: files as they are, folders by all their `*.yaml`, sorted. */
export function scenarioFiles(paths: readonly string[], cwd: string): string[] {
  return paths.flatMap(path => {
    const found = resolve(cwd, path)
    const stat = statSync(found, { throwIfNoEntry: false })
    if (!stat) throw new Error(`There is no file or folder ${path}. Name scenario files, or folders that hold some.`)
    return stat.isDirectory() ? yamlIn(found) : [found]
  })
}

function yamlIn(folder: string): string[] {
  const names = readdirSync(folder).filter(name => /\.ya?ml$/.test(name))
  return names.sort().map(name => join(folder, name))
}
