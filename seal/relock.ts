import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { locked, unlocked } from './passphrase.ts'

/** Which files were locked anew, and which already were under the new words: an earlier change that did not come to its end. */
export interface Relocked {
  readonly changed: readonly string[]
  readonly already: readonly string[]
}

/**
 * Locks files under new words: those locked under the old ones, and open ones. Nothing is replaced before every file has been opened and its
 * new text is on the disk beside it. Killed at any moment each file opens with the old words or with the new ones, and the same call finishes
 * what is left. Files that are not there are passed over. @throws when a file opens with neither, and leaves all as they are.
 */
export async function relock(files: readonly string[], from: string | null, to: string): Promise<Relocked> {
  const [changed, already]: [string[], string[]] = [[], []]
  for (const file of files) {
    const kept = await textOf(file)
    if (kept === null) continue
    const text = await textBehind(kept, { from, to, file })
    if (text === null) {
      already.push(file)
      continue
    }
    await rm(aside(file), { force: true })
    await writeFile(aside(file), await locked(text, to), { mode: 0o600, flush: true })
    changed.push(file)
  }
  for (const file of changed) await replace(file)
  return { changed, already }
}

/** No name that another process writes to. */
const aside = (file: string): string => `${file}.relocked`

async function replace(file: string): Promise<void> {
  await rename(aside(file), file)
  const folder = await open(dirname(file))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Null when it opens with the new words and not with the old ones. @throws when it opens with neither. */
async function textBehind(
  kept: string,
  { from, to, file }: { from: string | null; to: string; file: string },
): Promise<string | null> {
  try {
    return await unlocked(kept, from, file)
  } catch (error) {
    const isDone = await unlocked(kept, to, file).then(
      () => true,
      () => false,
    )
    if (isDone) return null
    throw error
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
