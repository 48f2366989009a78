import { servedAtOf } from '../case/service.ts'
import type { Notice } from '../case/types.ts'
import type { NoticeContext } from '../notices/documents.ts'
import { type Doubt, determinationNotice, reviewSuggestion } from '../notices/orders.ts'
import { inSequence } from '../notices/titles.ts'
import type { SeizureCap } from '../office/profile.ts'
import { descriptionOf } from '../register/description.ts'
import { isOneOf } from '../register/holders.ts'
import { isInEffect, sameSeizure, seizureInForce, seizureOver } from '../register/namedSeizure.ts'
import { promotionAfter } from '../register/terms.ts'
import type { Entry, Seizure, Unit } from '../register/types.ts'
import type { RuleContext, UnitFacts } from '../rules/rule.ts'
import { isPreSeizure, namingOrderOf } from '../rules/seizure.ts'
import { addMonthsClamped } from '../time/terms.ts'
import type { Writing } from './edition.ts'

/** What orders of seizure, renewal and release write. Of a parcel's land they reach the debtor's buildings on it (查封规定 21). */

export const recordSeizure: Writing = {
  id: 'record-seizure',
  says: '记载查封机关、文号、被执行人和期限；已有查封生效的为轮候查封，被执行人尚未登记的权利为预查封；查封土地的效力及于被执行人的地上房屋',
  documents: () => 0,
  reachesParcel: true,
  entry: (context, facts) => {
    const { debtor = null } = context.state.application.facts
    if (!isReached(context, facts)) return seizureEntry(context, facts, debtor)
    return isPreSeizure(context) || !holds(facts.unit, debtor) ? null : seizureEntry(context, facts, debtor)
  },
  notices: (context, drafts) => {
    const takesEffect = (facts: UnitFacts) =>
      newStatus(context, facts, context.state.application.facts.debtor ?? null) !== 'waiting'
    return inSequence(drafts, [
      ...suggestions(tooLong(context, 'firstMonths')),
      ...determinations(context.units.filter(takesEffect)),
    ])
  },
}

export const renewSeizure: Writing = {
  id: 'renew-seizure',
  says: '有效的查封顺延至续封嘱托载明的期限；已经失效的，按重新送达的查封办理',
  documents: () => 0,
  reachesParcel: true,
  entry: (context, facts) => {
    if (isReached(context, facts)) return renewalOfReached(context, facts)
    const unit = onRegister(facts)
    const index = seizureInForce(namingOrderOf(context), unit)
    if (index !== null) return renewal(context, index)
    const over = seizureOver(namingOrderOf(context), unit)
    if (!over) throw new Error('登簿前应已核对续封的查封（not-holder）')
    return seizureEntry(context, facts, over.debtor ?? soleHolder(unit))
  },
  notices: (context, drafts) =>
    inSequence(
      drafts,
      suggestions([...tooLong(context, isRenewal(context) ? 'renewalMonths' : 'firstMonths'), ...ofAnotherOrgan(context)]),
    ),
}

export const releaseSeizure: Writing = {
  id: 'release-seizure',
  says: '注销查封登记；有轮候查封的，顺位在先的同时自动生效；解除轮候查封的，其他轮候查封顺位不变',
  documents: () => 0,
  reachesParcel: true,
  entry: (context, facts) => {
    const unit = onRegister(facts)
    const seizureIndex = isReached(context, facts) ? reachedSeizure(context, facts) : seizureInForce(namingOrderOf(context), unit)
    if (seizureIndex !== null)
      return { kind: 'seizure-ended', seizureIndex, how: 'lifted', promoted: promotionAfter(unit, seizureIndex, context.on) }
    if (isReached(context, facts)) return null
    throw new Error('登簿前应已核对解除的查封（not-holder）')
  },
  notices: (context, drafts) => inSequence(drafts, suggestions(ofAnotherOrgan(context))),
}

function seizureEntry(context: RuleContext, facts: UnitFacts, debtor: string | null): Entry {
  const { organ = '', documentNo = '', from = null, until = null } = context.state.application.facts
  return {
    kind: 'seizure-recorded',
    seizure: {
      organ,
      documentNo,
      status: newStatus(context, facts, debtor),
      from,
      until,
      servedAt: servedAtOf(context.state),
      years: null,
      debtor,
    },
    description: descriptionOf(context.state.application.facts),
  }
}

/** One is in effect at a time, whoever comes later waits (实施细则 91); a pre-seizure has the same effect (法发〔2004〕5号 18). */
function newStatus(context: RuleContext, { unit }: UnitFacts, debtor: string | null): Seizure['status'] {
  if (unit?.seizures.some(isInEffect)) return 'waiting'
  return isPreSeizure(context) && !holds(unit, debtor) ? 'pre' : 'active'
}

const renewal = ({ state }: RuleContext, seizureIndex: number): Entry => ({
  kind: 'seizure-renewed',
  seizureIndex,
  until: state.application.facts.until ?? '',
  documentNo: state.application.facts.documentNo ?? '',
})

function renewalOfReached(context: RuleContext, facts: UnitFacts): Entry | null {
  const index = reachedSeizure(context, facts)
  return index === null ? null : renewal(context, index)
}

/** A building that the order names only by its land. */
const isReached = (context: RuleContext, facts: UnitFacts): boolean => !context.units.includes(facts)

/** The land's seizure as it stands on a building of the parcel; null where that one has ended, or the order names the building itself. */
function reachedSeizure(context: RuleContext, { unitCode, unit }: UnitFacts): number | null {
  const land = context.units.find(one => one.unit?.parcel === unit?.parcel && one.unit?.unitCode.endsWith(landEnding))?.unit
  if (!unit || !land || context.units.some(one => one.unitCode === unitCode)) return null
  const index = seizureInForce(namingOrderOf(context), land)
  const seizure = index === null ? undefined : land.seizures[index]
  return seizure ? sameSeizure(seizure, unit) : null
}

/** Codes of land by itself end so (law.md UC-4). */
const landEnding = 'W00000000'

const isRenewal = (context: RuleContext): boolean =>
  context.units.every(({ unit }) => unit !== null && seizureInForce(namingOrderOf(context), unit) !== null)

/** Longer than organs of its kind may: recorded as it stands (law.md CPI-485), with the advice to look again. */
function tooLong(context: RuleContext, which: 'firstMonths' | 'renewalMonths'): Doubt[] {
  const { organ = '', from, until } = context.state.application.facts
  const cap: SeizureCap | undefined = context.office.seizureCaps.find(one => organ.includes(one.organ))
  if (!cap || !from || !until || until <= addMonthsClamped(from, cap[which])) return []
  const title = which === 'firstMonths' ? '查封' : '续封'
  return [
    { line: `${title}期限 ${from} 至 ${until} 超过${cap.organ}${title}不动产的最长期限 ${cap[which] / 12} 年`, basis: cap.basis },
  ]
}

/** An organ renews or lifts what another has seized: done as ordered, since it may have taken the case over. */
function ofAnotherOrgan(context: RuleContext): Doubt[] {
  const order = namingOrderOf(context)
  return context.units.flatMap(({ unit }) => {
    const index = unit && seizureInForce(order, unit)
    const seizure = unit && index !== null ? unit.seizures[index] : undefined
    if (!seizure || seizure.organ === order.organ) return []
    return [{ line: `${seizure.documentNo} 系 ${seizure.organ} 查封，请核对是否已经移送或者由上级机关处理`, basis: ['SF-28'] }]
  })
}

const suggestions = (doubts: readonly Doubt[]): ((context: NoticeContext) => Notice)[] =>
  doubts.length > 0 ? [context => reviewSuggestion(context, doubts)] : []

function determinations(units: readonly UnitFacts[]): ((context: NoticeContext) => Notice)[] {
  const mortgagees = units
    .flatMap(({ unit }) => unit?.mortgages ?? [])
    .filter(one => one.status === 'active' && one.kind === 'maximum')
  const names = [...new Set(mortgagees.map(one => one.mortgagee))]
  return names.length > 0 ? [context => determinationNotice(context, names)] : []
}

const holds = (unit: Unit | null, debtor: string | null): boolean =>
  unit !== null && debtor !== null && isOneOf({ name: debtor }, unit.holders)

const soleHolder = ({ holders }: Unit): string | null => (holders.length === 1 ? (holders[0]?.name ?? null) : null)

function onRegister({ unitCode, unit }: UnitFacts): Unit {
  if (!unit) throw new Error(`登簿时 ${unitCode} 不在登记簿上（not-registered 应已拦下）`)
  return unit
}
