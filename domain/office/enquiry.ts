import type { Refusal } from '../case/types.ts'
import { dateOf, type Instant } from '../time/instant.ts'

/** A person who asks, and the one of the staff who was asked first (首问责任人; S4-56): that never changes. */
export interface Enquiry {
  readonly no: number
  readonly askedAt: Instant
  readonly firstAsked: string
  readonly asker: string
  readonly question: string
  /** Where it was taken; responsible from `acceptedAt` on, and until then the one before. */
  readonly routes: readonly EnquiryRoute[]
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly result: string | null
  readonly satisfied: boolean | null
  readonly closedAt: Instant | null
  /** The first case that came of it, with the last day of its promised limit once it is accepted (S4-58). */
  readonly case: { readonly caseNo: string; readonly dueAt: Instant | null } | null
}

interface EnquiryRoute {
  readonly to: string
  readonly reason: string
  readonly at: Instant
  readonly acceptedAt: Instant | null
}

/** Who answers for it: the last who accepted it, else the first asked; what nobody accepts has never left him (S4-60). */
export const responsibleFor = ({ firstAsked, routes }: Pick<Enquiry, 'firstAsked' | 'routes'>): string =>
  routes.findLast(({ acceptedAt }) => acceptedAt !== null)?.to ?? firstAsked

/** Without a result on a later day than it was asked: a supervisor's matter (S0-63). */
export const isLeftOpen = ({ closedAt, askedAt }: Enquiry, now: Instant): boolean =>
  closedAt === null && dateOf(askedAt) < dateOf(now)

export type EnquiryStep = 'answer' | 'route' | 'accept' | 'result'

/** Why somebody may not take a step, or null. 首问必答、首问必释、首问必果: no result without an answer before (S0-63). */
export function refuseStep(enquiry: Enquiry, step: EnquiryStep, sub: string): Refusal | null {
  if (enquiry.closedAt) return refusal('stage', `咨询 ${enquiry.no} 已经办结，不能再办`)
  const offered = enquiry.routes.at(-1)
  if (step === 'accept')
    return offered && offered.acceptedAt === null && offered.to === sub
      ? null
      : refusal('stage', `咨询 ${enquiry.no} 没有引导给您，或者您已经接下`)
  const responsible = responsibleFor(enquiry)
  if (responsible !== sub) return refusal('post', `咨询 ${enquiry.no} 由 ${responsible} 负责答复，请交由其办理`)
  if (step === 'result' && enquiry.answer === null)
    return refusal('stage', `咨询 ${enquiry.no} 尚未答复，请先答复并说明理由再办结`)
  return null
}

const refusal = (rule: Refusal['rule'], detail: string): Refusal => ({ rule, detail, basis: ['SEED-9'] })
