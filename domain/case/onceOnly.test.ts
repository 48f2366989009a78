import { describe, expect, it } from 'vitest'
import { onceOnlyExclusions } from '../procedures/catalogue.ts'
import { alarmsOf } from './alarms.ts'
import { onceOnlyOf } from './onceOnly.ts'
import { mortgage, ordinary, sale } from './testing/applications.ts'
import { as, li, zhang } from './testing/people.ts'
import { anObjection, registered } from './testing/register.ts'
import {
  accepted,
  act,
  archived,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from './testing/situation.ts'
import type { Application } from './types.ts'
import { caseView } from './view.ts'

const excludedBy = ({ state }: Situation) => onceOnlyOf(state).exclusions.map(({ no }) => no)
const evidenceOf = ({ state }: Situation, no: number) =>
  onceOnlyOf(state).exclusions.find(exclusion => exclusion.no === no)?.evidence

/** The ordinary application of a procedure, which must have an edition. */
function ordinaryOf(procedure: keyof typeof ordinary, change: Parameters<typeof sale>[0] = {}): Application {
  const apply = ordinary[procedure]
  if (!apply) throw new Error(`没有 ${procedure} 的通常申请`)
  return apply(change)
}

/** Everything passes, the tax before the last department. */
const passed = [accepted, taxCleared, examined, housingPassed]
const byMail = act('deliver', { by: 'mail', receiver: li.name })

/** Until the next alarm of a clock: the promised one turns red last of all that a case of five days meets. */
function untilRed(situation: Situation): Situation {
  const next = alarmsOf(situation.state)[0]
  if (next?.kind !== 'light' || next.clock !== 'promised') throw new Error('没有承诺时限的提醒')
  const then = situation.after(rings(next))
  return next.light === 'red' ? then : untilRed(then)
}

describe('a sale with everything in hand, its certificate sent by post', () => {
  const done = given(sale({ consents: { mail: true } })).after(...passed, recorded, issued, byMail, archived)

  it('is done in one run: row 2 of the catalogue, nothing excludes it [S4-8] [S4-18] [SEED-1]', () => {
    expect(onceOnlyOf(done.state)).toEqual({ catalogue: [2], eligible: true, exclusions: [] })
  })

  it('says so to whoever reads the case; and what excludes it with the article', () => {
    const shown = ({ state }: Situation) => caseView(state, state.lastAt, null, { fullIdentity: false }).onceOnly
    expect(shown(done)).toMatchObject({ catalogue: [2], eligible: true })
    const [exclusion] = shown(given(sale()).after(act('request-supplement'))).exclusions
    expect(exclusion).toMatchObject({ no: 2, reason: '申请材料不齐全，需要补正材料的' })
    expect(exclusion?.basis.map(({ article }) => article)).toEqual(['三', '第十七条第一款第三项'])
  })
})

describe('not “最多跑一次” [SEED-1]', () => {
  it('because the title is in dispute: an objection stands on the unit when the sale is accepted [S4-28]', () => {
    const contested = given(sale()).where({ units: [registered({ objections: [anObjection()] })] })
    expect(excludedBy(contested)).toEqual([])
    expect(excludedBy(contested.after(accepted))).toEqual([1])
    expect(evidenceOf(contested.after(accepted), 1)).toMatch(/^异议告知书 510802-2025-000001-02（2025-06-03）$/)
  })

  it('because somebody objects during the announcement; once the objection is dismissed only the announcement is left [S4-28] [S4-33]', () => {
    const announced = given(ordinaryOf('homestead-first')).where({ units: [] }).after(accepted, act('publish-announcement'))
    const contested = announced.after(act('announcement-objection'))
    expect(excludedBy(announced)).toEqual([6])
    expect(excludedBy(contested)).toEqual([1, 6])
    expect(excludedBy(contested.after(act('settle-objection')))).toEqual([6])
    const sustained = contested.after(act('settle-objection', { sustained: true, findings: '确有争议' }))
    expect(excludedBy(sustained)).toEqual([1, 6])
    expect(evidenceOf(contested, 1)).not.toContain('王志强')
  })

  it('because a one-time notice asks for more, although the file is completed afterwards [S4-29]', () => {
    const asked = given(sale()).after(act('request-supplement'))
    expect(excludedBy(asked)).toEqual([2])
    expect(excludedBy(asked.after(act('supplement'), ...passed))).toEqual([2])
    expect(evidenceOf(asked, 2)).toMatch(/^一次性告知书 /)
  })

  it('because the examiner asks for a further material [S4-29]', () => {
    const examiner = { sub: 'examiner-1', posts: ['examiner' as const] }
    const step = act('request-supplement', undefined, examiner)
    expect(evidenceOf(given(sale()).after(accepted, step), 2)).toMatch(/^补充材料通知书 /)
  })

  it('because it was not accepted: for an incomplete file [S4-29], or for another defect [S4-30]', () => {
    const notAccepted = (ground: 'incomplete' | 'not-joint') =>
      given(sale()).after(act('not-accept', { ground, detail: '见清单' }))
    expect(excludedBy(notAccepted('incomplete'))).toEqual([2])
    expect(excludedBy(notAccepted('not-joint'))).toEqual([3])
  })

  it('because registration was refused, or a department did not pass it [S4-30]', () => {
    const refused = given(sale()).after(accepted, act('refuse'))
    expect(excludedBy(refused)).toEqual([3])
    expect(evidenceOf(refused, 3)).toMatch(/^不予登记告知书 /)
    const failed = given(sale()).after(accepted, act('department-result', { department: 'housing', result: 'failed' }))
    expect(evidenceOf(failed, 3)).toBe('住房城乡建设部门审核未通过')
  })

  it('because everything had passed and the tax was not paid; paying later does not undo that [S4-31]', () => {
    const open = given(sale()).after(accepted, examined)
    expect(excludedBy(open)).toEqual([])
    const waiting = open.after(housingPassed)
    expect(excludedBy(waiting)).toEqual([4])
    expect(excludedBy(waiting.after(taxCleared, recorded))).toEqual([4])
    expect(evidenceOf(waiting, 4)).toContain('2025-06-03')
  })

  it('because the tax was open when the promised limit ran out, whoever else was late; not because of the limit alone [S4-31]', () => {
    const late = untilRed(given(sale()).after(accepted))
    expect(late.state.lastAt).toBe('2025-06-11T00:00:00+08:00')
    expect(excludedBy(late)).toEqual([4])
    expect(excludedBy(late.after(taxCleared, examined, housingPassed))).toEqual([4])
    expect(excludedBy(untilRed(given(sale()).after(accepted, taxCleared)))).toEqual([])
  })

  it('because policy housing, or a house on allocated land, is sold and needs approval first [S4-32]', () => {
    const sold = (facts: Application['facts']) => given(sale({ facts: { priceFen: 1, ...facts } }))
    expect(excludedBy(sold({ policyHousing: true }))).toEqual([5])
    expect(evidenceOf(sold({ policyHousing: true, allocatedLand: true }), 5)).toMatch(/政策性住房上市.*；划拨土地上不动产转让/)
    expect(excludedBy(sold({ policyHousing: false, allocatedLand: false }))).toEqual([])
  })

  it('but to mortgage a house on allocated land is not to transfer it [S4-32]', () => {
    const facts = { amountFen: 1, transferRestricted: false, allocatedLand: true, policyHousing: true }
    expect(excludedBy(given(mortgage({ facts })))).toEqual([])
  })

  it('because the examiner opens a site visit, or an heir is interviewed [S4-33]', () => {
    const mortgaged = given(mortgage()).after(accepted)
    expect(excludedBy(mortgaged)).toEqual([])
    expect(evidenceOf(mortgaged.after(act('open-site-visit')), 6)).toBe('启动实地查看')
    expect(excludedBy(mortgaged.after(act('open-site-visit'), act('site-visit')))).toEqual([6])
    const inherited = given(ordinaryOf('transfer-by-inheritance')).after(accepted)
    expect(evidenceOf(inherited, 6) ?? '').not.toContain('询问')
    expect(evidenceOf(inherited.after(act('interview')), 6)).toContain('询问有关人员 1 次')
  })

  it('because a first registration of a homestead is announced, known from the application on; and it stands in no row [S4-33] [S4-16]', () => {
    const filed = given(ordinaryOf('homestead-first'))
    expect(onceOnlyOf(filed.state)).toMatchObject({ catalogue: [], eligible: false, exclusions: [{ no: 6 }] })
  })

  it('because the applicant came to the counter and comes again for the certificate [S4-34]', () => {
    const ready = given(sale()).after(...passed, recorded, issued)
    expect(excludedBy(ready)).toEqual([])
    expect(excludedBy(ready.after(delivered))).toEqual([7])
  })

  it('but who applied online takes the certificate along at his one visit [S4-34] [S4-15]', () => {
    const done = given(sale({ channel: 'online' })).after(...passed, recorded, issued, delivered)
    expect(onceOnlyOf(done.state).eligible).toBe(true)
  })

  it('for several reasons at once, each in the seed’s words with its law', () => {
    const parties = [as('transferor', zhang), as('transferee', li)]
    const done = given(sale({ parties, facts: { priceFen: 1, policyHousing: true } })).after(
      act('request-supplement'),
      act('supplement'),
      ...passed,
      recorded,
      issued,
      delivered,
    )
    const { exclusions, eligible } = onceOnlyOf(done.state)
    expect(eligible).toBe(false)
    expect(exclusions.map(({ no }) => no)).toEqual([2, 5, 7])
    for (const { no, reason, basis } of exclusions) {
      expect(onceOnlyExclusions.find(one => one.no === no)).toMatchObject({ reason, basis })
      expect(basis[0]).toBe('SEED-1')
    }
  })
})

describe('a lost certificate', () => {
  it('stays in the catalogue: its loss statement is published and acted upon at once [S4-26]', () => {
    expect(onceOnlyOf(given(ordinaryOf('certificate-reissue')).after(accepted).state)).toEqual({
      catalogue: [10],
      eligible: true,
      exclusions: [],
    })
  })
})

describe('an order of a court to transfer', () => {
  it('waits for nothing but the tax from the first, and is late with it only when the limit has run out [S4-31]', () => {
    const open = given(ordinaryOf('transfer-by-court')).after(accepted)
    expect(open.state.tracks.tax).toBe('open')
    expect(excludedBy(open)).toEqual([])
    expect(excludedBy(untilRed(open))).toEqual([4])
  })
})
