import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Difference } from '../../audit/differences.ts'
import { checkSeal, type SealReport } from '../../audit/verify/seal/seal.ts'
import { type Archive, archiveHash, readArchive } from '../../db/archives.ts'
import type { Transaction } from '../../db/client.ts'
import { asEvent, type EventRow, eventColumns, expectedHash } from '../../db/ledger.ts'
import { checkpointHash, type Leaf, leafHash, type StoredCheckpoint } from '../../db/seal.ts'
import { checkpointText, newSigner, parseCheckpoint, signedNote } from '../../seal/note.ts'
import { byteChanges, missedBy } from './alteration.ts'
import { type Populated, populated } from './populated.ts'
import {
  changeField,
  cutTail,
  deleteRow,
  insertRow,
  keysOf,
  type RecordAlteration,
  rulings,
  swapRows,
  type Table,
  tables,
} from './recordAlterations.ts'

// Tampering with the database of a centre as one can who holds it: as its owner, triggers off. Each alteration is made in a transaction,
// audited from inside, and rolled back. Named must be the row, whatever else is said.

const randomAlterations = 150
const randomBytes = 40

let centre: Populated
const keys = new Map<string, (readonly string[])[]>()
beforeAll(async () => {
  centre = await populated()
  for (const table of tables) keys.set(table.name, await keysOf(centre.sql, table))
}, 300_000)
afterAll(() => centre?.close())

const rowsOf = (name: string) => keys.get(name) ?? []

/** What the audit says after an alteration, which is undone. */
async function tampered({ apply }: Pick<RecordAlteration, 'apply'>): Promise<readonly Difference[]> {
  let differences: readonly Difference[] = []
  const undone = new Error('undone')
  await centre.sql
    .begin(async tx => {
      await tx`set local session_replication_role = replica`
      await apply(tx)
      differences = (await checkSeal(tx, centre.trust)).differences
      throw undone
    })
    .catch(error => {
      if (error !== undone) throw error
    })
  return differences
}

const untouched = async (): Promise<SealReport> =>
  (await centre.sql.begin((tx: Transaction) => checkSeal(tx, centre.trust))) as SealReport

const archiveName = ([workflowId, runId]: readonly string[]) => `归档 ${workflowId} ${runId}`

async function archiveOf(tx: Transaction, [workflowId = '', runId = '']: readonly string[]): Promise<Archive> {
  const archive = await readArchive(tx, workflowId, runId)
  if (!archive) throw new Error(`no archive of ${workflowId} ${runId}`)
  return archive
}

describe('the untouched record', () => {
  it('is of some size, sealed by several checkpoints and two keys, and raises no alarm', async () => {
    for (const table of tables) expect(rowsOf(table.name).length, table.name).toBeGreaterThan(1)
    const report = await untouched()
    expect(report.differences).toEqual([])
    console.log(`${report.rows} rows, ${report.checkpoints} checkpoints`)
  })
})

describe('an altered record', () => {
  it('what goes unnoticed, or is called by another name, is told by these tests', async () => {
    const [key = []] = rowsOf('case_events')
    const honest: RecordAlteration = { what: 'nothing', names: ['账本'], apply: async () => {} }
    const misnamed: RecordAlteration = { ...deleteRow(tables[0] as Table, key), what: 'misnamed', names: ['账本 of another'] }
    expect(await missedBy([honest, misnamed], tampered)).toEqual([
      'nothing: not noticed',
      expect.stringContaining('misnamed: 账本 of another not named, but '),
    ])
  })

  it('each column of each table: a change is noticed and the row named [S1-35]', { timeout: 300_000 }, async () => {
    const alterations = tables.flatMap(table => {
      const all = rowsOf(table.name)
      return Object.keys(table.fields).map((field, i) => changeField(table, all[(i * 7) % all.length] ?? [], field))
    })
    expect(alterations.length).toBeGreaterThan(40)
    expect(await missedBy(alterations, tampered)).toEqual([])
  })

  it('any row removed, inserted, exchanged with another, any tail cut off: noticed and named [S1-35]', {
    timeout: 300_000,
  }, async () => {
    const alterations = tables.flatMap(table => {
      const all = rowsOf(table.name)
      const [first, second, last] = [all[0] ?? [], all[1] ?? [], all.at(-1) ?? []]
      return [
        ...[first, last].map(key => deleteRow(table, key)),
        ...[first, last].map(key => insertRow(table, key)),
        swapRows(table, first, second),
        cutTail(table, all, 1),
        cutTail(table, all, 2),
      ]
    })
    expect(await missedBy(alterations, tampered)).toEqual([])
  })

  it(`of ${randomAlterations} at random none goes unnoticed or unnamed [S1-35]`, { timeout: 600_000 }, async () => {
    const alteration = fc.constantFrom(...tables).chain(table => {
      const all = rowsOf(table.name)
      const key = fc.constantFrom(...all)
      const field = fc.constantFrom(...Object.keys(table.fields))
      const two = fc.shuffledSubarray([...all], { minLength: 2, maxLength: 2 })
      return fc.oneof(
        fc.tuple(key, field).map(([row, column]) => changeField(table, row, column)),
        key.map(row => deleteRow(table, row)),
        key.map(row => insertRow(table, row)),
        two.map(([one = [], other = []]) => swapRows(table, one, other)),
        fc.integer({ min: 1, max: Math.min(9, all.length - 1) }).map(count => cutTail(table, all, count)),
      )
    })
    const alterations = fc.sample(alteration, { seed: 20_261_121, numRuns: randomAlterations })
    const started = performance.now()
    expect(await missedBy(alterations, tampered)).toEqual([])
    console.log(`${randomAlterations} alterations audited in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
  })

  it(`of ${randomBytes} changes at random to the bytes of an archived history none goes unnoticed or unnamed [S1-35]`, {
    timeout: 300_000,
  }, async () => {
    const bytes = fc.record({
      key: fc.constantFrom(...rowsOf('case_archives')),
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      mask: fc.integer({ min: 1, max: 255 }),
      how: fc.constantFrom(...Object.keys(byteChanges)) as fc.Arbitrary<keyof typeof byteChanges>,
    })
    const alterations = fc.sample(bytes, { seed: 20_261_121, numRuns: randomBytes }).map(({ key, at, mask, how }) => ({
      what: `${how} ${mask} at ${at} of the history of ${key.join(' ')}`,
      names: [archiveName(key)],
      apply: async (tx: Transaction) => {
        const { history, runId } = await archiveOf(tx, key)
        const altered = byteChanges[how](history, Math.floor(at * history.length), mask)
        await tx`update case_archives set history = ${altered} where run_id = ${runId}`
      },
    }))
    expect(await missedBy(alterations, tampered)).toEqual([])
  })

  it('what waits for its checkpoint is watched over too: changed, taken out of the line, put into it', async () => {
    const [waiting] = await centre.sql<{ no: string }[]>`
      select no from seal_pending where kind = 'access-trace' order by id limit 1`
    const names = [`查阅留痕 ${waiting?.no}`]
    const no = waiting?.no ?? ''
    const alterations: RecordAlteration[] = [
      { what: 'change the look', names, apply: tx => tx`update access_traces set purpose = '办理案件' where id = ${no}` },
      { what: 'remove the look', names, apply: tx => tx`delete from access_traces where id = ${no}` },
      {
        what: 'take it out of the line',
        names,
        apply: tx => tx`delete from seal_pending where kind = 'access-trace' and no = ${no}`,
      },
      {
        what: 'change it in the line',
        names,
        apply: tx => tx`update seal_pending set hash = '' where kind = 'access-trace' and no = ${no}`,
      },
      {
        what: 'put a look into the line that is not there',
        names: ['查阅留痕 999999999'],
        apply: tx => tx`insert into seal_pending (kind, world, subject, no, hash) values ('access-trace', '', '', 999999999, '')`,
      },
    ]
    expect(await missedBy(alterations, tampered)).toEqual([])
  })

  it('any guard that was switched off or taken away is missed', { timeout: 120_000 }, async () => {
    const guards = await centre.sql<{ name: string; on: string }[]>`
      select tgname as name, tgrelid::regclass::text as on from pg_trigger where tgname ~ '_(append_only|sealed|after_steps)$' order by tgname`
    expect(guards.length).toBeGreaterThan(30)
    const alterations = guards.flatMap(({ name, on }): RecordAlteration[] => [
      {
        what: `switch ${name} off`,
        names: [`触发器 ${name}`],
        apply: tx => tx`alter table ${tx(on)} disable trigger ${tx(name)}`,
      },
    ])
    const drop: RecordAlteration = {
      what: 'drop a trigger',
      names: ['触发器 access_traces_sealed'],
      apply: tx => tx`drop trigger access_traces_sealed on access_traces`,
    }
    expect(await missedBy([...alterations, drop], tampered)).toEqual([])
  })
})

describe('an attacker who knows how it works', () => {
  /** Changes an event and makes the chain whole again from there on. */
  async function rewriteChain(tx: Transaction, caseNo: string, from: number): Promise<void> {
    const rows = await tx<
      EventRow[]
    >`select ${eventColumns(tx)} from case_events where case_no = ${caseNo} and seq >= ${from} order by seq`
    let prevHash = rows[0]?.prevHash ?? ''
    for (const [i, row] of rows.entries()) {
      const event = { ...asEvent(row), prevHash, ...(i === 0 ? { actor: 'somebody-else' } : {}) } as EventRow
      const hash = expectedHash(caseNo, event)
      await tx`
        update case_events set actor = ${event.actor}, prev_hash = ${prevHash}, hash = ${hash} where case_no = ${caseNo} and seq = ${row.seq}`
      prevHash = hash
    }
  }

  /** Gives the leaves of a case the hashes that its events now have, and makes each leaf right in itself. */
  async function rewriteLeaves(tx: Transaction, caseNo: string): Promise<void> {
    const rows = await tx<(Leaf & { index: string; no: string })[]>`
      select leaf.index, kind, world, subject, leaf.no, event.hash from seal_leaves leaf
      join case_events event on event.case_no = subject and event.seq = leaf.no where kind = 'case-event' and subject = ${caseNo}`
    for (const row of rows) {
      const leaf = { ...row, index: Number(row.index), no: Number(row.no) }
      const made = Buffer.from(leafHash(leaf)).toString('hex')
      await tx`update seal_leaves set hash = ${leaf.hash}, leaf_hash = ${made} where index = ${leaf.index}`
    }
  }

  const aCase = (): { caseNo: string; seq: number } => {
    const [caseNo = '', seq = ''] = rowsOf('case_events').findLast(([, no]) => no === '3') ?? []
    return { caseNo, seq: Number(seq) }
  }

  it('recomputes the chain behind what he changed: the leaves name the event all the same [S1-35]', async () => {
    const { caseNo, seq } = aCase()
    const differences = await tampered({ apply: tx => rewriteChain(tx, caseNo, seq) })
    expect(differences.map(({ what }) => what)).toContain(`账本 ${caseNo} 第 ${seq} 号事件`)
    expect(differences.map(({ what }) => what)).not.toContain(`账本 ${caseNo} 第 ${seq - 1} 号事件`)
  })

  it('rewrites the leaves too: no checkpoint agrees any more [S1-35]', async () => {
    const { caseNo, seq } = aCase()
    const differences = await tampered({
      apply: async tx => {
        await rewriteChain(tx, caseNo, seq)
        await rewriteLeaves(tx, caseNo)
      },
    })
    const [row] = await centre.sql<{ index: string }[]>`
      select index from seal_leaves where kind = 'case-event' and subject = ${caseNo} and no = ${seq}`
    const [covering] = await centre.sql<{ size: string }[]>`
      select size from seal_checkpoints where size > ${row?.index ?? '0'} order by size limit 1`
    expect(differences).toContainEqual(expect.objectContaining({ what: `检查点 ${covering?.size}`, path: 'root' }))
  })

  it('signs checkpoints of his own: they are not signed by the seal’s key; nor is a key of his introduced by it', async () => {
    const [size = ''] = rowsOf('seal_checkpoints').at(-1) ?? []
    const mallory = newSigner(centre.trust.verifier?.split('+')[0] ?? '')
    const forgeCheckpoint = async (tx: Transaction) => {
      const [row] = await tx<StoredCheckpoint[]>`select size, note, at from seal_checkpoints where size = ${size}`
      const stated = parseCheckpoint(`${row?.note.split('\n\n')[0]}\n`)
      if (!row || !stated) throw new Error('no checkpoint')
      const note = signedNote(checkpointText(stated), [mallory])
      const hash = checkpointHash({ size: Number(row.size), note, at: row.at })
      await tx`update seal_checkpoints set note = ${note}, hash = ${hash} where size = ${size}`
      await tx`update seal_pending set hash = ${hash} where kind = 'checkpoint' and no = ${size}`
    }
    const forgeKey = (tx: Transaction) => tx`update seal_keys set verifier = ${mallory.verifier.text} where no = 2`
    const alterations: RecordAlteration[] = [
      { what: 'sign a checkpoint', names: [`检查点 ${size}`], apply: forgeCheckpoint },
      { what: 'replace the key', names: ['封存公钥 2'], apply: forgeKey },
    ]
    expect(await missedBy(alterations, tampered)).toEqual([])
  })

  it('packs another history into the archive, with digests and hash that fit: its leaf names it all the same [S1-35]', async () => {
    const [own = [], other = []] = rowsOf('case_archives')
    const differences = await tampered({
      apply: async tx => {
        const [mine, another] = [await archiveOf(tx, own), await archiveOf(tx, other)]
        const { history, historyDigest, packedDigest, events } = another
        const hash = archiveHash({ ...mine, historyDigest, packedDigest, events })
        await tx`
          update case_archives set history = ${history}, history_digest = ${historyDigest}, packed_digest = ${packedDigest}, events = ${events},
            hash = ${hash} where run_id = ${mine.runId}`
      },
    })
    expect(differences.map(({ what }) => what)).toEqual([archiveName(own)])
  })

  it('puts everything back to an earlier day, whole in itself: what was signed since then is missed', async () => {
    const [earlier = ''] = rowsOf('seal_checkpoints').at(-3) ?? []
    const differences = await tampered({
      apply: async tx => {
        const gone = () => tx`select * from seal_leaves where index >= ${earlier}`
        await tx`delete from case_events using (${gone()}) leaf where kind = 'case-event' and case_no = subject and seq = no`
        await tx`delete from register_entries e using (${gone()}) l where l.kind = 'register-entry' and e.world = l.world and unit_code = subject and version = no`
        await tx`delete from certificates c using (${gone()}) l where l.kind = 'certificate' and c.world = l.world and number = subject`
        await tx`delete from access_traces using (${gone()}) leaf where leaf.kind = 'access-trace' and id = no`
        await tx`delete from access_traces where id in (select no from seal_pending where kind = 'access-trace')`
        await tx`delete from quality_record q using (${gone()}) l where l.kind = 'quality' and q.world = l.world and q.seq = l.no
          and q.office || '/' || q.subject || '/' || q.id = l.subject`
        await tx`delete from case_archives using (${gone()}) l where l.kind = 'case-archive' and workflow_id || ' ' || run_id = subject`
        await tx`delete from case_archives using seal_pending p where p.kind = 'case-archive' and workflow_id || ' ' || run_id = subject`
        for (const { name, kind, key } of rulings)
          await tx`
            delete from ${tx(name)} r using (select kind, world, subject from (${gone()}) l union all select kind, world, subject from seal_pending) l
            where l.kind = ${kind} and r.world = l.world and concat_ws(' ', ${tx(key.filter(column => column !== 'world'))}) = l.subject`
        await tx`delete from case_events using seal_pending p where kind = 'case-event' and case_no = subject and seq = no`
        await tx`delete from seal_checkpoints where size > ${earlier}`
        await tx`delete from seal_nodes where (index + 1) * 256 > ${earlier}`
        await tx`delete from seal_pending`
        await tx`delete from seal_leaves where index >= ${earlier}`
        await tx`insert into seal_pending (kind, world, subject, no, hash) select 'checkpoint', '', '', size, hash from seal_checkpoints where size = ${earlier}`
      },
    })
    expect(differences).toEqual([expect.objectContaining({ what: centre.trust.anchors[0]?.from, path: '(size)' })])
  })
})

describe('a checkpoint kept outside the centre', () => {
  const withAnchor = async (note: string) => {
    const trust = { ...centre.trust, anchors: [{ from: '公证处的检查点', note }] }
    const report = (await centre.sql.begin((tx: Transaction) => checkSeal(tx, trust))) as SealReport
    return report.differences.map(({ what, path }) => `${what} ${path}`)
  }

  it('that the log begins with is no difference; one of another history, of a longer one, or no checkpoint at all is', async () => {
    const [first] = await centre.sql<{ note: string }[]>`select note from seal_checkpoints order by size limit 1`
    const note = first?.note ?? ''
    const stated = parseCheckpoint(`${note.split('\n\n')[0]}\n`)
    if (!stated) throw new Error('no checkpoint')
    const other = (change: Partial<typeof stated>) =>
      signedNote(checkpointText({ ...stated, ...change }), [newSigner('a/notary')])
    expect(await withAnchor(note)).toEqual([])
    expect(await withAnchor(other({ root: new Uint8Array(32) }))).toEqual(['公证处的检查点 root'])
    expect(await withAnchor(other({ size: 1_000_000 }))).toEqual(['公证处的检查点 (size)'])
    expect(await withAnchor('a page of something else')).toEqual(['公证处的检查点 note'])
  })
})

describe('afterwards', () => {
  it('the record is as it was: everything was undone, and there is no alarm', async () => {
    expect((await untouched()).differences).toEqual([])
  })
})
