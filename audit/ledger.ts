import { columnsOf } from '../db/cases.ts'
import type { Sql } from '../db/client.ts'
import { genesis } from '../db/hashChain.ts'
import { expectedHash } from '../db/ledger.ts'
import { entryHash } from '../db/register.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import { fold } from '../domain/case/evolve.ts'
import type { CaseState } from '../domain/case/types.ts'
import { foldUnit } from '../domain/register/applyEntry.ts'
import { nextTermEnd } from '../domain/register/terms.ts'
import type { RegisterEntry, Unit } from '../domain/register/types.ts'
import { type Difference, differences } from './differences.ts'

/** Is the chain whole? Names the first row whose place, link or hash is not what it must be. */
export function brokenLink(caseNo: string, events: readonly LedgerEvent[]): Difference | null {
  let prevHash = genesis
  for (const [i, event] of events.entries()) {
    const what = `账本 ${caseNo} 第 ${event.seq} 号事件`
    if (event.seq !== i + 1) return { what, path: 'seq', expected: i + 1, found: event.seq }
    if (event.prevHash !== prevHash) return { what, path: 'prevHash', expected: prevHash, found: event.prevHash }
    const hash = expectedHash(caseNo, event)
    if (event.hash !== hash) return { what, path: 'hash', expected: hash, found: event.hash }
    prevHash = event.hash
  }
  return null
}

/** fold(ledger) = projection, column by column. */
export async function projectionDifferences(sql: Sql, caseNo: string, events: readonly LedgerEvent[]): Promise<Difference[]> {
  const folded = foldOrFault(caseNo, events)
  if ('path' in folded) return [folded]
  const [row] = await sql<(ReturnType<typeof columnsOf> & { seq: number; head: string; state: CaseState })[]>`
    select stage, outcome, light, accepted_at as "acceptedAt", due_at as "dueAt", first_asked as "firstAsked",
      seq, head, state from cases where case_no = ${caseNo}`
  if (!row) return [{ what: `投影 ${caseNo}`, path: '(row)', expected: `第 ${folded.seq} 号`, found: null }]
  const expected = { ...columnsOf(folded), seq: folded.seq, head: folded.head, state: folded }
  return differences(`投影 ${caseNo}`, asJson(expected), asJson({ ...row }))
}

/** The register of one unit: chain whole, and its fold equal to the stored unit. */
export function unitDifferences(
  world: string,
  unitCode: string,
  rows: readonly RegisterEntry[],
  stored: { head: string; state: Unit; termEndsAt: string | null } | null,
): Difference[] {
  const what = `登记簿 ${unitCode}`
  let prevHash = genesis
  for (const [i, row] of rows.entries()) {
    if (row.version !== i + 1) return [{ what, path: `第 ${row.version} 版 version`, expected: i + 1, found: row.version }]
    if (row.prevHash !== prevHash)
      return [{ what, path: `第 ${row.version} 版 prevHash`, expected: prevHash, found: row.prevHash }]
    const hash = entryHash(world, row)
    if (row.hash !== hash) return [{ what, path: `第 ${row.version} 版 hash`, expected: hash, found: row.hash }]
    prevHash = row.hash
  }
  const state = foldUnit(rows)
  const termEndsAt = (state && nextTermEnd(state)?.endsAt) ?? null
  return differences(what, asJson({ head: prevHash, state, termEndsAt }), asJson(stored))
}

export function foldOrFault(caseNo: string, events: readonly LedgerEvent[]): CaseState | Difference {
  try {
    const state = fold(events, caseNo)
    return state ?? { what: `账本 ${caseNo}`, path: '(events)', expected: '至少一个事件', found: 0 }
  } catch (error) {
    return { what: `账本 ${caseNo}`, path: '(fold)', expected: '可以重演', found: (error as Error).message }
  }
}

export const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
