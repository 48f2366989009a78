import { readParts } from '../../db/applications.ts'
import { type CaseRow, readCase } from '../../db/cases.ts'
import type { Sql } from '../../db/client.ts'
import type { CaseInContext } from '../../db/unitContext.ts'
import { unitsAfter } from '../../domain/case/preview.ts'
import type { CaseState, Post } from '../../domain/case/types.ts'
import { type CaseView, caseView } from '../../domain/case/view.ts'
import { officeOf } from '../../domain/office/profile.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import { type Identity, isStaff } from '../auth.ts'
import { notFound, Problem } from '../problems.ts'

/** Posts that see identity numbers in full: those who handle the case, and those who must be able to prove it. */
const fullIdentityPosts: readonly Post[] = ['intake', 'examiner', 'registrar', 'auditor', 'quality']

export const seesIdentity = (identity: Identity): boolean => fullIdentityPosts.some(post => identity.posts.includes(post))

/** The case's row if this reader may see it: all staff of the office, and its partners in cases they filed or are asked about. */
export async function readableCase(sql: Sql, caseNo: string, identity: Identity): Promise<CaseRow> {
  const row = await readCase(sql, caseNo)
  if (!row || !mayRead(identity, row.state)) throw notFound(`案件 ${caseNo}`)
  return row
}

export function mayRead(identity: Identity, state: CaseState): boolean {
  if (identity.office !== state.application.office) return false
  if (isStaff(identity)) return true
  const asked = [...Object.keys(state.tracks.departments), ...(state.tracks.tax === 'none' ? [] : ['tax'])]
  return state.filedBy === identity.sub || asked.some(department => identity.posts.includes(`department:${department}`))
}

/** The case as this reader sees it. Conflicts on its units are as of the reading: a warning, not a decision; no locks. */
export function viewOf({ row, calendar, context }: CaseInContext, now: Instant, identity: Identity): CaseView {
  const office = officeOf(row.state.application.office)
  if (!office) throw new Problem(500, `没有登记机构 ${row.state.application.office} 的设置`)
  const units = context && { office, calendar, ...context }
  return caseView(row.state, now, units, { fullIdentity: seesIdentity(identity) })
}

/**
 * A part of a combined application: the conflicts that it would meet once the parts before it are recorded, as they will be in the
 * same transaction.
 */
export function viewOfPart(found: CaseInContext, parts: readonly CaseState[], now: Instant, identity: Identity): CaseView {
  const { row, calendar, context } = found
  const { part, application } = row.state
  const office = officeOf(application.office)
  if (!part || !context || !office) return viewOf(found, now, identity)
  const before = parts.slice(0, part.no - 1)
  const units = unitsAfter(before, { ...context, office, on: dateOf(now), calendar })
  return viewOf({ row, calendar, context: { ...context, units } }, now, identity)
}

/** The case as this reader sees it, whether it stands alone or is a part of an application. */
export async function viewOfCase(sql: Sql, found: CaseInContext, now: Instant, identity: Identity): Promise<CaseView> {
  const { part } = found.row.state
  if (!part || !found.context) return viewOf(found, now, identity)
  const parts = await readParts(sql, part.applicationNo)
  return viewOfPart(
    found,
    parts.map(({ state }) => state),
    now,
    identity,
  )
}
