import type { Refusal } from '../case/types.ts'
import type { Calendar } from '../time/calendar.ts'
import type { LocalDate } from '../time/instant.ts'
import { noticeLapsesOn } from './terms.ts'
import type { Entry, Unit } from './types.ts'

/** Acts on a right with a term that a case has recorded: they matter as long as the right does, whether the case is closed or not. */
export type TermAct =
  /** The court's or arbitral body's notice that the suit was accepted (实施细则 83(2)). */
  | { readonly kind: 'suit-proof'; readonly caseNo: string; readonly document: string }
  /** From this day registration was possible: the 90 days of the advance notice run (民法典 221(2)). */
  | { readonly kind: 'confirm-registrable'; readonly caseNo: string; readonly registrableOn: LocalDate }

export type TermDecision =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** What the register says after the act; the unit's terms that are over have ended before. */
export function decideTermAct(unit: Unit | null, act: TermAct, calendar: Calendar): TermDecision {
  return act.kind === 'suit-proof' ? suitProof(unit, act) : confirmRegistrable(unit, act, calendar)
}

function suitProof(unit: Unit | null, { caseNo, document }: TermAct & { kind: 'suit-proof' }): TermDecision {
  const { index, right: objection } = rightOf(unit?.objections ?? [], caseNo)
  if (!objection) return refused(`案件 ${caseNo} 的异议登记尚未记载于登记簿，登簿以后再提交起诉受理材料`)
  if (objection.status === 'active') return { kind: 'entry', entry: { kind: 'objection-sued', objectionIndex: index, document } }
  return refused(
    objection.status === 'lapsed'
      ? `异议登记已在 ${objection.lapsesOn ?? '期限届满'} 后失效，起诉受理材料应当在此之前提交；可以凭新的事项或者理由重新申请异议登记`
      : '异议登记已经注销，不再需要提交起诉受理材料',
  )
}

function confirmRegistrable(
  unit: Unit | null,
  { caseNo, registrableOn }: TermAct & { kind: 'confirm-registrable' },
  calendar: Calendar,
): TermDecision {
  const { index, right: notice } = rightOf(unit?.notices ?? [], caseNo)
  if (notice?.status !== 'active')
    return refused(`案件 ${caseNo} 没有仍然有效的预告登记，无需确认能够进行不动产登记之日`, 'CC-221-2')
  const lapsesOn = noticeLapsesOn(calendar, registrableOn)
  return { kind: 'entry', entry: { kind: 'notice-registrable', noticeIndex: index, registrableOn, lapsesOn } }
}

function rightOf<T extends { readonly caseNo?: string | null }>(rights: readonly T[], caseNo: string) {
  const index = rights.findIndex(right => right.caseNo === caseNo)
  return { index, right: rights[index] }
}

const refused = (detail: string, basis: 'DR-83-2' | 'CC-221-2' = 'DR-83-2'): TermDecision => ({
  kind: 'refused',
  refusal: { rule: 'stage', detail, basis: [basis] },
})
