import type { CaseRow } from '../../db/cases.ts'
import { readCaseInContext } from '../../db/unitContext.ts'
import type { CaseView } from '../../domain/case/view.ts'
import type { Identity } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { mayRead, viewOfPart } from './read.ts'

export interface ApplicationView {
  readonly applicationNo: string
  readonly parts: readonly CaseView[]
}

/**
 * The parts that this reader may see, each with the conflicts it would meet when the parts before it are recorded: these are asked of
 * all parts, seen or not.
 */
export async function applicationView(
  context: ApiContext,
  parts: readonly CaseRow[],
  applicationNo: string,
  identity: Identity,
): Promise<ApplicationView> {
  const { now } = await worldOf(context, parts[0]?.world || undefined)
  const seen = parts.filter(({ state }) => mayRead(identity, state))
  const found = await Promise.all(seen.map(({ caseNo }) => readCaseInContext(context.sql, caseNo)))
  const states = parts.map(({ state }) => state)
  return { applicationNo, parts: found.flatMap(one => (one ? [viewOfPart(one, states, now, identity)] : [])) }
}
