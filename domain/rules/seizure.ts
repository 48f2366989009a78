import { servedAtOf } from '../case/service.ts'
import { barredBy, orderedTransfer, type TransferOrder } from '../register/courtTransfer.ts'
import { isOneOf } from '../register/holders.ts'
import { isAgainst, type NamingOrder, seizureInForce, seizureOver } from '../register/namedSeizure.ts'
import { isRegistered, type Seizure, type Unit } from '../register/types.ts'
import { compareInstants, dateOf, formatInstant, type Instant, startOfDay } from '../time/instant.ts'
import { asHolder, names, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { onUnits } from './unit.ts'

/**
 * Orders of courts and other organs: 查封, 续封, 解封, 过户. The registry does not review their substance (法发〔2004〕5号 3); it looks
 * whether what they speak of is on the register, and keeps the order of service.
 */

export const onRegisterOrPreSeized: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '尚未办理首次登记的不动产不能查封；被执行人尚未登记的权利可以预查封',
  basis: ['DR-24', 'JN-15'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      isRegistered(unit) || isPreSeizure(context)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记；嘱托预查封的，请按协助执行通知书写明 preSeizure: true`,
    ),
}

export const seizedBefore: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '续封、解封的不动产应当已经办理首次登记，或者已经办理预查封登记',
  basis: ['DR-24', 'JN-15'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      (unit?.seizures.length ?? 0) > 0 || isRegistered(unit)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记，也没有预查封登记，请核对协助执行通知书`,
    ),
}

export const orderNamesTransferee: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '嘱托过户的协助执行通知书应当写明过户给谁',
  basis: ['DR-19', 'CPL-262'],
  broken: context =>
    partiesIn(context, 'transferee').length > 0 ? null : '嘱托过户缺少受让人，请按协助执行通知书录入受让人（transferee）',
}

export const debtorHolds: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '查封的不动产应当登记在被执行人名下；嘱托送达前已经转移登记的，不得再对原权利人查封',
  basis: ['SF-23-1', 'CC-216'],
  broken: context =>
    isPreSeizure(context) ? null : onUnits(context, ({ unit }) => unit && strangerToUnit(unit, debtorOf(context), '查封')),
}

export const debtorHadRight: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '嘱托过户的不动产应当登记在被执行人名下',
  basis: ['SF-23-1', 'CC-216', 'CPL-262'],
  broken: context => onUnits(context, ({ unit }) => unit && strangerToUnit(unit, debtorOf(context), '办理过户')),
}

export const orderedSharesAreGiven: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '嘱托过户的份额应当是被执行人的全部或者部分份额，或者不动产的全部',
  basis: ['CC-216', 'DR-19', 'SF-12'],
  broken: context =>
    onUnits(context, ({ unit }) =>
      unit && !orderedTransfer(unit.holders, transferOrderOf(context))
        ? `受让的份额与 ${debtorOf(context)} 在不动产单元 ${unit.unitCode} 上的份额不一致，请按协助执行通知书写明各受让人的份额`
        : null,
    ),
}

export const seizureToLiftIsThere: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '解封应当指明登记簿上仍然有效或者轮候的查封',
  basis: ['SF-28', 'DR-92'],
  broken: context =>
    onUnits(context, ({ unit }) =>
      unit && seizureInForce(namingOrderOf(context), unit) === null ? noSeizure(context, unit) : null,
    ),
}

export const seizureToRenewIsThere: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '续封应当指明登记簿上的查封；查封已经失效的，按重新查封办理，不动产应当仍登记在被执行人名下',
  basis: ['CPI-485', 'SF-27', 'SF-23-1'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      if (!unit || seizureInForce(namingOrderOf(context), unit) !== null) return null
      const over = seizureOver(namingOrderOf(context), unit)
      if (!over) return noSeizure(context, unit)
      return isPreSeizure(context) ? null : ownerHasChanged(over, unit)
    }),
}

export const notSeizedByAnother: Rule = {
  id: 'seized',
  level: 'unit',
  says: '不动产已被其他机关查封的，不得依过户嘱托办理，但过户嘱托送达在先的除外',
  basis: ['SF-23-2', 'SF-24', 'JN-20'],
  broken: context => {
    const served = servedAtOf(context.state)
    return onUnits(context, ({ unit }) => {
      const seizure = unit && barredBy(unit, transferOrderOf(context), one => isServedAfter(one, served))
      return seizure
        ? `不动产单元 ${unit.unitCode} 已被 ${seizure.organ} 查封（${seizure.documentNo}），请告知两家机关协商解除或者移送`
        : null
    })
  },
}

/** 预查封: of a right that its debtor has yet to register. */
export const isPreSeizure = ({ state }: Pick<RuleContext, 'state'>): boolean => state.application.facts.preSeizure === true

export const namingOrderOf = ({ state }: Pick<RuleContext, 'state'>): NamingOrder => ({
  of: state.application.facts.of,
  organ: state.application.facts.organ ?? '',
})

export const transferOrderOf = (context: RuleContext): TransferOrder => ({
  organ: context.state.application.facts.organ ?? '',
  debtor: debtorOf(context),
  transferees: partiesIn(context, 'transferee').map(asHolder),
})

const debtorOf = ({ state }: RuleContext): string => state.application.facts.debtor ?? ''

const strangerToUnit = (unit: Unit, debtor: string, what: string): string | null =>
  isOneOf({ name: debtor }, unit.holders)
    ? null
    : `不动产单元 ${unit.unitCode} 未登记在 ${debtor} 名下（登记簿记载的权利人：${names(unit.holders) || '无'}），不能${what}，请回复嘱托机关`

function noSeizure(context: RuleContext, { unitCode }: Unit): string {
  const { of, organ } = namingOrderOf(context)
  return of === undefined
    ? `登记簿上没有 ${organ} 对不动产单元 ${unitCode} 唯一的查封；有多项或者由其他机关查封的，请在 of 中指明文号`
    : `登记簿上没有 ${of} 对不动产单元 ${unitCode} 的有效查封，请核对文号，不能办理的回复嘱托机关`
}

/** Renewed after its end, it is an order against the debtor as of now; of one that names none, against whoever held until then. */
function ownerHasChanged(over: Seizure, unit: Unit): string | null {
  const changed = over.debtor === null ? heldOnlyAfter(unit, over) : !isAgainst(over, unit.holders)
  return changed
    ? `${over.organ} 的查封（${over.documentNo}）失效后不动产单元 ${unit.unitCode} 已转移登记，不能续封，请回复嘱托机关`
    : null
}

const heldOnlyAfter = ({ heldSince }: Unit, { until }: Seizure): boolean =>
  heldSince !== null && until !== null && dateOf(heldSince.at) > until

/** Was the seizure served after that instant? One that does not say when it was served took effect when it was recorded, or on its first day. */
function isServedAfter({ servedAt, recordedAt, from }: Seizure, served: Instant): boolean {
  const theirs = servedAt ?? recordedAt ?? (from ? formatInstant(startOfDay(from)) : null)
  return theirs !== null && compareInstants(theirs, served) > 0
}
