import { disposalBy, isOneOf } from '../register/holders.ts'
import { type Holder, isRegistered, type Seizure } from '../register/types.ts'
import { firstRegisteredBefore } from './combined.ts'
import { holdersChanged } from './ownership.ts'
import { partiesIn, type Rule, type RuleContext, type UnitFacts } from './rule.ts'
import { notSeized, onUnits } from './unit.ts'

/**
 * What may be registered before the first registration (实施细则 24): advance notices and mortgages of buildings under construction. Until
 * the building has holders of its own, whoever holds the parcel's land stands behind it.
 */

/** Is what is mortgaged still being built (在建建筑物抵押)? */
export const isUnderConstruction = ({ state }: Pick<RuleContext, 'state'>): boolean =>
  state.application.facts.mortgageKind === 'construction'

/** The unit's holders, else those of the parcel's land; null where the register knows neither. */
export function holdersBehind({ unit, land }: UnitFacts): readonly Holder[] | null {
  if (isRegistered(unit)) return unit.holders
  return isRegistered(land) ? land.holders : null
}

export const registeredUnlessUnderConstruction: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '未办理首次登记的，不得办理其他类型登记，但在建建筑物抵押权登记除外',
  basis: ['DR-24', 'DR-75'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      isRegistered(unit) || firstRegisteredBefore(context, unitCode) || isUnderConstruction(context)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记，不得办理抵押权登记；以在建建筑物抵押的，请写明 mortgageKind: construction`,
    ),
}

export const onTheRegister: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '登记簿上没有记载的，不得办理变更、转移、注销登记',
  basis: ['DR-24', 'CC-216'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      unit || firstRegisteredBefore(context, unitCode)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记，登记簿上也没有其他记载，请核对不动产单元代码`,
    ),
}

export const enoughBehindApply: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '处分共有不动产或者在共有土地上的在建房屋，由占份额三分之二以上的按份共有人或者全体共同共有人共同申请',
  basis: ['DR-10', 'REG-14-1'],
  broken: context =>
    onUnits(context, facts => {
      const holders = holdersBehind(facts)
      if (!holders || holdersChanged(context, facts) || disposalBy(disposing(context), holders) !== 'some') return null
      return `不动产单元 ${facts.unitCode} 由 ${holders.map(holder => holder.name).join('、')} 共有，申请人未达到法定的共有人范围`
    }),
}

export const disposerHoldsUnitOrItsLand: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请处分的人应当是登记簿记载的权利人；房屋尚未首次登记的，应当是其所在宗地的权利人',
  basis: ['CC-216', 'DR-2', 'OP-4.8.2', 'REG-18'],
  broken: context =>
    onUnits(context, facts => {
      const holders = holdersBehind(facts)
      const stranger = holders && disposing(context).find(party => !isOneOf(party, holders))
      if (!stranger) return null
      return isRegistered(facts.unit)
        ? `${stranger.name} 不是不动产单元 ${facts.unitCode} 登记簿记载的权利人`
        : `不动产单元 ${facts.unitCode} 尚未首次登记，${stranger.name} 不是其所在宗地登记簿记载的权利人`
    }),
}

export const notSeizedNorItsLand: Rule = {
  id: 'seized',
  level: 'unit',
  says: '不动产被依法查封、预查封期间不得办理处分登记；查封土地的效力及于地上尚未首次登记的房屋',
  basis: [...notSeized.basis, 'SF-21'],
  broken: context => notSeized.broken(context) ?? onUnits(context, landIsSeized),
}

function landIsSeized({ unitCode, unit, land }: UnitFacts): string | null {
  const seizure = isRegistered(unit) ? undefined : land?.seizures.find(isInEffect)
  return seizure ? `不动产单元 ${unitCode} 所在宗地已被 ${seizure.organ} 查封（${seizure.documentNo}）` : null
}

const isInEffect = ({ status }: Seizure): boolean => status === 'active' || status === 'pre'

function disposing(context: RuleContext) {
  const { disposer } = context.edition.applicants
  return disposer ? partiesIn(context, disposer) : []
}
