import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { cancellation, mortgage, sale } from './testing/applications.ts'
import { as, li, zhang } from './testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, registered } from './testing/register.ts'
import {
  accepted,
  act,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  type Situation,
  taxCleared,
  unitFacts,
} from './testing/situation.ts'
import { caseView, maskIdNo } from './view.ts'

const now = '2025-06-03T12:00:00+08:00'
const seen = ({ state, around }: Situation, fullIdentity = false) =>
  caseView(
    state,
    now,
    {
      office: demoOffice,
      calendar: builtInCalendar,
      units: unitFacts(state.application, around),
      twin: around.twin,
      reached: [],
      siblings: [],
    },
    { fullIdentity },
  )
const blocked = (situation: Situation) => seen(situation).blockedBy.map(({ rule }) => rule)

describe('an identity number as it is shown', () => {
  it.each([
    ['510802196201101013', '510802********1013'],
    ['51080219830817115X', '510802********115X'],
    ['91510802MA0BANKA3T', '915108********KA3T'],
    ['510802620110101', '510802*****0101'],
    ['E12345678', '*********'],
    ['H1234567800', '***********'],
    ['军字第1234567号', '***********'],
    ['1234567', '*******'],
    ['123456', '******'],
    ['1', '*'],
    ['', ''],
  ])('%s is %s', (idNo, masked) => expect(maskIdNo(idNo)).toBe(masked))

  it('keeps at most the first six and the last four places, and nothing of a number shorter than fifteen', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 0, maxLength: 50, unit: fc.constantFrom(...'0123456789ABXx军字') }), idNo => {
        const masked = maskIdNo(idNo)
        expect(masked).toHaveLength(idNo.length)
        const shown = [...masked].flatMap((letter, i) => (letter === '*' ? [] : [i]))
        if (idNo.length < 15) expect(shown).toEqual([])
        for (const i of shown) expect(i < 6 || i >= idNo.length - 4).toBe(true)
        for (const i of shown) expect(masked[i]).toBe(idNo[i])
      }),
    )
  })
})

describe('the parties of a case as they are shown', () => {
  const parties = [
    as('transferor', zhang, { agent: { name: '王律师', idNo: '510802198001011234' } }),
    { ...as('transferee', li), phone: '13900000000' },
  ]

  it('have masked numbers and no telephone, their agents likewise [S0-121]', () => {
    const shown = JSON.stringify(seen(given(sale({ parties }))).parties)
    for (const secret of [zhang.idNo, li.idNo, '510802198001011234', '13900000000']) expect(shown).not.toContain(secret)
    expect(shown).toContain('510802********1234')
    expect(shown).toContain('王律师')
  })

  it('are whole for those who handle the case', () => {
    expect(seen(given(sale({ parties })), true).parties).toEqual(parties)
  })
})

describe('a case before acceptance', () => {
  it('has no dates, no clocks, no light and nothing that blocks it', () => {
    const { around } = given(sale())
    const seized = given(sale()).where({ ...around, units: [registered({ seizures: [aSeizure()] })] })
    expect(seen(seized)).toMatchObject({
      stage: 'intake',
      outcome: null,
      acceptedAt: null,
      deemedAccepted: false,
      closedAt: null,
      dueAt: null,
      light: null,
      clocks: [],
      blockedBy: [],
      payments: [],
      entries: [],
      certificates: [],
      delivery: null,
      now,
    })
  })

  it('shows the checklist with the basis of each material and what is missing [REG-16]', () => {
    const { checklist } = seen(given(sale({ except: ['sale-contract'] })))
    expect(checklist.map(({ code, status }) => [code, status])).toEqual([
      ['application-form', 'present'],
      ['identity-proof', 'present'],
      ['title-certificate', 'present'],
      ['sale-contract', 'missing'],
    ])
    for (const { basis } of checklist) expect(basis[0]).toMatchObject({ instrument: expect.stringMatching(/^《/) })
  })

  it('shows a material that was shared as such; a promise of one that may not be promised is none [REG-24] [NOTE-S]', () => {
    const materials = [
      { code: 'identity-proof', form: 'shared' as const },
      { code: 'sale-contract', form: 'commitment' as const },
    ]
    expect(seen(given(sale({ materials }))).checklist.map(({ status }) => status)).toEqual([
      'missing',
      'shared',
      'missing',
      'missing',
    ])
  })
})

describe('a case after acceptance', () => {
  it('shows the promised clock as its own, and both clocks with their law', () => {
    const view = seen(given(sale()).after(accepted))
    expect(view).toMatchObject({ acceptedAt: '2025-06-03T09:01:00+08:00', dueAt: '2025-06-10T23:59:59+08:00', light: 'green' })
    expect(view.clocks.map(({ name, dueAt, paused, basis }) => [name, dueAt, paused, basis[0]?.id])).toEqual([
      ['statutory', '2025-07-15T23:59:59+08:00', false, 'TL-30'],
      ['promised', '2025-06-10T23:59:59+08:00', false, 'TL-SLA'],
    ])
  })

  it('offers the acts of its stage with the posts that may do them', () => {
    const offered = (situation: Situation) =>
      Object.fromEntries(seen(situation).availableActions.map(({ action, posts }) => [action, posts]))
    const examination = given(sale()).after(accepted)
    expect(offered(examination)).toMatchObject({
      examine: ['examiner'],
      'department-result': ['department:housing'],
      'tax-cleared': ['department:tax'],
    })
    expect(offered(examination.after(housingPassed))).not.toHaveProperty('department-result')
    expect(offered(given(mortgage()).after(accepted, examined))).toMatchObject({ record: ['registrar'] })
  })

  it('names all that would refuse recording now, each rule once, from acceptance until recording (law.md Table B)', () => {
    const unit = registered({
      holders: [{ name: '陈大勇' }],
      seizures: [aSeizure(), aSeizure({ status: 'pre' })],
      notices: [aNotice()],
      objections: [anObjection()],
      mortgages: [aMortgage({ recordedAt: '2019-05-05T10:00:00+08:00' })],
    })
    const open = given(sale())
      .after(accepted)
      .where({ units: [unit], earlier: [{ caseNo: '甲', title: '抵押权首次登记' }] })
    const all = [
      'earlier-case-first',
      'not-holder',
      'seized',
      'advance-notice-consent',
      'objection-undertaking',
      'mortgagee-consent',
    ]
    expect(blocked(open)).toEqual(all)
    expect(blocked(open.after(examined, housingPassed, taxCleared))).toEqual(all)
    expect(seen(open).blockedBy.every(({ basis }) => basis.length > 0)).toBe(true)
  })

  it('is not said to be blocked by what is merely still to come: tracks and materials have their own place', () => {
    expect(blocked(given(sale({ except: ['sale-contract'] })).after(act('leave')))).toEqual([])
  })

  it('is blocked by nothing once recorded', () => {
    const done = given(sale()).after(accepted, examined, housingPassed, taxCleared, recorded)
    expect(blocked(done.where({ units: [registered({ seizures: [aSeizure()] })] }))).toEqual([])
  })

  it('shows what recording brought: entries, certificates, payment; then the delivery', () => {
    const done = given(sale()).after(accepted, examined, housingPassed, taxCleared, recorded, issued, delivered)
    expect(seen(done)).toMatchObject({
      stage: 'archive',
      entries: [{ unitCode: '510802001001GB00001F00010001', version: 2, kind: 'ownership-transferred' }],
      certificates: [{ number: '川（2025）广元市不动产权第0000001号', kind: 'title' }],
      payments: [{ payer: '李秀兰', totalFen: 8_000 }],
      delivery: { by: 'pickup', receiver: '李秀兰' },
    })
  })

  it('of a kind that issues nothing shows no certificates and no payment', () => {
    const unit = registered({ mortgages: [aMortgage()] })
    const done = given(cancellation())
      .where({ units: [unit] })
      .after(accepted, examined, recorded)
    expect(seen(done)).toMatchObject({
      stage: 'archive',
      certificates: [],
      payments: [],
      entries: [{ kind: 'mortgage-cancelled' }],
    })
  })

  it('that is closed says how it ended and offers nothing', () => {
    const withdrawn = given(sale()).after(accepted, act('withdraw'))
    expect(seen(withdrawn)).toMatchObject({ stage: 'closed', outcome: 'withdrawn', availableActions: [] })
    expect(seen(withdrawn).closedAt).toBe(withdrawn.state.lastAt)
  })
})
