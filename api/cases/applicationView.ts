import type { CaseRow } from '../../db/cases.ts'
import { readCaseInContext } from '../../db/unitContext.ts'
import type { CaseView } from '../../domain/case/view.ts'
import type { Identity } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { viewOfPart } from './read.ts'

export interface ApplicationView {
  readonly applicationNo: string
  readonly parts: readonly CaseView[]
}

/** The parts as this reader sees them, each with the conflicts it would meet when the parts before it are recorded. */
export async function applicationView(
  context: ApiContext,
  parts: readonly CaseRow[],
  applicationNo: string,
  identity: Identity,
): Promise<ApplicationView> {
  const { now } = await worldOf(context, parts[0]?.world || undefined)
  const found = await Promise.all(parts.map(({ caseNo }) => readCaseInContext(context.sql, caseNo)))
  const states = parts.map(({ state }) => state)
  return { applicationNo, parts: found.flatMap(one => (one ? [viewOfPart(one, states, now, identity)] : [])) }
}
