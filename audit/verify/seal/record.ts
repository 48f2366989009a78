import type { Transaction } from '../../../db/client.ts'
import { type Leaf, leafHash, type Named } from '../../../db/seal.ts'
import type { Difference } from '../../differences.ts'
import type { LogFindings } from './log.ts'
import { recordTables, rowName } from './rows.ts'

/** A row of the record beside its leaf, or beside its place among what waits for one. */
interface Compared extends Named {
  readonly hash: string
  /** What the row hashes to by what stands in it. */
  readonly content: string
  readonly index: number | null
  readonly sealed: string | null
  readonly waiting: string | null
}

type RawRow = Omit<Named, 'world'> & {
  inWorld: string
  index: string | null
  sealed: string | null
  waiting: string | null
  hash: string
}

const rowsOfAFetch = 2_000

/** Compares every row of the record with the log: changed, removed, inserted and swapped rows are named. */
export async function checkRecord(
  tx: Transaction,
  log: LogFindings,
  tell: (rows: number) => void,
): Promise<{ rows: number; differences: Difference[] }> {
  const [changed, differences]: [Compared[], Difference[]] = [[], []]
  let rows = 0
  for (const { kind, rows: read, content } of recordTables) {
    const query = tx<RawRow[]>`
      select row.*, leaf.index, leaf.hash as sealed, pending.hash as waiting from (${read(tx)}) as row
      left join seal_leaves leaf
        on leaf.kind = ${kind} and leaf.world = "inWorld" and leaf.subject = row.subject and leaf.no = row.no
      left join seal_pending pending
        on pending.kind = ${kind} and pending.world = "inWorld" and pending.subject = row.subject and pending.no = row.no`
    for await (const fetched of query.cursor(rowsOfAFetch)) {
      for (const raw of fetched) {
        const row = comparedRow(kind, raw, content(raw as never))
        if (row.sealed === null && row.waiting === null) differences.push(...withoutLeaf(row, log))
        else if (!(agrees(row) || isGenuine(row, log))) changed.push(row)
      }
      rows += fetched.length
      tell(rows)
    }
    differences.push(...(await removedRows(tx, kind, read, log)))
  }
  return { rows, differences: [...differences, ...changedRows(changed, log)] }
}

function comparedRow(
  kind: Named['kind'],
  { inWorld, subject, no, index, sealed, waiting, hash }: RawRow,
  content: string,
): Compared {
  return {
    kind,
    world: inWorld,
    subject,
    no: Number(no),
    hash,
    content,
    index: index === null ? null : Number(index),
    sealed,
    waiting,
  }
}

const agrees = ({ hash, content, sealed, waiting }: Compared): boolean => content === (sealed ?? waiting) && hash === content

/** It is the leaf that was altered: with this row in its place it would have its hash. */
function isGenuine(row: Compared, { altered }: LogFindings): boolean {
  return row.hash === row.content && row.index !== null && isLeaf(row, row.index, altered.get(row.index))
}

function isLeaf({ kind, world, subject, no, content }: Compared, index: number, expected: string | undefined): boolean {
  const leaf: Leaf = { index, kind, world, subject, no, hash: content }
  return expected !== undefined && Buffer.from(leafHash(leaf)).toString('hex') === expected
}

/** A row that no leaf names and nothing waits for: put in past the system, unless it is its leaf that is gone or was renamed. */
function withoutLeaf(row: Compared, { altered, missing }: LogFindings): Difference[] {
  if ([...altered].some(([index, hash]) => isLeaf(row, index, hash))) return []
  const found = missing.size > 0 ? '没有封存叶：封存日志缺叶' : '没有封存叶，也不在待封存之列：绕过系统插入'
  return [{ what: rowName(row), path: '(row)', expected: '已经封存或者待封存', found }]
}

function changedRows(changed: readonly Compared[], log: LogFindings): Difference[] {
  const bySealed = new Map(changed.map(row => [row.sealed ?? row.waiting, row]))
  return changed.map(row => {
    const other = bySealed.get(row.hash)
    const found = other && other !== row ? `是${rowName(other)}的内容：二者被对调` : '已被改动'
    return {
      what: rowName(row),
      path: '内容',
      expected: `${placeOf(row, log)}：${row.sealed ?? row.waiting}`,
      found: `${found}（现为 ${row.content}）`,
    }
  })
}

const placeOf = ({ index }: Compared, { confirmed }: LogFindings): string =>
  index === null ? '待封存' : index < confirmed ? `封存叶 ${index}` : `封存叶 ${index}（这一段封存日志未经核实）`

/** Leaves, and what waits for one, without the row that they name. */
async function removedRows(
  tx: Transaction,
  kind: Named['kind'],
  read: (typeof recordTables)[number]['rows'],
  { altered }: LogFindings,
): Promise<Difference[]> {
  const rows = await tx<(Named & { no: string; index: string | null })[]>`
    select named.* from (
      select kind, world, subject, no, index from seal_leaves where kind = ${kind}
      union all select kind, world, subject, no, null from seal_pending where kind = ${kind}) as named
    left join (${read(tx)}) as row on row."inWorld" = named.world and row.subject = named.subject and row.no = named.no
    where row.subject is null`
  return rows
    .filter(({ index }) => index === null || !altered.has(Number(index)))
    .map(({ index, ...named }) => ({
      what: rowName({ ...named, no: Number(named.no) }),
      path: '(row)',
      expected: index === null ? '待封存的内容存在' : `封存叶 ${index} 所记的内容存在`,
      found: '已被删除',
    }))
}
