import { randomUUID } from 'node:crypto'
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { birthOf, type Holder, lives, readHolder } from './processes.ts'

/** This process as a holder. */
export async function self(): Promise<Holder> {
  return { pid: process.pid, birth: (await birthOf(process.pid)) ?? '' }
}

/**
 * Takes a lock file for this process. Returns the function that gives it back, or the living process that holds it. The lock of
 * a dead process is taken over, so a crash needs no cleaning up by hand.
 */
export async function claim(file: string): Promise<(() => Promise<void>) | Holder> {
  await mkdir(dirname(file), { recursive: true })
  const mine = `${file}.${randomUUID()}`
  await writeFile(mine, JSON.stringify(await self()))
  try {
    for (;;) {
      if (await linked(mine, file)) return () => rm(file, { force: true })
      const holder = await readHolder(file)
      if (holder && (await lives(holder))) return holder
      await bury(file, `${mine}.stale`, holder)
    }
  } finally {
    await rm(mine, { force: true })
  }
}

/**
 * Takes a dead holder's lock away. Renamed and not deleted: when another process was quicker and this is its new lock already, it is
 * put back.
 */
async function bury(file: string, aside: string, dead: Holder | undefined): Promise<void> {
  await rename(file, aside).catch(() => undefined)
  const taken = await readHolder(aside)
  if (taken && taken.birth !== dead?.birth) await linked(aside, file)
  await rm(aside, { force: true })
}

/** Hard link: the lock appears complete or not at all, and never over another one. */
async function linked(mine: string, file: string): Promise<boolean> {
  try {
    await link(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
