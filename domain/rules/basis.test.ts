import { describe, expect, it } from 'vitest'
import { mortgage, sale } from '../case/testing/applications.ts'
import { broughtToRecording, filedBy, flawKey, flawless, flaws } from '../case/testing/flaws.ts'
import { multi1, partnerBank } from '../case/testing/people.ts'
import {
  accepted,
  act,
  by,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  type Situation,
  taxCleared,
} from '../case/testing/situation.ts'
import type { Refusal } from '../case/types.ts'
import { refuseApproval } from '../office/absence.ts'
import { type Enquiry, refuseStep } from '../office/enquiry.ts'
import { editions } from '../procedures/registry.ts'
import { ruleIds, technicalRules } from './ids.ts'

const filed = given(sale())
const open = filed.after(accepted)
const atDelivery = open.after(examined, housingPassed, taxCleared, recorded, issued)

/** Refusals of the rules that stand in no edition, each as its own code gives it. */
const besideEditions: readonly (Refusal | null)[] = [
  ...[
    filed.when(by(partnerBank, accepted)),
    open.after(act('examine')).when(act('examine')),
    given(sale())
      .after(by(multi1, accepted))
      .when(by(multi1, act('examine'))),
    open.where({ actor: { trained: ['examiner'], relatives: [{ name: '张建国', relation: '配偶' }] } }).when(act('examine')),
    open.where({ actor: { trained: [] } }).when(act('examine')),
    open.when(act('examine', { decision: 'refuse', findings: '未写明理由' })),
    filed.after(act('request-supplement'), act('supplement')).when(act('request-supplement')),
    filed.when(act('request-supplement', { items: [{ material: '评估报告', problem: '未提交', remedy: '提交' }] })),
    open.when(act('withdraw', { by: ['张建国'] })),
    atDelivery.when(act('deliver', { by: 'mail', receiver: '李秀兰' })),
    atDelivery.after(act('stop')).when(act('deliver')),
    open.when(act('suspend', { reason: '补正材料', basis: '等待补正' })),
    given(mortgage(), { by: partnerBank }).when(by(partnerBank, act('urge'))),
  ].map(({ refusal }) => refusal),
  ...[null, 'acting'].map(handedOver => refusedAbsence(handedOver)),
  ...(['answer', 'accept', 'result'] as const).map(step => refuseStep(enquiry(), step, 'intake-2')),
  refuseStep({ ...enquiry(), closedAt: '2025-06-04T09:00:00+08:00' }, 'answer', 'intake-1'),
]

function refusedAbsence(handedOver: string | null): Refusal | null {
  const handover = handedOver ? { items: [], note: '', signedBy: 'intake-1', signedAt: '2025-06-03T09:00:00+08:00' } : null
  const plan = { id: 'intake-1@2025-06-05', sub: 'intake-1', from: '2025-06-05', until: '2025-06-10', kind: 'leave' } as const
  const absence = { ...plan, handover, actingSub: null, approvedBy: null, approvedAt: null, returnedAt: null }
  return refuseApproval({ absence, staff: [], actingSub: 'nobody', approver: 'director-1' })
}

function enquiry(): Enquiry {
  const asked = { no: 1, askedAt: '2025-06-03T09:00:00+08:00', firstAsked: 'intake-1', asker: '李秀兰', question: '登记进度' }
  return {
    ...asked,
    routes: [],
    answer: null,
    answeredBy: null,
    result: null,
    satisfied: null,
    closedAt: null,
    answeredAt: null,
    case: null,
  }
}

/** Each rule of each edition, broken by its flaw: at acceptance where it is asked there, and at recording. */
const ofEditions = editions.flatMap(edition =>
  edition.rules.flatMap((rule, index) => {
    const plan = flaws[flawKey(edition.id, index, rule.id)]?.(flawless(edition.procedure, edition.id))
    if (!plan) throw new Error(`${edition.id} ${rule.id}`)
    const asked: readonly [Situation, ReturnType<typeof act>][] = [
      [filedBy(plan), accepted],
      [broughtToRecording(plan), recorded],
    ]
    return asked.flatMap(([situation, step]) => situation.when(step).refusal ?? [])
  }),
)

const all = [...ofEditions, ...besideEditions]
/** Asked of the queue of tasks, not of a case: `api/routes/tasks.ts`. */
const elsewhere = new Set(['out-of-order'])
const named = ruleIds.filter(id => !elsewhere.has(id))

describe('a refusal tells what it stands on', () => {
  it.each(named)('%s', id => {
    const refusals = all.filter(refusal => refusal?.rule === id)
    expect(refusals).not.toEqual([])
    if (id in technicalRules) return
    expect(refusals.filter(refusal => refusal?.basis.length === 0)).toEqual([])
  })

  it('whatever refuses here is one of these rules', () => {
    expect(besideEditions).not.toContain(null)
    expect(named).toEqual(expect.arrayContaining([...new Set(all.map(refusal => refusal?.rule))]))
  })
})
