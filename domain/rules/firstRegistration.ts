import { isOneOf } from '../register/holders.ts'
import { isRegistered } from '../register/types.ts'
import { names, partiesIn, type Rule } from './rule.ts'
import { onUnits } from './unit.ts'

/** 首次登记: of land, of land and house, of a homestead (实施细则 24, 34–36). */

export const rightIsNotYetRegistered: Rule = {
  id: 'repeat-case',
  level: 'file',
  says: '权利已经首次登记的，不再办理首次登记',
  basis: ['DR-24', 'CC-213'],
  broken: context =>
    onUnits(context, ({ unit }) =>
      isRegistered(unit)
        ? `不动产单元 ${unit.unitCode} 已经首次登记（权利人 ${names(unit.holders)}），请改为申请变更、转移等登记`
        : null,
    ),
}

export const landAndHouseHaveOneHolder: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '房屋应当与其占用的土地一并登记，房屋所有权人与建设用地使用权人应当一致',
  basis: ['DR-2', 'CC-356'],
  broken: context => {
    const applying = partiesIn(context, 'applicant')
    return onUnits(context, ({ unitCode, land }) => {
      if (!isRegistered(land)) return null
      const same = applying.every(party => isOneOf(party, land.holders)) && land.holders.every(one => isOneOf(one, applying))
      return same
        ? null
        : `不动产单元 ${unitCode} 所在宗地的建设用地使用权人为 ${names(land.holders)}，与申请人 ${names(applying)} 不一致，请先统一权利主体`
    })
  },
}
