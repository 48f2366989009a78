import { holdersAfterInheritance } from '../register/inheritance.ts'
import { isRegistered } from '../register/types.ts'
import { asHolder, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { notSeized, onUnits } from './unit.ts'

/** 继承、受遗赠 (民法典 230, 1124; 实施细则 14). */

const heirsOf = ({ state }: RuleContext): readonly string[] => state.application.facts.heirs ?? []

export const everyHeirTakesOrWaives: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '继承人没有表示放弃的视为接受继承；写明的继承人应当申请，或者书面放弃继承',
  basis: ['CC-1124', 'DR-14'],
  broken: context => {
    const { waivedBy = [] } = context.state.application.facts
    const takers = partiesIn(context, 'transferee').map(({ name }) => name)
    const silent = heirsOf(context).filter(heir => !takers.includes(heir) && !waivedBy.includes(heir))
    return silent.length > 0 ? `继承人 ${silent.join('、')} 没有放弃继承，应当一并申请，或者提交放弃继承的声明` : null
  },
}

export const heirsAreInterviewed: Rule = {
  id: 'heirs-not-interviewed',
  level: 'track',
  says: '未经公证的继承、受遗赠，登簿前应当询问全部继承人',
  basis: ['OP-1.8.6', 'CC-1124'],
  broken: context => {
    const { state, office } = context
    if (state.application.facts.notarised === true || !office.inheritance.interviewsHeirs) return null
    const unheard = heirsOf(context).filter(heir => !state.interviews.some(one => one.heir === heir))
    return unheard.length > 0 ? `尚未询问继承人 ${unheard.join('、')}，请逐一询问并记录（interview）` : null
  },
}

export const deceasedIsHolder: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '被继承人、遗赠人应当是登记簿记载的权利人',
  basis: ['CC-230', 'CC-216', 'OP-4.8.2'],
  broken: context => {
    const { deceased = '' } = context.state.application.facts
    return onUnits(context, ({ unit }) =>
      isRegistered(unit) && !unit.holders.some(({ name }) => name === deceased)
        ? `被继承人 ${deceased} 不是不动产单元 ${unit.unitCode} 登记簿记载的权利人`
        : null,
    )
  },
}

export const inheritedSharesAreTold: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '取得的份额应当是被继承人的份额；被继承人与他人共同共有的，由生存的共有人一并申请，写明继承后全体的共有情况',
  basis: ['CC-230', 'CC-216', 'CC-308'],
  broken: context => {
    const { deceased = '' } = context.state.application.facts
    const takers = partiesIn(context, 'transferee').map(asHolder)
    return onUnits(context, ({ unit }) => {
      if (!isRegistered(unit) || !unit.holders.some(({ name }) => name === deceased)) return null
      return holdersAfterInheritance(unit.holders, deceased, takers)
        ? null
        : `不动产单元 ${unit.unitCode} 上取得的份额与被继承人 ${deceased} 的份额不一致或者不能确定；共同共有的，请由生存的共有人一并申请并写明全体的份额`
    })
  },
}

export const estateIsNotSeized: Rule = {
  ...notSeized,
  says: '不动产被依法查封期间，登记机构规定不办理继承、受遗赠转移登记的，不予办理',
  basis: ['SF-24', 'OP-4.8.2'],
  broken: context => (context.office.inheritance.underSeizure === 'allow' ? null : notSeized.broken(context)),
}
