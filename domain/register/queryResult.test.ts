import { describe, expect, it } from 'vitest'
import { bankA, liu, wang, zhang } from '../case/testing/people.ts'
import {
  aMortgage,
  aNotice,
  anEasement,
  anObjection,
  aSeizure,
  house,
  housesCertificate,
  registered,
} from '../case/testing/register.ts'
import { type QueryScope, queryLines } from './queryResult.ts'

const burdened = registered({
  holders: [
    { name: zhang.name, idNo: zhang.idNo, share: '1/2' },
    { name: wang.name, idNo: wang.idNo, share: '1/2' },
  ],
  heldSince: { at: '2024-05-06T10:00:00+08:00', caseNo: '510802-20240506-0000001' },
  mortgages: [aMortgage(), aMortgage({ mortgagee: '广元乙银行', status: 'cancelled' })],
  notices: [aNotice()],
  objections: [anObjection()],
  easements: [anEasement()],
  seizures: [aSeizure(), aSeizure({ organ: '成都市中级人民法院', status: 'lifted' })],
})
const scopes: QueryScope[] = ['full', 'result', 'yes-no', 'yes-no-plus', 'case']
const told = (scope: QueryScope, holderName?: string, unit: typeof burdened | null = burdened) =>
  queryLines(scope, house, unit, { holderName }).join('\n')

describe('what a query learns', () => {
  it.each(scopes)('with the scope %s is never an identity number, nor what is no longer in force [REG-26]', scope => {
    for (const { idNo } of [zhang, wang, liu, bankA]) expect(told(scope, zhang.name)).not.toContain(idNo)
    expect(told(scope)).not.toMatch(/广元乙银行|成都市中级人民法院/)
    expect(told(scope)).toContain(`不动产单元：${house}`)
  })

  it('is everything for the right holder, original files too [QM-Q1]', () => {
    expect(told('full')).toContain(housesCertificate)
    expect(told('full')).toMatch(/权利人：张建国，份额 1\/2[\s\S]*登记原始资料：登记案件 510802-20240506-0000001/)
  })

  it('is the results for an interested party with proof: names, no original files [QM-Q2]', () => {
    expect(told('result')).toMatch(/权利人：张建国[\s\S]*抵押权：广元甲银行，500000.00 元[\s\S]*预告登记：买卖预告，王志强/)
    expect(told('result')).toMatch(/异议登记：刘晓梅[\s\S]*地役权：王志强，通行[\s\S]*查封：广元市利州区人民法院/)
    expect(told('result')).not.toMatch(/登记原始资料|不动产权第/)
  })

  it('is whether, and no names, for one who only means to buy [QM-Q3]', () => {
    for (const name of [zhang.name, wang.name, liu.name, bankA.name, '人民法院']) expect(told('yes-no')).not.toContain(name)
    expect(told('yes-no').match(/：是/g)).toHaveLength(5)
    expect(told('yes-no', undefined, registered()).match(/：否/g)).toHaveLength(5)
  })

  it('lets a lawyer verify a name, the form of co-ownership and the seizing organ [QM-Q4]', () => {
    expect(told('yes-no-plus', zhang.name)).toContain(`所述权利人 ${zhang.name} 与登记簿记载一致`)
    expect(told('yes-no-plus', liu.name)).toContain('不一致')
    expect(told('yes-no-plus')).toMatch(/共有形式：按份共有\n要求办理查封的机关：广元市利州区人民法院$/)
    expect(told('yes-no-plus', undefined, registered({ holders: [{ name: zhang.name }, { name: wang.name }] }))).toContain(
      '共同共有',
    )
    expect(told('yes-no-plus')).not.toContain(bankA.name)
  })

  it('is what bears on the matter for an organ [QM-Q5]', () => {
    expect(told('case')).toMatch(/权利人：张建国[\s\S]*登记原始资料/)
  })

  it('of a house without first registration says so, and a pre-seizure on it [S4-27]', () => {
    expect(queryLines('result', house, null, { holderName: undefined })).toEqual([`不动产单元 ${house} 没有首次登记的记载`])
    const shell = registered({ holders: [], heldSince: null, certificates: [], seizures: [aSeizure({ status: 'pre' })] })
    expect(told('result', undefined, shell)).toMatch(/没有首次登记[\s\S]*预查封：/)
  })
})
