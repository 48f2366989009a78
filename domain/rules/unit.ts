import type { Party } from '../case/types.ts'
import { findMortgage } from '../register/find.ts'
import { isOneOf, transferOf } from '../register/holders.ts'
import { mortgageesOf } from '../register/mortgagees.ts'
import { heldOnlyBy, peopleIn } from '../register/noticeHolders.ts'
import { isPreSeizureOf } from '../register/seizures.ts'
import { type AdvanceNotice, isRegistered, type Unit } from '../register/types.ts'
import { dateOf } from '../time/instant.ts'
import { joiningAs } from './combined.ts'
import { disposersWithConsent, holdersChanged, ownShareOnly } from './ownership.ts'
import { inRole, names, partiesIn, type Rule, type RuleContext, type UnitFacts } from './rule.ts'

/** How rights and restrictions on a unit bear on the case (law.md Table B): warnings from acceptance on, decisive inside the 登簿 transaction. */

export const earlierCasesComeFirst: Rule = {
  id: 'earlier-case-first',
  level: 'unit',
  says: '同一不动产上的登记按照受理时间的先后顺序办理',
  basis: ['DR-67', 'ORD-1'],
  broken: context =>
    onUnits(context, ({ unitCode, earlier }) => {
      const before = earlier[0]
      return before ? `不动产单元 ${unitCode} 上先受理的 ${before.title}（${before.caseNo}）尚未登簿` : null
    }),
}

export const disposerIsHolder: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请处分的人应当是登记簿记载的权利人',
  basis: ['CC-216', 'OP-4.8.2', 'REG-18'],
  broken: context => {
    const { disposer } = context.edition.applicants
    const applying = disposer ? partiesIn(context, disposer) : []
    return onUnits(context, ({ unit }) => {
      const stranger = isRegistered(unit) && applying.find(party => !isOneOf(party, unit.holders))
      return stranger ? `${stranger.name} 不是不动产单元 ${unit.unitCode} 登记簿记载的权利人` : null
    })
  },
}

export const sharesTakenAreGiven: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '受让的份额应当是转让人在登记簿上有权处分的份额，受让后各共有人的份额合计为全部',
  basis: ['CC-216', 'DR-10', 'OP-4.8.2'],
  broken: context => {
    const { parties } = context.state.application
    return onUnits(context, ({ unit }) =>
      isRegistered(unit) && transferOf(inRole(parties, 'transferor'), inRole(parties, 'transferee'), unit.holders) === null
        ? `受让的份额与转让人在不动产单元 ${unit.unitCode} 上转让的份额不一致；只转让部分份额的，应当写明转让人转让的份额`
        : null,
    )
  },
}

export const canceller: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请注销抵押权的人应当是登记簿记载的抵押权人',
  basis: ['DR-70', 'CC-216'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      if (!unit || mortgageToCancel(context.state.application.facts.of, partiesIn(context, 'mortgagee'), unit) !== null)
        return null
      return `不动产单元 ${unit.unitCode} 的登记簿上没有唯一对应的 ${names(partiesIn(context, 'mortgagee'))} 的抵押权；有多项时请在 of 中指明登记证明号`
    }),
}

export const notSeized: Rule = {
  id: 'seized',
  level: 'unit',
  says: '不动产被依法查封、预查封期间，不得办理处分登记，但登记至预查封的被执行人名下的除外',
  basis: ['FDC-38', 'SF-24', 'CC-399', 'JN-16', 'JN-18'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const takers = partiesIn(context, 'transferee')
      const inEffect = unit?.seizures.filter(one => one.status === 'active' || one.status === 'pre') ?? []
      const seizure = inEffect.find(one => !isPreSeizureOf(one, takers))
      return seizure ? `不动产单元 ${unit?.unitCode} 已被 ${seizure.organ} 查封（${seizure.documentNo}）` : null
    }),
}

export const noticeHoldersConsent: Rule = {
  id: 'advance-notice-consent',
  level: 'unit',
  says: '预告登记生效期间，未经预告登记的权利人书面同意，不办理处分登记',
  basis: ['CC-221-1', 'DR-85-2', 'PX-4'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const against = unit?.notices.find(
        notice =>
          notice.status === 'active' &&
          !isPromisedByTaker(context, notice, unit) &&
          !peopleIn(notice.holder).every(
            holder => applies(context, holder) || hasConsented(context, holder.name, 'notice-holder'),
          ),
      )
      return against ? `预告登记权利人 ${against.holder.name} 尚未书面同意` : null
    }),
}

export const objectionIsUndertaken: Rule = {
  id: 'objection-undertaking',
  level: 'unit',
  says: '异议登记期间申请处分的，书面告知并由申请人书面承诺知悉、自担风险后继续办理',
  basis: ['DR-84'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      if (!unit?.objections.some(objection => objection.status === 'active')) return null
      const silent = context.state.application.parties.filter(party => !context.state.undertakings.includes(party.name))
      return silent.length > 0 ? `不动产单元 ${unit.unitCode} 有异议登记，下列申请人尚未作出自担风险承诺：${names(silent)}` : null
    }),
}

/** From this day registered mortgages no longer bar a transfer (民法典 406 in force); older ones need consent. */
const civilCodeInForce = '2021-01-01'

export const olderMortgageesConsent: Rule = {
  id: 'mortgagee-consent',
  level: 'unit',
  says: '2021年1月1日前已经登记的抵押权，未经抵押权人同意不予办理抵押期间的转移登记',
  basis: ['NR54-3'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const older = unit?.mortgages.find(
        mortgage =>
          mortgage.status === 'active' &&
          (mortgage.recordedAt === null || dateOf(mortgage.recordedAt) < civilCodeInForce) &&
          !mortgageesOf(mortgage).every(
            mortgagee =>
              isOneOf(mortgagee, joiningAs(context, 'mortgagee')) || hasConsented(context, mortgagee.name, 'mortgagee'),
          ),
      )
      return older ? `2021年1月1日前登记的抵押权人 ${older.mortgagee} 尚未同意转移` : null
    }),
}

export const changedHoldersConsent: Rule = {
  id: 'co-owner-consent',
  level: 'unit',
  says: '受理后份额发生变化的，申请人和书面同意的共有人仍应达到处分共有不动产的法定范围',
  basis: ['DR-10'],
  broken: context =>
    onUnits(context, facts => {
      const { unit } = facts
      if (!isRegistered(unit) || !holdersChanged(context, facts) || ownShareOnly(context, unit)) return null
      return disposersWithConsent(context, unit.holders) === 'some'
        ? `受理后不动产单元 ${unit.unitCode} 的共有情况已经变化，尚需其他共有人书面同意`
        : null
    }),
}

/** The one active mortgage that a cancellation means; null when there is none or more than one. */
export const mortgageToCancel = (of: string | undefined, mortgagees: readonly Party[], unit: Unit): number | null =>
  findMortgage(of, unit, mortgagees)

/** Positions of the active sale and presale notices whose holder now takes the unit: the transfer converts them (实施细则 85(3)). */
export const noticesFulfilled = (context: RuleContext, unit: Unit): number[] =>
  unit.notices.flatMap((notice, index) => {
    const forTransfer = notice.kind === 'sale' || notice.kind === 'presale'
    return forTransfer && notice.status === 'active' && heldOnlyBy(notice, partiesIn(context, 'transferee')) ? [index] : []
  })

/** Who applies, agrees in writing: the holder who takes, mortgages what he has promised himself, or joins. */
const applies = (context: RuleContext, who: { name: string; idNo?: string }): boolean =>
  isOneOf(who, context.state.application.parties)

/**
 * 转本登记 to the one who promised the mortgage: its advance notice is carried, and runs against nobody (law.md B5). Where the register
 * does not say who promised it, a pre-sale mortgage is the pre-sale buyer's (实施细则 78).
 */
function isPromisedByTaker(context: RuleContext, notice: AdvanceNotice, unit: Unit): boolean {
  const buyers = notice.kind === 'presale-mortgage' ? unit.notices.filter(({ kind }) => kind === 'presale') : []
  const promisers = notice.obligor ? [notice.obligor] : buyers.map(({ holder }) => holder)
  const forMortgage = notice.kind === 'mortgage' || notice.kind === 'presale-mortgage'
  return forMortgage && promisers.some(promiser => heldOnlyBy({ holder: promiser }, partiesIn(context, 'transferee')))
}

export const hasConsented = (context: RuleContext, by: string, of: string): boolean =>
  context.state.consents.some(consent => consent.by === by && consent.of === of)

/** The first sentence that a unit of the case gives, if any. */
export function onUnits(context: RuleContext, ask: (facts: UnitFacts) => string | null): string | null {
  for (const facts of context.units) {
    const sentence = ask(facts)
    if (sentence) return sentence
  }
  return null
}
