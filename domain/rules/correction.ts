import { correctedHolders } from '../register/correctedHolders.ts'
import { isOneOf } from '../register/holders.ts'
import { builtOn, wrongEntryAt } from '../register/wrongEntry.ts'
import { partiesIn, type Rule } from './rule.ts'
import { onUnits } from './unit.ts'

/** 更正登记, on application and ex officio: only what nobody has built on since may be corrected (实施细则 80, 81). */

export const holderCorrects: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '以权利人身份申请更正的，应当是登记簿记载的权利人',
  basis: ['CC-220-1', 'DR-79', 'CC-216'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const stranger = unit && partiesIn(context, 'holder').find(party => !isOneOf(party, unit.holders))
      return stranger
        ? `${stranger.name} 不是不动产单元 ${unit.unitCode} 登记簿记载的权利人；系利害关系人的，请以利害关系人身份申请`
        : null
    }),
}

export const wrongEntryIsThere: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请更正的登记事项应当记载于登记簿，更正后的权利人和份额应当明确',
  basis: ['CC-216', 'CC-220-1', 'REG-18'],
  broken: context => {
    const { facts, parties } = context.state.application
    return onUnits(context, ({ unit }) => {
      if (!unit) return null
      if (wrongEntryAt(facts.of, unit) === null)
        return `不动产单元 ${unit.unitCode} 的登记簿上没有 ${facts.of ?? '权利人'} 的登记`
      return correctedHolders(unit.holders, parties, facts.name) === 'unclear'
        ? `更正后不动产单元 ${unit.unitCode} 的权利人或者份额不明确，各共有人的份额合计应为全部`
        : null
    })
  },
}

export const nothingBuiltOnError: Rule = {
  id: 'correction-barred',
  level: 'unit',
  says: '在错误登记之后已经办理了涉及不动产权利处分的登记、预告登记和查封登记的，不予更正',
  basis: ['DR-80', 'DR-81'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const since = unit && wrongEntryAt(context.state.application.facts.of, unit)
      const later = unit && since ? builtOn(since, unit) : null
      return later
        ? `错误登记之后不动产单元 ${unit?.unitCode} 已经办理了${later}，不予更正；请书面告知，可以申请异议登记或者向人民法院起诉`
        : null
    }),
}
