import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSeal } from '../audit/verify/seal/seal.ts'
import { traceAccess } from '../db/accesses.ts'
import type { Transaction } from '../db/client.ts'
import { hasher, pendingState, readCheckpoint, readKeys } from '../db/seal.ts'
import { provesConsistency, provesInclusion } from '../domain/proof/verifyProof.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { type GatherStep, gather } from './gather.ts'
import { KeyFolder } from './keyFolder.ts'
import { changeKey } from './keys.ts'
import { openedNote, parseCheckpoint, parseVerifier } from './note.ts'
import { consistencyProof, inclusionProof } from './proofs.ts'

// The gatherer on a database of its own, with the application's rights.

let own: OwnDatabase
let home: string
let folder: KeyFolder
beforeEach(async () => {
  own = await ownDatabase()
  home = await mkdtemp(join(tmpdir(), 'dengbu-seal-'))
  folder = new KeyFolder(join(home, 'seal'))
})
afterEach(async () => {
  await own?.close()
  await rm(home, { recursive: true, force: true })
})

const auditor = { sub: 'auditor-1', posts: ['auditor'] }
const auditing = { world: '', object: 'case', purpose: '审计', scope: 'full', at: '2025-06-03T10:00:00+08:00' } as const
const atTheDesk = { office: '510802', channel: 'office', shown: 1 } as const
const look = (objectId: string) => traceAccess(own.application, auditor, { ...auditing, ...atTheDesk, objectId })

async function looks(count: number): Promise<void> {
  for (let i = 0; i < count; i += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - i) }, (_, j) => look(`${i + j}`)))
}

/** What an audit of the seal finds, with the last word that is kept outside the database. */
async function found(): Promise<unknown[]> {
  const note = await folder.lastSigned()
  const trust = { anchors: note ? [{ from: 'kept', note }] : [], verifier: (await folder.current())?.verifier.text ?? null }
  const report = await own.application.begin('isolation level repeatable read read only', (tx: Transaction) =>
    checkSeal(tx, trust),
  )
  return [...report.differences]
}

const sizes = async () =>
  (await own.sql<{ size: string }[]>`select size from seal_checkpoints order by size`).map(row => Number(row.size))

const counts = async () => {
  const [row] = await own.sql`
    select (select count(*)::int from access_traces) as looks, (select count(*)::int from seal_leaves where kind = 'access-trace') as sealed,
      (select count(*)::int from seal_leaves) as leaves, (select max(size)::int from seal_checkpoints) as size`
  return row as { looks: number; sealed: number; leaves: number; size: number }
}

describe('sealing', () => {
  it('covers each row once, in the order of writing, and signs the head', async () => {
    await looks(3)
    const checkpoint = await gather(own.application, folder)
    expect(checkpoint?.size).toBe(4) // the key that signs, and three looks
    const [key] = await readKeys(own.sql)
    const text = key && checkpoint && openedNote(checkpoint.note, [parseVerifier(key.verifier)])
    expect(parseCheckpoint(text ?? '')).toMatchObject({ size: 4, origin: parseVerifier(key?.verifier ?? '').name })
    expect(await counts()).toEqual({ looks: 3, sealed: 3, leaves: 4, size: 4 })
    expect(await found()).toEqual([])
  })

  it('seals nothing when nothing is new, though the last checkpoint waits for a leaf of its own', async () => {
    await looks(1)
    await gather(own.application, folder)
    expect(await gather(own.application, folder)).toBeNull()
    expect(await sizes()).toEqual([2])
    await looks(1)
    await gather(own.application, folder)
    expect(await sizes()).toEqual([2, 4]) // the first checkpoint and a look
  })

  it('of several gatherers at once one seals', async () => {
    await looks(100)
    await Promise.all([1, 2, 3, 4].map(() => gather(own.application, folder)))
    await gather(own.application, folder)
    expect(await counts()).toMatchObject({ looks: 100, sealed: 100 })
    expect(await found()).toEqual([])
  })

  it('misses no row that was written before another and committed after it', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = own.application.begin(async tx => {
      await traceAccess(tx, auditor, { ...auditing, ...atTheDesk, objectId: 'slow' })
      await held
    })
    await looks(2)
    await gather(own.application, folder)
    expect(await counts()).toMatchObject({ looks: 2, sealed: 2 })
    release()
    await slow
    await gather(own.application, folder)
    expect(await counts()).toMatchObject({ looks: 3, sealed: 3 })
    expect(await found()).toEqual([])
  })

  it('gives proofs of every leaf in every checkpoint that covers it, and that each begins with those before [S1-35]', async () => {
    for (const count of [1, 2, 300, 5, 290]) {
      await looks(count)
      await gather(own.application, folder)
    }
    const all = await sizes()
    const rootOf = async (size: number) =>
      parseCheckpoint(`${((await readCheckpoint(own.sql, size))?.note ?? '').split('\n\n')[0]}\n`)?.root ?? hasher.empty
    const bytes = (hashes: readonly string[]) => hashes.map(hash => Buffer.from(hash, 'hex'))
    for (const [i, second] of all.entries())
      for (const first of all.slice(0, i + 1)) {
        const proof = await consistencyProof(own.application, first, second)
        const claim = {
          first,
          second,
          firstRoot: await rootOf(first),
          secondRoot: await rootOf(second),
          proof: bytes(proof?.proof ?? []),
        }
        expect(provesConsistency(hasher, claim), `${first} of ${second}`).toBe(true)
      }
    const last = all.at(-1) ?? 0
    const ids = await own.sql<
      { no: string; index: string }[]
    >`select no, index from seal_leaves where kind = 'access-trace' order by index`
    for (const { no, index } of ids.filter((_, i) => i % 7 === 0)) {
      for (const size of all.filter(one => one > Number(index)).slice(-2)) {
        const proof = await inclusionProof(
          own.application,
          { kind: 'access-trace', world: '', subject: '', no: Number(no) },
          size,
        )
        if (!proof) throw new Error(`no proof of look ${no}`)
        const leafHash = hasher.leaf(Buffer.from(proof.entry))
        const claim = { index: proof.index, size, leafHash, proof: bytes(proof.proof), root: await rootOf(size) }
        expect(provesInclusion(hasher, claim), `leaf ${index} of ${size}`).toBe(true)
      }
    }
    expect(last).toBeGreaterThan(598)
    expect(await inclusionProof(own.application, { kind: 'access-trace', world: '', subject: '', no: 598 }, all[0])).toBeNull()
    expect(await found()).toEqual([])
  })
})

describe('a gatherer that is killed', () => {
  const steps: GatherStep[] = ['began', 'locked', 'taken', 'leaves-written', 'signed', 'written', 'committed', 'kept']

  it.each(steps)('when it has %s leaves neither gap nor double, and the next one goes on', async step => {
    await looks(3)
    await gather(own.application, folder)
    await looks(5)
    expect(await gatherAndDie(step)).toBe('SIGKILL')
    const after = await counts()
    expect(after.leaves).toBe(after.size)
    expect(after.sealed).toBe(step === 'committed' || step === 'kept' ? 8 : 3)
    expect((await pendingState(own.sql)).count).toBe(8 - after.sealed)
    expect(await found()).toEqual([])
    await looks(1)
    await gather(own.application, folder)
    expect(await counts()).toMatchObject({ looks: 9, sealed: 9 })
    expect(await found()).toEqual([])
  })

  it('at its very first does not lose the key it has just made', async () => {
    await looks(1)
    expect(await gatherAndDie('signed')).toBe('SIGKILL')
    const made = (await folder.current())?.verifier.text
    expect(made).toBeDefined()
    await gather(own.application, folder)
    expect((await readKeys(own.sql)).map(key => key.verifier)).toEqual([made])
    expect(await found()).toEqual([])
  })

  async function gatherAndDie(step: GatherStep): Promise<string | null> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/gatherAndDie.ts'], {
      cwd: fileURLToPath(new URL('../', import.meta.url)),
      env: { ...process.env, DATABASE_URL: own.applicationUrl, DENGBU_SEAL: folder.path, DENGBU_DIES_AT: step },
      stdio: 'ignore',
    })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    return signal
  }
})

describe('the key', () => {
  it('is its owner’s to read only, and signs from outside the database', async () => {
    await looks(1)
    await gather(own.application, folder)
    expect((await stat(join(folder.path, 'key'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(folder.path, 'key'), 'utf8')).toMatch(/^PRIVATE\+KEY\+dengbu\//)
  })

  it('is changed by a note that the old and the new one sign; what either signed stays proven', async () => {
    await looks(2)
    await gather(own.application, folder)
    const old = await folder.current()
    const introduced = await changeKey(own.application, folder)
    await looks(2)
    await gather(own.application, folder)
    const keys = await readKeys(own.sql)
    expect(keys.map(key => key.sinceSize)).toEqual([0, 3])
    expect(
      openedNote(
        introduced.note,
        keys.map(key => parseVerifier(key.verifier)),
      ),
    ).toBe(`${old?.verifier.name}\nkey 2\n${keys[1]?.verifier}\nsince 3\n`)
    expect((await folder.current())?.verifier.text).toBe(keys[1]?.verifier)
    expect(await found()).toEqual([])
  })

  it('of a change that was cut off after its commit is put in force by the next gathering', async () => {
    await looks(1)
    await gather(own.application, folder)
    const old = await readFile(join(folder.path, 'key'), 'utf8')
    await changeKey(own.application, folder)
    // As it was between the commit and the renaming.
    await rename(join(folder.path, 'key'), join(folder.path, 'key.next'))
    await writeFile(join(folder.path, 'key'), old)
    await looks(1)
    await gather(own.application, folder)
    expect((await folder.current())?.verifier.text).toBe((await readKeys(own.sql))[1]?.verifier)
    expect(await found()).toEqual([])
  })

  it('of another is refused: nothing is signed with it', async () => {
    await looks(1)
    await gather(own.application, folder)
    await looks(1)
    await expect(gather(own.application, new KeyFolder(join(home, 'elsewhere')))).rejects.toThrow('does not hold key 1')
    expect(await sizes()).toEqual([2])
  })
})

describe('a database put back to an earlier day', () => {
  it('is not sealed again as if nothing had been, and the audit says so', async () => {
    await looks(1)
    await gather(own.application, folder)
    const earlier = await folder.lastSigned()
    await looks(2)
    await gather(own.application, folder)
    const later = await folder.lastSigned()
    await own.sql.begin(async tx => {
      await tx`set local session_replication_role = replica`
      await tx`delete from access_traces where id > 1`
      await tx`delete from seal_leaves where index >= 2`
      await tx`delete from seal_checkpoints where size > 2`
      await tx`delete from seal_pending`
    })
    await look('new')
    await expect(gather(own.application, folder)).rejects.toThrow('the database is not the one that was sealed')
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'kept', path: '(size)' }))
    expect(later).not.toBe(earlier)
  })
})
