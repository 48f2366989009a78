import { isOneOf } from '../register/holders.ts'
import { partiesIn, type Rule } from './rule.ts'
import { onUnits } from './unit.ts'

/** Who applies alone (条例 14(2)), where it is one of several who may. */

export const oneOfThemApplies: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '应当由法律规定可以单方申请的人申请',
  basis: ['REG-14-2', 'REG-27'],
  broken: context => {
    const { oneOf = [] } = context.edition.applicants
    return oneOf.some(({ role }) => partiesIn(context, role).length > 0)
      ? null
      : `缺少申请人，应为：${oneOf.map(({ title }) => title).join('或者')}`
  },
}

export const applicantHolds: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '以权利人身份申请的，应当是登记簿记载的权利人',
  basis: ['CC-216', 'DR-15'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const stranger = partiesIn(context, 'holder').find(party => !isOneOf(party, unit?.holders ?? []))
      return stranger ? `${stranger.name} 不是不动产单元 ${unitCode} 登记簿记载的权利人` : null
    }),
}
