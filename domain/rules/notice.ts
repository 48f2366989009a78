import type { Application } from '../case/types.ts'
import { findNotice } from '../register/find.ts'
import { isOneOf } from '../register/holders.ts'
import { heldOnlyBy, peopleIn } from '../register/noticeHolders.ts'
import { isPreSeizureOf } from '../register/seizures.ts'
import { isRegistered, type Mortgage, type Unit } from '../register/types.ts'
import { mortgageeAgrees } from './mortgage.ts'
import { names, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { onUnits } from './unit.ts'

/** Advance notices (law.md section 13, Table B4 to B6). */

/** 单方申请: the buyer alone, saying why (`ground`): the seller does not apply as agreed (实施细则 86(2)). */
export const buyerAppliesAlone = ({ parties, facts }: Pick<Application, 'parties' | 'facts'>): boolean =>
  !parties.some(({ role }) => role === 'transferor') && facts.ground !== undefined && facts.ground.trim() !== ''

export const sellerAndBuyerApply: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '预购商品房预告登记由预售人和预购人共同申请；预售人未按照约定申请的，预购人可以单方申请',
  basis: ['REG-14-1', 'DR-86-2'],
  broken: context => {
    const { required } = context.edition.applicants
    const alone = buyerAppliesAlone(context.state.application)
    const missing = required.filter(({ role }) => !(alone && role === 'transferor') && partiesIn(context, role).length === 0)
    return missing.length > 0
      ? `应当由双方共同申请，缺少：${missing.map(({ title }) => title).join('、')}；预售人未按照约定申请的，预购人可以写明理由（ground）单方申请`
      : null
  },
}

export const notNoticedAlready: Rule = {
  id: 'repeat-case',
  level: 'file',
  says: '预购人已有生效的预购商品房预告登记的，不重复登记',
  basis: ['CC-213'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const buyers = partiesIn(context, 'transferee')
      const mine = unit?.notices.find(notice => isActivePresale(notice) && heldOnlyBy(notice, buyers))
      return mine ? `${mine.holder.name} 在不动产单元 ${unitCode} 上已有生效的预告登记，不得重复登记` : null
    }),
}

export const mortgagesMakeWay: Rule = {
  id: 'consent-of-encumbrancers',
  level: 'unit',
  says: '商品房已办理在建建筑物抵押权登记的，应当一并申请并先办理其注销登记；已办理其他抵押权登记的，应当先注销或者经抵押权人书面同意',
  basis: ['DR-86-3', 'CC-406'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const inWay = unit?.mortgages.find(mortgage => mortgage.status === 'active' && !makesWay(context, mortgage))
      if (!inWay) return null
      return inWay.kind === 'construction'
        ? `不动产单元 ${unitCode} 有 ${inWay.mortgagee} 的在建建筑物抵押权，请一并申请其注销登记，先注销后预告`
        : `不动产单元 ${unitCode} 的抵押权人 ${inWay.mortgagee} 尚未书面同意；也可以一并申请抵押权注销登记`
    }),
}

/** A mortgage of construction in progress makes way only by its cancellation. */
const makesWay = (context: RuleContext, mortgage: Mortgage): boolean =>
  mortgage.kind !== 'construction' && mortgageeAgrees(context, mortgage)

export const mortgagorHoldsNoticeOrUnit: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '以预购商品房设定抵押申请预告登记的抵押人，应当是预购商品房预告登记的全部权利人或者登记簿记载的权利人',
  basis: ['DR-78', 'DR-85-1', 'CC-216'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const mortgagors = partiesIn(context, 'mortgagor')
      if (mortgagors.length === 0 || (unit && mayPromiseMortgage(unit, mortgagors))) return null
      return `${names(mortgagors)} 在不动产单元 ${unitCode} 上没有生效的预购商品房预告登记，也不是登记簿记载的权利人`
    }),
}

function mayPromiseMortgage(unit: Unit, mortgagors: readonly { name: string; idNo?: string }[]): boolean {
  const areAll = (people: readonly { name: string; idNo?: string }[]) => mortgagors.every(one => isOneOf(one, people))
  const asBuyers = unit.notices.some(
    notice => isActivePresale(notice) && heldOnlyBy(notice, mortgagors) && areAll(peopleIn(notice.holder)),
  )
  return asBuyers || (isRegistered(unit) && areAll(unit.holders))
}

const isActivePresale = ({ kind, status }: Unit['notices'][number]): boolean => kind === 'presale' && status === 'active'

/**
 * Position of the notice that a cancellation means: in force, or lapsed and still on the register (民法典 221(2) lets it stand until it is
 * cancelled). The one that `of` names, else the only one in force of the applicants, else their only lapsed one.
 */
export function noticeToCancel(context: RuleContext, unit: Unit): number | null {
  const { of } = context.state.application.facts
  const holders = partiesIn(context, 'notice-holder')
  return findNotice(of, unit, holders) ?? findNotice(of, withLapsedRevived(unit), holders)
}

/** As if the lapsed notices, and only they, were in force. */
const withLapsedRevived = (unit: Unit): Unit => ({
  ...unit,
  notices: unit.notices.map(notice => ({ ...notice, status: notice.status === 'lapsed' ? 'active' : 'cancelled' })),
})

export const cancellerHoldsNotice: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请注销预告登记的人应当是登记簿记载的预告登记权利人',
  basis: ['DR-89', 'CC-216'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      unit && noticeToCancel(context, unit) !== null
        ? null
        : `不动产单元 ${unitCode} 的登记簿上没有唯一对应的 ${names(partiesIn(context, 'notice-holder'))} 的预告登记；有多项时请在 of 中指明登记证明号`,
    ),
}

export const preSeizedBuyerKeepsNotice: Rule = {
  id: 'seized',
  level: 'unit',
  says: '预告登记的权利人的权利已被预查封的，不得放弃预告登记',
  basis: ['JN-15', 'SF-24'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const holders = partiesIn(context, 'notice-holder')
      const seizure = unit?.seizures.find(one => isPreSeizureOf(one, holders))
      return seizure
        ? `不动产单元 ${unitCode} 已被 ${seizure.organ} 预查封（${seizure.documentNo}），预购人不得放弃预告登记`
        : null
    }),
}
