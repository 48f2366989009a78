import type { ConflictCell } from '../../../domain/conflicts/tableB.ts'
import type { Statement } from '../../../domain/conflicts/testing/arrange.ts'
import type { ProcedureId } from '../../../domain/procedures/ids.ts'
import { editionInForce } from '../../../domain/procedures/registry.ts'
import { type Client, Refused } from '../../../scripts/scenario/client.ts'
import type { Json } from '../../api/window.ts'

/** What the centre said: `accept` and `record` by the rule that refused, null where nothing did. */
export interface Played {
  readonly caseNo: string
  readonly accept: string | null
  /** Of the case as it was answered before `record`. */
  readonly blockedBy: readonly string[]
  readonly record: string | null
}

interface View {
  readonly caseNo: string
  readonly blockedBy: readonly { readonly rule: string }[]
}

export const today = '2025-06-03'

/** Files a case and accepts it. */
export async function accepted(client: Client, body: Json): Promise<Omit<Played, 'record'>> {
  const { caseNo } = (await client.post('/api/cases', body, 'intake-1')) as View
  const { rule, blockedBy } = await act(client, caseNo, 'accept', {}, 'intake-1')
  return { caseNo, accept: rule, blockedBy }
}

/** The tracks beside a long announcement, each by whom it belongs to; what the case then warns of on its units. */
export async function tracksOver(client: Client, filed: Pick<Played, 'caseNo' | 'blockedBy'>, procedure: ProcedureId) {
  const edition = editionInForce(procedure, today)
  if (!edition) throw new Error(`${procedure} 在 ${today} 没有版本`)
  const { departments, tax, announcement } = edition.tracks
  let { blockedBy } = filed
  const pass = async (action: string, body: unknown, as: string) => {
    blockedBy = await must(client, filed.caseNo, action, body, as)
  }
  for (const department of departments) await pass('department-result', { department, result: 'passed' }, department)
  if (tax) await pass('tax-cleared', { receiptNo: `T-${filed.caseNo}`, paidFen: 1 }, 'tax')
  if (edition.entry !== 'entrustment') await pass('examine', { decision: 'pass', findings: '材料齐全，权属清楚' }, 'examiner-1')
  if (announcement?.document === 'loss-statement') await pass('publish-announcement', {}, 'examiner-1')
  return blockedBy
}

export const record = async (client: Client, caseNo: string): Promise<string | null> =>
  (await act(client, caseNo, 'record', {}, 'registrar-1')).rule

export async function said(client: Client, caseNo: string, statements: readonly Statement[]): Promise<void> {
  for (const { action, body } of statements) await must(client, caseNo, action, body, 'intake-1')
}

/** An act that nothing may refuse; what the case then warns of. */
export async function must(
  client: Client,
  caseNo: string,
  action: string,
  body: unknown,
  as: string,
): Promise<readonly string[]> {
  const { rule, blockedBy } = await act(client, caseNo, action, body, as)
  if (rule) throw new Error(`${caseNo} ${action}: ${rule}`)
  return blockedBy
}

async function act(client: Client, caseNo: string, action: string, body: unknown, as: string) {
  try {
    const { blockedBy } = (await client.post(`/api/cases/${caseNo}/actions/${action}`, body, as)) as View
    return { rule: null, blockedBy: blockedBy.map(({ rule }) => rule) }
  } catch (error) {
    if (error instanceof Refused && error.status === 409 && error.rule) return { rule: error.rule, blockedBy: [] }
    throw error
  }
}

/** Is the procedure announced for days on end? */
export const isAnnounced = ({ incoming }: ConflictCell): boolean =>
  (editionInForce(incoming, today)?.tracks.announcement?.workingDays ?? 0) > 0 && incoming !== 'transfer-by-inheritance'

/** All of them, `atOnce` at a time. */
export async function sideBySide<One, Result>(
  list: readonly One[],
  atOnce: number,
  play: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(list.length)
  const entries = list.entries()
  const one = async () => {
    for (const [i, item] of entries) results[i] = await play(item)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return results
}
