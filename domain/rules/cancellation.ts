import { isOneOf } from '../register/holders.ts'
import { mortgageesOf } from '../register/mortgagees.ts'
import type { Unit } from '../register/types.ts'
import { joiningAs } from './combined.ts'
import { enoughHoldersApply } from './filing.ts'
import { narrowed } from './narrowed.ts'
import type { Rule, RuleContext } from './rule.ts'
import { changedHoldersConsent, hasConsented, notSeized, objectionIsUndertaken, onUnits } from './unit.ts'

/** 注销登记 of the right itself (实施细则 28). Giving it up is a disposal; its extinction, expropriation or a judgment is not. */

/** Why a right is cancelled (`facts.ground`), in Chinese. */
export const cancellationGrounds = {
  extinct: '不动产灭失',
  waiver: '权利人放弃权利',
  expropriation: '依法没收、征收或者收回',
  'court-document': '生效法律文书致使权利消灭',
} as const

export type CancellationGround = keyof typeof cancellationGrounds

export const isCancellationGround = (text: unknown): text is CancellationGround =>
  typeof text === 'string' && Object.hasOwn(cancellationGrounds, text)

const isWaiver = ({ state }: RuleContext): boolean => state.application.facts.ground === 'waiver'

export const enoughHoldersWaive: Rule = narrowed(enoughHoldersApply, {
  says: '放弃共有不动产的权利，由占份额三分之二以上的按份共有人或者全体共同共有人共同申请',
  when: isWaiver,
})

export const waivedIsNotSeized: Rule = narrowed(notSeized, {
  says: '不动产被依法查封期间，不得以放弃权利为由注销；灭失、征收等注销的，查封效力及于补偿',
  when: isWaiver,
})

export const waiverIsUndertaken: Rule = narrowed(objectionIsUndertaken, {
  says: '异议登记期间放弃权利申请注销的，书面告知并由申请人书面承诺知悉、自担风险后继续办理',
  when: isWaiver,
})

export const changedHoldersAgreeToWaive: Rule = narrowed(changedHoldersConsent, {
  says: '受理后份额发生变化的，放弃权利的申请人和书面同意的共有人仍应达到处分共有不动产的法定范围',
  when: isWaiver,
})

export const encumbrancersConsentToWaiver: Rule = {
  id: 'consent-of-encumbrancers',
  level: 'unit',
  says: '放弃已设立抵押权、地役权或者已办理预告登记的不动产的权利，应当提供抵押权人、地役权人、预告登记权利人的书面同意',
  basis: ['DR-28'],
  broken: context =>
    isWaiver(context)
      ? onUnits(context, ({ unit }) => {
          const absent = unit ? withoutConsent(context, unit) : []
          return absent.length > 0 ? `放弃不动产单元 ${unit?.unitCode} 的权利，尚需书面同意：${absent.join('、')}` : null
        })
      : null,
}

/** Those whose rights rest on the unit and who have not consented, each with the title of its right. */
function withoutConsent(context: RuleContext, unit: Unit): string[] {
  const mortgagees = unit.mortgages.filter(isActive).flatMap(mortgageesOf)
  const easementHolders = unit.easements.filter(one => isActive(one) && one.servient === unit.unitCode)
  const noticeHolders = unit.notices.filter(isActive).map(({ holder }) => holder)
  return [
    ...mortgagees
      .filter(one => !isOneOf(one, joiningAs(context, 'mortgagee')) && !hasConsented(context, one.name, 'mortgagee'))
      .map(one => `抵押权人 ${one.name}`),
    ...easementHolders.filter(one => !hasConsented(context, one.holder, 'easement-holder')).map(one => `地役权人 ${one.holder}`),
    ...noticeHolders.filter(one => !hasConsented(context, one.name, 'notice-holder')).map(one => `预告登记权利人 ${one.name}`),
  ]
}

const isActive = (one: { readonly status: string }): boolean => one.status === 'active'
