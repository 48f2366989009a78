import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../../office/profile.ts'
import type { RuleId } from '../../rules/ids.ts'
import { nonAcceptanceGrounds } from '../commands.ts'
import { type ApplicationChange, cancellation, editionFor, mortgage, sale } from '../testing/applications.ts'
import { noticeOf, under } from '../testing/notices.ts'
import {
  as,
  bankA,
  examiner1,
  housing,
  intake1,
  intake2,
  li,
  partnerBank,
  registrar1,
  supervisor1,
  tax,
  wang,
  zhang,
} from '../testing/people.ts'
import {
  aMortgage,
  aNotice,
  anObjection,
  aSeizure,
  elsewhere,
  house,
  nextDoor,
  otherCounty,
  registered,
} from '../testing/register.ts'
import { accepted, act, at, by, caseNo, examined, given, left, type Surroundings } from '../testing/situation.ts'

const jointly = { holders: [{ name: zhang.name }, { name: wang.name }] }

describe('accepting an application (受理)', () => {
  it('that is complete gives the receipt in the same act, and the clocks run from it [S0-68] [REG-17-1]', () => {
    const { happened, situation } = given(sale()).when(at('2025-06-03T09:30:00+08:00', accepted))
    expect(happened).toEqual(['Accepted'])
    const { state } = situation
    expect(state).toMatchObject({
      stage: 'examination',
      acceptance: { at: '2025-06-03T09:30:00+08:00', deemed: false, by: 'intake-1' },
    })
    const receipt = noticeOf(state, 'acceptance-receipt')
    expect(receipt).toMatchObject({ at: '2025-06-03T09:30:00+08:00', no: `${caseNo}-01`, basis: ['REG-17-1'] })
    expect(under(receipt, '受理')).toContain(caseNo)
    expect(under(receipt, '收到的材料')).toBe(
      '不动产登记申请书（原件）\n申请人身份证明（原件）\n不动产权属证书（原件）\n存量房买卖合同（原件）',
    )
    expect(under(receipt, '办理时限')).toContain('承诺 5 个工作日，2025-06-10 前办结')
    expect(under(receipt, '进度查询')).toBe(demoOffice.progressQuery)
    if (!('clocks' in state)) throw new Error('没有期限')
    for (const clock of state.clocks) expect(clock.startedAt).toBe(receipt.at)
  })

  it('tells the promised time on the receipt, stores it and lets its clock run [S4-70] [S0-11] [TL-SLA]', () => {
    const { state } = given(sale()).after(accepted)
    expect(under(noticeOf(state, 'acceptance-receipt'), '办理时限')).toBe(
      '承诺 5 个工作日，2025-06-10 前办结\n法定 30 个工作日，最迟 2025-07-15',
    )
    expect(state).toMatchObject({
      clocks: [
        {
          name: 'statutory',
          limitWorkingDays: 30,
          dueAt: '2025-07-15T23:59:59+08:00',
          redAt: '2025-07-16T00:00:00+08:00',
          basis: ['TL-30'],
        },
        {
          name: 'promised',
          limitWorkingDays: 5,
          dueAt: '2025-06-10T23:59:59+08:00',
          redAt: '2025-06-11T00:00:00+08:00',
          light: 'green',
        },
      ],
    })
  })

  it('prints the fee by the fee documents, and a reduction with its reason on a line of its own [S1-67]', () => {
    const feesOn = (change: ApplicationChange = {}) =>
      under(noticeOf(given(sale(change)).after(accepted).state, 'acceptance-receipt'), '税费缴纳与领取')
    expect(feesOn()).toMatch(/发改价格规〔2016〕2559号.*80\.00 元/)
    const reduced = feesOn({ facts: { priceFen: 1, use: 'non-residential', payer: 'micro-enterprise' } })
    expect(reduced).toMatch(/550\.00 元/)
    expect(reduced).toMatch(/小微企业.*-550\.00 元/)
  })

  it('of a mortgage on two flats of one parcel prices one case, on two parcels two [FEE-9]', () => {
    const feesFor = (units: string[]) =>
      under(noticeOf(given(mortgage({ units })).after(accepted).state, 'acceptance-receipt'), '税费缴纳与领取')
    expect(feesFor([house, nextDoor]).match(/80\.00 元/g)).toHaveLength(1)
    expect(feesFor([house, nextDoor, elsewhere]).match(/80\.00 元/g)).toHaveLength(2)
  })

  it('remembers who stood on the register, to see at recording whether that has changed', () => {
    expect(given(sale()).after(accepted).state).toMatchObject({
      acceptance: { holders: [{ unitCode: house, holders: [{ name: '张建国', share: '1/1' }] }] },
    })
  })

  it('is the same act whichever clerk does it: rules, materials and limits are the edition’s [S0-17]', () => {
    const outcome = (clerk: typeof intake1) => given(sale()).when(by(clerk, accepted)).events
    expect(outcome(intake2)).toEqual(outcome(intake1))
    const refusal = (clerk: typeof intake1) => given(sale({ except: ['sale-contract'] })).when(by(clerk, accepted)).refusal
    expect(refusal(intake2)).toEqual(refusal(intake1))
  })

  it('on the day when what was missing is there dates from that day (T4) [REG-17-1] [CT-2]', () => {
    const { state } = given(sale({ except: ['sale-contract'] }), { at: '2025-03-04T10:00:00+08:00' }).after(
      at('2025-03-04T10:20:00+08:00', act('request-supplement')),
      at('2025-03-14T09:30:00+08:00', act('supplement', { materials: [{ code: 'sale-contract', form: 'original' }] })),
      accepted,
    )
    expect(state).toMatchObject({
      acceptance: { at: '2025-03-14T09:31:00+08:00' },
      clocks: [{ name: 'statutory', dueAt: '2025-04-27T23:59:59+08:00' }, { name: 'promised' }],
    })
  })

  it('may follow directly on what was filed while the notice is out', () => {
    const waiting = given(sale()).after(act('request-supplement'))
    expect(waiting.when(accepted).happened).toEqual(['Accepted'])
  })

  it('opens the department and tax tracks of the edition at once beside the examination, in one case [S2-60] [S4-1] [S4-3] [S4-52]', () => {
    const { state } = given(sale()).after(accepted)
    expect(state.tracks).toEqual({
      examination: 'open',
      siteVisit: 'none',
      announcement: 'none',
      tax: 'open',
      departments: { housing: 'open' },
    })
  })

  it('of a mortgage asks no department but the registry itself [S4-19] [S4-52]', () => {
    for (const application of [mortgage(), cancellation()]) {
      const unit = registered({ mortgages: application.procedure === 'mortgage-cancel' ? [aMortgage()] : [] })
      const { state } = given(application)
        .where({ units: [unit] })
        .after(accepted)
      expect(state.tracks).toEqual({ examination: 'open', siteVisit: 'none', announcement: 'none', tax: 'none', departments: {} })
    }
  })

  it('warns in writing of an objection on the unit, and takes the application all the same [DR-84]', () => {
    const { state } = given(sale())
      .where({ units: [registered({ objections: [anObjection()] })] })
      .after(accepted)
    expect(state.notices.map(({ kind, no }) => [kind, no])).toEqual([
      ['acceptance-receipt', `${caseNo}-01`],
      ['objection-warning', `${caseNo}-02`],
    ])
    const lapsed = given(sale())
      .where({ units: [registered({ objections: [anObjection({ status: 'lapsed' })] })] })
      .after(accepted)
    expect(lapsed.state.notices).toHaveLength(1)
  })

  it('is not refused for what bears on the unit: that decides at recording (law.md Table B)', () => {
    const burdened = registered({
      seizures: [aSeizure()],
      notices: [aNotice()],
      objections: [anObjection()],
      mortgages: [aMortgage({ recordedAt: '2019-01-02T10:00:00+08:00' })],
    })
    const around = { units: [burdened], earlier: [{ caseNo: '甲', title: '抵押权首次登记' }] }
    expect(given(sale()).where(around).when(accepted).happened).toEqual(['Accepted'])
    const others = registered({ holders: [{ name: wang.name }] })
    expect(
      given(sale())
        .where({ units: [others] })
        .when(accepted).happened,
    ).toEqual(['Accepted'])
  })
})

describe('accepting is refused and leaves the case as it was', () => {
  it.each<[string, ApplicationChange, Partial<Surroundings>, RuleId]>([
    ['a unit code of 27 places [S2-74] [UC-1]', { units: [house.slice(0, 27)] }, {}, 'unit-code'],
    [
      'a unit code whose right does not exist on that land [S2-74] [UC-6]',
      { units: ['510802001001GA00001W00000000'] },
      {},
      'unit-code',
    ],
    ['a unit in another county [REG-7]', { units: [otherCounty] }, {}, 'jurisdiction'],
    ['a unit that has had no first registration [DR-24]', {}, { units: [] }, 'not-registered'],
    ['an application that has been accepted already', {}, { twin: '510802-2025-000009' }, 'repeat-case'],
    ['a sale without its buyer [REG-14-1]', { parties: [as('transferor', zhang)] }, {}, 'joint-application'],
    ['a sale by one of two joint owners [DR-10]', {}, { units: [registered(jointly)] }, 'joint-application'],
    [
      'a sale by a co-owner of half who gives more than his own [DR-10]',
      { parties: [as('transferor', zhang), as('transferee', li, { share: '3/4' })] },
      {
        units: [
          registered({
            holders: [
              { name: zhang.name, share: '1/2' },
              { name: wang.name, share: '1/2' },
            ],
          }),
        ],
      },
      'joint-application',
    ],
    [
      'the sale of a mortgaged flat that may not be sold without the bank, which has not joined [NR54-2]',
      {},
      { units: [registered({ mortgages: [aMortgage({ transferRestricted: true })] })] },
      'mortgagee-joins',
    ],
    ['an application that lacks a material [REG-17-3] [REG-16]', { except: ['sale-contract'] }, {}, 'materials-incomplete'],
    [
      'an agent without a power of attorney [REG-16]',
      { parties: [as('transferor', zhang, { agent: { name: '王律师' } }), as('transferee', li)], except: ['power-of-attorney'] },
      {},
      'materials-incomplete',
    ],
  ])('for %s', (_, application, around, rule) => {
    const before = given(sale(application)).where(around)
    const { refusal, happened, situation } = before.when(accepted)
    expect(refusal).toMatchObject({ rule, detail: expect.stringMatching(/\p{Script=Han}/u) })
    expect(refusal?.basis.length).toBeGreaterThan(0)
    expect(happened).toEqual([])
    expect(situation.state).toBe(before.state)
  })

  it('names what is missing, all of it', () => {
    const { refusal } = given(sale({ except: ['sale-contract', 'identity-proof'] })).when(accepted)
    expect(refusal?.detail).toContain('申请人身份证明、存量房买卖合同')
  })

  it('is not refused where the co-owner gives his own share only, or two thirds apply [DR-10]', () => {
    const halves = {
      units: [
        registered({
          holders: [
            { name: zhang.name, share: '1/2' },
            { name: wang.name, share: '1/2' },
          ],
        }),
      ],
    }
    const ownShare = sale({ parties: [as('transferor', zhang), as('transferee', li, { share: '1/2' })] })
    expect(given(ownShare).where(halves).when(accepted).rule).toBeNull()
    const twoThirds = {
      units: [
        registered({
          holders: [
            { name: zhang.name, share: '2/3' },
            { name: wang.name, share: '1/3' },
          ],
        }),
      ],
    }
    expect(given(sale()).where(twoThirds).when(accepted).rule).toBeNull()
  })

  it('is not refused where the bank has joined, each bank of a syndicate [NR54-2]', () => {
    const restricted = (mortgagee: string) => ({
      units: [registered({ mortgages: [aMortgage({ mortgagee, transferRestricted: true })] })],
    })
    const joined = sale({ parties: [as('transferor', zhang), as('transferee', li), as('mortgagee', bankA)] })
    expect(given(joined).where(restricted(bankA.name)).when(accepted).rule).toBeNull()
    expect(
      given(joined)
        .where(restricted(`${bankA.name}、广元乙银行`))
        .when(accepted).rule,
    ).toBe('mortgagee-joins')
  })
})

describe('leaving the counter without a written decision', () => {
  it('is deemed acceptance at once, whatever accept would have said (T3) [REG-17-5]', () => {
    const lacking = given(sale({ except: ['sale-contract'], units: ['不动产'] }), { at: '2025-03-04T10:00:00+08:00' })
    expect(lacking.when(accepted).rule).toBe('unit-code')
    const { happened, situation } = lacking.when(at('2025-03-04T10:30:00+08:00', left))
    expect(happened).toEqual(['DeemedAccepted'])
    expect(situation.state).toMatchObject({
      stage: 'examination',
      acceptance: { at: '2025-03-04T10:30:00+08:00', deemed: true, by: 'intake-1' },
      clocks: [{ name: 'statutory', dueAt: '2025-04-16T23:59:59+08:00' }, { name: 'promised' }],
      notices: [{ kind: 'acceptance-receipt' }],
    })
  })

  it('is not done online, where the end of the working day decides instead [REG-17-5]', () => {
    const { refusal } = given(sale({ channel: 'online' })).when(left)
    expect(refusal).toMatchObject({ rule: 'stage', detail: expect.stringContaining('当日工作时间结束') })
  })

  it('is not done once a notice is out: nothing is then deemed accepted', () => {
    expect(given(sale()).after(act('request-supplement')).when(left).rule).toBe('stage')
  })
})

describe('the one-time notice (一次性告知)', () => {
  const filed = given(sale({ except: ['sale-contract', 'application-form'] }))
  const items = [
    { material: 'sale-contract', problem: '未提交', remedy: '提交存量房买卖合同原件' },
    { material: 'identity-proof', problem: '已过有效期', remedy: '提交有效的身份证明' },
  ]
  const { situation } = filed.when(act('request-supplement', { items }))
  const notice = noticeOf(situation.state, 'one-time-notice')

  it('puts the case on hold in writing, and nothing runs [REG-17-3]', () => {
    expect(situation.state).toMatchObject({
      stage: 'awaiting-supplement',
      notices: [{ kind: 'one-time-notice', no: `${caseNo}-01` }],
    })
    expect(situation.state).not.toHaveProperty('clocks')
  })

  it('lists every missing and every wrong material with its remedy, the missing ones also where the clerk forgot one [S0-66] [REG-17-3]', () => {
    expect(notice.items).toEqual([...items, { material: 'application-form', problem: '未提交', remedy: '提交不动产登记申请书' }])
  })

  it('tells of each material whether it is there [S4-76]', () => {
    expect(under(notice, '一、材料是否齐全')).toBe(
      '不动产登记申请书：未提交\n申请人身份证明：已提交\n不动产权属证书：已提交\n存量房买卖合同：未提交',
    )
  })

  it('tells of each material that is there whether it has the legal form [S4-77]', () => {
    expect(under(notice, '二、是否符合法定形式')).toBe('申请人身份证明：不符合法定形式\n不动产权属证书：符合法定形式')
  })

  it('tells whether acceptance is decided [S4-78]', () => {
    expect(under(notice, '三、是否决定受理')).toMatch(/^暂不受理/)
  })

  it('tells the limits after acceptance and how to ask about progress [S4-79]', () => {
    const text = under(notice, '四、受理后办理时限及进度查询办法')
    expect(text).toContain('承诺时限 5 个工作日')
    expect(text).toContain('法定时限 30 个工作日')
    expect(text).toContain(demoOffice.progressQuery)
  })

  it('tells how taxes and fees are paid and the certificate collected [S4-80]', () => {
    expect(under(notice, '五、税费缴纳及证书证明领取办法')).toBe(demoOffice.paymentAndCollection)
  })

  it('tells basis and reasons [S4-81]', () => {
    const text = under(notice, '六、暂不受理的依据和原因')
    expect(text).toContain('《不动产登记暂行条例》第十七条第一款第三项')
    expect(text).toContain('申请人身份证明：已过有效期')
  })

  it('tells of each thing how to put it right [S4-82]', () => {
    expect(under(notice, '七、如何补正')).toBe(
      '存量房买卖合同：提交存量房买卖合同原件\n申请人身份证明：提交有效的身份证明\n不动产登记申请书：提交不动产登记申请书',
    )
  })

  it('tells the procedures that come before recording and who handles them [S4-83]', () => {
    expect(under(notice, '八、法定前置程序及办理机构')).toBe(
      '住房城乡建设部门：并联审核，由登记机构转送\n税务机关：缴纳契税等税款，登簿前完成',
    )
    const ofMortgage = given(mortgage()).after(act('request-supplement')).state
    expect(under(noticeOf(ofMortgage, 'one-time-notice'), '八、法定前置程序及办理机构')).toBe('无')
  })

  it('has its content from the edition in force, and refuses an item of the clerk’s own making [S4-84] [OP-1.1.2]', () => {
    const edition = editionFor('transfer-by-sale')
    const required = edition.materials.filter(({ when }) => !when).map(({ title }) => title)
    for (const title of required) expect(under(notice, '一、材料是否齐全')).toContain(title)
    const invented = act('request-supplement', { items: [{ material: '评估报告', problem: '未提交', remedy: '提交' }] })
    expect(filed.when(invented)).toMatchObject({ rule: 'material-without-basis', happened: [] })
    const notHere = act('request-supplement', { items: [{ material: 'power-of-attorney', problem: '未提交', remedy: '提交' }] })
    expect(filed.when(notHere).rule).toBe('material-without-basis')
  })

  it('is given once: a second is refused, whoever of the clerks asks and whatever his reason [S0-10] [S0-66] [REG-17-3]', () => {
    const again = situation.after(act('supplement', { materials: [{ code: 'sale-contract', form: 'original' }] }))
    expect(again.state.stage).toBe('intake')
    expect(again.when(act('request-supplement', { items })).refusal).toMatchObject({
      rule: 'one-notice-only',
      basis: ['REG-17-3', 'SEED-3'],
    })
    expect(again.when(act('request-supplement', { items, overrideReason: '确有必要' })).rule).toBe('one-notice-only')
    expect(again.when(act('request-supplement', { items }, supervisor1)).rule).toBe('one-notice-only')
  })

  it('a second time is the supervisor’s exception, on the record with its reason [S0-10] [S0-66]', () => {
    const again = situation.after(act('supplement'))
    const { events, situation: after } = again.when(
      act('request-supplement', { items, overrideReason: '签字页系补交后方缺失' }, supervisor1),
    )
    expect(events).toMatchObject([{ type: 'SupplementRequested', data: { overrideReason: '签字页系补交后方缺失' } }])
    expect(after.ledger.at(-1)).toMatchObject({ actor: 'supervisor-1', data: { overrideReason: '签字页系补交后方缺失' } })
    expect(after.state).toMatchObject({ stage: 'awaiting-supplement', notices: [{ no: `${caseNo}-01` }, { no: `${caseNo}-02` }] })
  })

  it('is first asked whether it may be given at all, then what it asks for', () => {
    const again = situation.after(act('supplement'))
    const both = act('request-supplement', { items: [{ material: '评估报告', problem: '无', remedy: '提交' }] })
    expect(again.when(both).rule).toBe('one-notice-only')
  })

  it('is not the examiner’s to give, nor a department’s: there is one window and one notice', () => {
    for (const stranger of [examiner1, registrar1, housing, partnerBank])
      expect(filed.when(by(stranger, act('request-supplement'))).rule).toBe('post')
  })
})

describe('asking for materials after acceptance', () => {
  const lacking = given(sale({ except: ['sale-contract'] })).after(left)
  const request = act(
    'request-supplement',
    { items: [{ material: 'sale-contract', problem: '未提交', remedy: '提交原件' }] },
    examiner1,
  )

  it('is a notice of its own; stage and clocks go on [CC-212] [TL-EX2]', () => {
    const { happened, situation } = lacking.when(request)
    expect(happened).toEqual(['SupplementRequested'])
    expect(situation.state).toMatchObject({
      stage: 'examination',
      notices: [{}, { kind: 'supplement-request', items: [{ material: 'sale-contract' }] }],
    })
    if (!('clocks' in lacking.state) || !('clocks' in situation.state)) throw new Error('没有期限')
    expect(situation.state.clocks).toEqual(lacking.state.clocks)
  })

  it('may be done more than once, as the examination goes on, and though a one-time notice went before', () => {
    expect(lacking.after(request).when(request).happened).toEqual(['SupplementRequested'])
    const noticed = given(sale()).after(act('request-supplement'), act('supplement'), accepted)
    expect(noticed.when(by(examiner1, act('request-supplement'))).happened).toEqual(['SupplementRequested'])
  })

  it('may ask for nothing that is not on the checklist [OP-1.1.2]', () => {
    const invented = act(
      'request-supplement',
      { items: [{ material: 'survey-report', problem: '未提交', remedy: '提交' }] },
      examiner1,
    )
    expect(lacking.when(invented).rule).toBe('material-without-basis')
  })

  it('is answered by handing them in: the file is then complete, acceptance and clocks stay as they were', () => {
    const { situation } = lacking
      .after(request)
      .when(act('supplement', { materials: [{ code: 'sale-contract', form: 'original' }] }))
    expect(situation.state).toMatchObject({
      stage: 'examination',
      materials: expect.arrayContaining([{ code: 'sale-contract', form: 'original' }]),
    })
    if (!('acceptance' in situation.state) || !('acceptance' in lacking.state)) throw new Error('未受理')
    expect(situation.state.acceptance).toEqual(lacking.state.acceptance)
    expect(situation.state.clocks).toEqual(lacking.state.clocks)
  })

  it('is over when the examination is', () => {
    const recording = given(mortgage()).after(accepted, examined)
    expect(recording.when(by(examiner1, act('request-supplement'))).rule).toBe('stage')
    expect(recording.when(act('supplement')).rule).toBe('stage')
  })
})

describe('handing materials in', () => {
  it('brings the case back to the clerk, each material once, in its latest form', () => {
    const { state } = given(sale()).after(
      act('request-supplement'),
      act('supplement', { materials: [{ code: 'identity-proof', form: 'electronic' }] }),
    )
    expect(state.stage).toBe('intake')
    expect(state.materials.filter(({ code }) => code === 'identity-proof')).toEqual([
      { code: 'identity-proof', form: 'electronic' },
    ])
    expect(state.application.materials).toContainEqual({ code: 'identity-proof', form: 'original' })
  })

  it('takes nothing that the procedure does not need [OP-1.1.2]', () => {
    const waiting = given(sale()).after(act('request-supplement'))
    expect(waiting.when(act('supplement', { materials: [{ code: 'survey-report', form: 'original' }] })).rule).toBe(
      'material-without-basis',
    )
  })

  it('is not done where nothing was asked for', () => {
    expect(given(sale()).when(act('supplement')).rule).toBe('stage')
  })

  it('is for the window, or the partner that filed, alone: no department takes a set of its own [S4-2] [S3-69]', () => {
    const accepting = given(sale()).after(accepted)
    for (const department of [housing, tax]) {
      expect(accepting.when(by(department, act('supplement'))).rule).toBe('post')
      expect(accepting.when(by(department, act('request-supplement'))).rule).toBe('post')
    }
    expect(Object.keys(accepting.state.tracks.departments)).toEqual(['housing'])
    const filedByBank = given(mortgage(), { by: partnerBank }).after(accepted)
    expect(filedByBank.when(by(partnerBank, act('supplement'))).happened).toEqual(['Supplemented'])
    expect(accepting.when(by(partnerBank, act('supplement'))).rule).toBe('post')
  })
})

describe('not accepting (不予受理)', () => {
  it.each(nonAcceptanceGrounds)(
    'for %s closes the case, with the numbered notice, ground, law and remedies in the same act [S0-67] [S4-81]',
    ground => {
      const { happened, events, situation } = given(sale()).when(act('not-accept', { ground, detail: '请向有登记权的机构申请' }))
      expect(happened).toEqual(['NotAccepted', 'Closed'])
      expect(events).toMatchObject([{ data: { ground } }, { data: { outcome: 'not-accepted' } }])
      expect(situation.state).toMatchObject({ stage: 'closed', outcome: 'not-accepted', closedAt: situation.state.lastAt })
      const notice = noticeOf(situation.state, 'non-acceptance')
      expect(notice).toMatchObject({ no: `${caseNo}-01`, at: situation.state.lastAt })
      expect(notice.basis.length).toBeGreaterThan(0)
      expect(under(notice, '决定')).toBe('不予受理')
      expect(under(notice, '原因')).toContain('请向有登记权的机构申请')
      expect(under(notice, '依据')).toMatch(/《.*》第/)
      expect(under(notice, '救济途径')).toMatch(/六十日.*行政复议[\s\S]*六个月.*行政诉讼/)
    },
  )

  it('may still follow a one-time notice that was not met', () => {
    expect(given(sale()).after(act('request-supplement')).when(act('not-accept')).happened).toEqual(['NotAccepted', 'Closed'])
  })

  it('is too late once the case is accepted: what is wrong then is refused registration', () => {
    expect(given(sale()).after(accepted).when(act('not-accept')).rule).toBe('stage')
    expect(given(sale()).after(left).when(act('not-accept')).rule).toBe('stage')
  })
})

describe('however the clerk lists what he found', () => {
  it('the notice names every missing material exactly once [S0-66]', () => {
    const codes = ['application-form', 'identity-proof', 'title-certificate', 'sale-contract']
    fc.assert(
      fc.property(fc.subarray(codes), fc.subarray(codes, { minLength: 1 }), (missing, named) => {
        const items = named.map(material => ({ material, problem: '有误', remedy: '更正' }))
        const { state } = given(sale({ except: missing })).after(act('request-supplement', { items }))
        const told = noticeOf(state, 'one-time-notice').items.map(({ material }) => material)
        expect(new Set(told)).toEqual(new Set([...named, ...missing]))
        expect(told).toHaveLength(new Set(told).size)
      }),
    )
  })
})
