import type { CaseFacts } from '../case/types.ts'
import { findMortgage, findNotice } from '../register/find.ts'
import { isOneOf } from '../register/holders.ts'
import { mortgageesOf } from '../register/mortgagees.ts'
import { heldOnlyBy } from '../register/noticeHolders.ts'
import { type AdvanceNotice, isRegistered, type Mortgage, type Unit } from '../register/types.ts'
import { firstRegisteredBefore, joiningAs } from './combined.ts'
import { names, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { hasConsented, noticeHoldersConsent, notSeized, onUnits } from './unit.ts'

/** Mortgages (law.md section 9, Table B6): which one is meant, what a change does to others, whose consent it needs. */

/** What a 变更登记 may change of a mortgage (实施细则 68, 72), by the fact that gives the new value. */
export const mortgageChanges: Readonly<Record<string, string>> = {
  amountFen: '被担保主债权数额或者最高债权额',
  term: '债务履行期限或者债权确定期间',
  securedScope: '担保范围',
  transferRestricted: '禁止或者限制转让的约定',
  rank: '抵押权顺位',
  name: '抵押权人名称',
  mortgageKind: '抵押权种类',
}

/** A change of kind is a conversion to an ordinary mortgage (实施细则 73, 77); any other kind is a mortgage of its own, to be created (422). */
export const conversionShape = ({ mortgageKind }: CaseFacts): string[] =>
  mortgageKind === undefined || mortgageKind === 'ordinary'
    ? []
    : ['抵押权变更登记只能转为一般抵押权（facts.mortgageKind: ordinary）；设立最高额、在建建筑物抵押权的，申请抵押权首次登记']

/** A term that ends before it begins is no term (422). */
export const termShape = ({ term }: CaseFacts): string[] =>
  term && term.until < term.from ? [`facts.term 的止日（${term.until}）早于起日（${term.from}）`] : []

/** 条例 14(2)(四): a change of name alone is applied for by the one whose name it is. */
export const changesOnlyName = (facts: CaseFacts): boolean =>
  Object.keys(mortgageChanges).every(fact => (facts[fact] !== undefined) === (fact === 'name'))

/**
 * Position of the mortgage that a change, transfer or cancellation means: the one that `of` names, else the only one of the mortgagees who
 * apply. A mortgagee whose name changes may already apply under the new one. Null when there is none or more than one.
 */
export function mortgageMeant(context: RuleContext, unit: Unit): number | null {
  const { of, name } = context.state.application.facts
  const mortgagees = partiesIn(context, 'mortgagee')
  const found = findMortgage(of, unit, mortgagees)
  if (found !== null || name === undefined) return found
  const renamed = mortgagees.filter(party => party.name === name)
  const former = unit.mortgages.map(({ mortgagee }) => ({ name: mortgagee }))
  const asFormer = renamed.flatMap(({ idNo }) => former.map(({ name: before }) => ({ name: before, idNo })))
  return findMortgage(of, unit, [...mortgagees, ...asFormer])
}

export const builtBeforeConversion: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '在建建筑物竣工并办理房屋所有权首次登记后，在建建筑物抵押权登记方可转为建筑物抵押权登记',
  basis: ['DR-77', 'DR-24'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      context.state.application.facts.mortgageKind === undefined || isRegistered(unit) || firstRegisteredBefore(context, unitCode)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记，在建建筑物抵押权不能转为建筑物抵押权`,
    ),
}

export const claimsAreDetermined: Rule = {
  id: 'claims-undetermined',
  level: 'unit',
  says: '最高额抵押权担保的债权确定后，方可转为一般抵押权',
  basis: ['DR-73', 'CC-423'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const mortgage = unit && meant(context, unit)
      return mortgage && context.state.application.facts.mortgageKind !== undefined && isUndetermined(mortgage, context)
        ? `不动产单元 ${unit.unitCode} 的最高额抵押权债权确定期间未届满，也没有查封等确定债权的情形`
        : null
    }),
}

export const mortgageIsRegistered: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请抵押权变更、转移登记的抵押权人应当是登记簿记载的抵押权人',
  basis: ['CC-216', 'DR-68', 'DR-69'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) =>
      unit && mortgageMeant(context, unit) !== null
        ? null
        : `不动产单元 ${unitCode} 的登记簿上没有唯一对应的 ${names(partiesIn(context, 'mortgagee'))} 的抵押权；有多项时请在 of 中指明登记证明号`,
    ),
}

export const partiesOfChangeApply: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '抵押权变更登记由抵押人和抵押权人共同申请；仅抵押权人姓名、名称变更的，可以由抵押权人单方申请',
  basis: ['REG-14-1', 'REG-14-2', 'DR-68'],
  broken: context => {
    const alone = changesOnlyName(context.state.application.facts)
    const needed = context.edition.applicants.required.filter(({ role }) => role !== 'mortgagor' || !alone)
    const missing = needed.filter(({ role }) => partiesIn(context, role).length === 0)
    return missing.length > 0 ? `应当由双方共同申请，缺少：${missing.map(({ title }) => title).join('、')}` : null
  },
}

/** How a change makes the mortgage heavier for the unit and for those who rank behind, in words; empty where it does not. */
export function heavierBy({ amountFen, term, securedScope }: CaseFacts, mortgage: Mortgage): string[] {
  return [
    ...(amountFen !== undefined && amountFen > mortgage.amountFen ? ['被担保债权数额增加'] : []),
    ...(term !== undefined && (mortgage.term?.until ?? '') < term.until ? ['期限延长'] : []),
    ...(securedScope !== undefined && securedScope !== mortgage.securedScope ? ['担保范围变更'] : []),
  ]
}

export const notSeizedWhenHeavier: Rule = {
  id: 'seized',
  level: 'unit',
  says: '不动产被依法查封期间，不得增加抵押担保的债权数额、延长期限或者变更担保范围',
  basis: ['CC-399', 'SF-24'],
  broken: context => (becomesHeavier(context) ? notSeized.broken(context) : null),
}

export const noticeHoldersConsentWhenHeavier: Rule = {
  id: 'advance-notice-consent',
  level: 'unit',
  says: '预告登记生效期间，未经预告登记的权利人书面同意，不办理加重抵押负担的变更登记',
  basis: noticeHoldersConsent.basis,
  broken: context => (becomesHeavier(context) ? noticeHoldersConsent.broken(context) : null),
}

const becomesHeavier = (context: RuleContext): boolean =>
  context.units.some(({ unit }) => {
    const mortgage = unit && meant(context, unit)
    return mortgage ? heavierBy(context.state.application.facts, mortgage).length > 0 : false
  })

export const rankIsAgreed: Rule = {
  id: 'consent-of-encumbrancers',
  level: 'unit',
  says: '约定抵押权顺位的，顺位因此后移的抵押权人应当书面同意',
  basis: ['DR-67', 'CC-414', 'CC-409'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const rank = unit ? rankTaken(unit, context.state.application.facts.rank) : undefined
      if (!unit || rank === undefined) return null
      const against = byRank(unit).find(mortgage => mortgage.rank >= rank && !mortgageeAgrees(context, mortgage))
      return against ? `抵押权人 ${against.mortgagee} 的顺位将后移，尚未书面同意` : null
    }),
}

export const juniorsConsentToChange: Rule = {
  id: 'consent-of-encumbrancers',
  level: 'unit',
  says: '抵押权变更对其他抵押权人产生不利影响的，应当经其书面同意',
  basis: ['DR-68', 'DR-72', 'CC-409', 'CC-422'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const mortgage = unit && meant(context, unit)
      if (!mortgage) return null
      const against = harmedBy(context, unit, mortgage).find(other => !mortgageeAgrees(context, other))
      return against ? `变更对抵押权人 ${against.mortgagee} 不利，其尚未书面同意` : null
    }),
}

/** Those behind a mortgage that becomes heavier, and those whom its new rank passes. */
function harmedBy(context: RuleContext, unit: Unit, mortgage: Mortgage): Mortgage[] {
  const { facts } = context.state.application
  const to = rankTaken(unit, facts.rank) ?? mortgage.rank
  const heavier = heavierBy(facts, mortgage).length > 0
  return byRank(unit).filter(
    other => other !== mortgage && ((heavier && other.rank > mortgage.rank) || (other.rank >= to && other.rank < mortgage.rank)),
  )
}

/**
 * The rank on the register of the mortgage that now stands at this place, counted from 1 among those in force; undefined when no rank is
 * agreed or it lies behind all. Ranks on the register may have gaps, places have none.
 */
export const rankTaken = (unit: Unit, place: number | undefined): number | undefined =>
  place === undefined ? undefined : byRank(unit)[place - 1]?.rank

export const lastRank = (unit: Unit): number => Math.max(1, ...byRank(unit).map(({ rank }) => rank))

/** The mortgages in force, first rank first. */
const byRank = ({ mortgages }: Unit): Mortgage[] =>
  mortgages.filter(({ status }) => status === 'active').sort((a, b) => a.rank - b.rank)

const meant = (context: RuleContext, unit: Unit): Mortgage | undefined => {
  const index = mortgageMeant(context, unit)
  return index === null ? undefined : unit.mortgages[index]
}

/** All its mortgagees apply, here or in another part, or have consented in writing. */
export const mortgageeAgrees = (context: RuleContext, mortgage: Mortgage): boolean =>
  mortgageesOf(mortgage).every(
    mortgagee => isOneOf(mortgagee, joiningAs(context, 'mortgagee')) || hasConsented(context, mortgagee.name, 'mortgagee'),
  )

export const maximumMortgageMoves: Rule = {
  id: 'claims-undetermined',
  level: 'unit',
  says: '最高额抵押担保的债权确定前，部分债权转让的，最高额抵押权不得转让，但当事人另有约定的除外',
  basis: ['CC-421', 'CC-407', 'DR-74'],
  broken: context => {
    const { partOfClaims, movesWithPart } = context.state.application.facts
    if (!partOfClaims || movesWithPart) return null
    return onUnits(context, ({ unit }) => {
      const mortgage = unit && meant(context, unit)
      return mortgage && isUndetermined(mortgage, context)
        ? `不动产单元 ${unit.unitCode} 的最高额抵押权担保的债权尚未确定，部分债权转让时抵押权不随同转让；另有约定的请写明 movesWithPart`
        : null
    })
  },
}

/** Is it still open which claims a maximum-amount mortgage secures (民法典 423: neither its period is over nor has a seizure determined them)? */
const isUndetermined = ({ kind, term, determinationTriggeredOn }: Mortgage, { on }: RuleContext): boolean =>
  kind === 'maximum' && !determinationTriggeredOn && (term === undefined || on <= term.until)

/**
 * Position of the advance notice that a new mortgage fulfils (实施细则 78, 担保解释 52): of a mortgage promised by the mortgagors to the
 * mortgagees; the one that `of` names, else the earliest. Only once the building has its first registration.
 */
export function mortgageNoticeFulfilled(context: RuleContext, unit: Unit | null): number | undefined {
  if (!isRegistered(unit)) return undefined
  const mine = unit.notices.flatMap((notice, index) => (isFulfilledBy(context, notice) ? [index] : []))
  const { of } = context.state.application.facts
  const named = of === undefined ? null : findNotice(of, unit, partiesIn(context, 'mortgagee'))
  return mine.find(index => index === named) ?? mine[0]
}

const isFulfilledBy = (context: RuleContext, { kind, status, holder, obligor }: AdvanceNotice): boolean =>
  (kind === 'mortgage' || kind === 'presale-mortgage') &&
  status === 'active' &&
  heldOnlyBy({ holder }, partiesIn(context, 'mortgagee')) &&
  (!obligor || heldOnlyBy({ holder: obligor }, partiesIn(context, 'mortgagor')))
