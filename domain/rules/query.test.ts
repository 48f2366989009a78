import { describe, expect, it } from 'vitest'
import { query } from '../case/testing/groups/orders.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, bankA, li, liu, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, registered } from '../case/testing/register.ts'
import { accepted, act, archived, examined, given, recorded } from '../case/testing/situation.ts'
import type { Role } from '../case/types.ts'
import type { Unit } from '../register/types.ts'

const asking = (
  role: Role,
  who: typeof zhang,
  facts: object = {},
  units: readonly Unit[] = [registered({ mortgages: [aMortgage()] })],
) =>
  given(query({ parties: [as(role, who)], facts: { purpose: '拟购买', ...facts } }))
    .where({ units })
    .after(accepted, examined)
const answer = (...question: Parameters<typeof asking>) =>
  under(noticeOf(asking(...question).after(recorded).state, 'query-result'), '查询结果')

describe('a query (信息查询)', () => {
  it('writes nothing, issues no certificate and charges nothing; its result is the answer [DR-102] [S4-27]', () => {
    const { writes, situation } = asking('holder', zhang).when(recorded)
    expect(writes).toEqual([])
    expect(situation.state).toMatchObject({ stage: 'archive', recording: { entries: [], certificates: [], payment: null } })
    expect(under(noticeOf(situation.state, 'query-result'), '查询目的')).toBe('拟购买')
    expect(situation.when(archived).situation.state).toMatchObject({ outcome: 'completed' })
  })

  it.each([
    ['holder', zhang, '登记原始资料', '是否共有'],
    ['interested-party', li, '权利人：张建国', '登记原始资料'],
    ['intending', li, '是否存在抵押权登记：是', zhang.name],
    ['lawyer', liu, '是否存在抵押权登记：是', bankA.name],
    ['organ', bankA, '登记原始资料', '是否共有'],
  ] as const)('of %s is answered in its scope [QM-Q1] [QM-Q2] [QM-Q3] [QM-Q4] [QM-Q5]', (role, who, has, hasNot) => {
    expect(answer(role, who)).toContain(has)
    expect(answer(role, who)).not.toContain(hasNot)
  })

  it('of a lawyer may have the name of a holder verified [QM-Q4]', () => {
    expect(answer('lawyer', liu, { name: zhang.name })).toContain('与登记簿记载一致')
    expect(answer('lawyer', liu, { name: wang.name })).toContain('与登记簿记载不一致')
  })

  it('of a unit without first registration is answered: not registered [S4-27]', () => {
    expect(answer('intending', li, {}, [])).toContain('没有首次登记的记载')
  })

  it('as a holder is for those whom the register names [QM-4]', () => {
    expect(asking('holder', wang).when(recorded).rule).toBe('not-holder')
    expect(asking('holder', zhang, {}, []).when(recorded).rule).toBe('not-holder')
  })

  it('needs its purpose from all but the holder, and proof from who claims an interest [REG-28] [QM-Q2]', () => {
    const without = (role: Role, except: string) =>
      given(query({ parties: [as(role, li)], except: [except] })).when(accepted).rule
    expect(without('intending', 'query-purpose')).toBe('materials-incomplete')
    expect(without('interested-party', 'interest-proof')).toBe('materials-incomplete')
    expect(query().materials.map(({ code }) => code)).toEqual(['query-application', 'identity-proof'])
  })

  it('that is refused is told so in a document of its own [DR-99]', () => {
    const { state } = given(query()).after(
      accepted,
      act('examine', { decision: 'refuse', findings: '目的不合法', grounds: ['查询目的不合法'] }),
    )
    expect(under(noticeOf(state, 'query-refusal'), '决定')).toBe('不予查询')
    expect(state.notices.map(({ kind }) => kind)).not.toContain('refusal')
  })

  it('is to be answered within five working days [QM-T]', () => {
    const { state } = given(query()).after(accepted)
    expect('clocks' in state && state.clocks.map(({ name, limitWorkingDays }) => [name, limitWorkingDays])).toEqual([
      ['statutory', 5],
      ['promised', 5],
    ])
  })
})
