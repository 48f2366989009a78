import { isOneOf, samePerson } from '../register/holders.ts'
import { type Holder, isRegistered } from '../register/types.ts'
import { enoughHoldersApply } from './filing.ts'
import { narrowed } from './narrowed.ts'
import { holdersChanged } from './ownership.ts'
import { names, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { changedHoldersConsent, notSeized, onUnits } from './unit.ts'

/** 变更登记: the same holder, something else changed (实施细则 26). */

/** What may change (`facts.change`), and the fact under which the new value stands; shares stand with the parties. */
export const changes = {
  name: { title: '权利人姓名、名称', fact: 'name' },
  location: { title: '坐落', fact: 'location' },
  area: { title: '面积', fact: 'areaSqm' },
  use: { title: '用途', fact: 'use' },
  term: { title: '权利期限', fact: 'landTermEnds' },
  ownership: { title: '共有性质', fact: null },
} as const

export type Change = keyof typeof changes

export const isChange = (text: unknown): text is Change => typeof text === 'string' && Object.hasOwn(changes, text)

export const asksToChange = ({ state }: RuleContext, ...what: readonly Change[]): boolean => {
  const { change } = state.application.facts
  return isChange(change) && what.includes(change)
}

/** A name that has changed is known by the number of the identity document; the old name will do too (contract.md). */
export const isWhoChanges = (holder: Holder, party: { name: string; idNo: string }, change: string | undefined): boolean =>
  samePerson(holder, party) || (change === 'name' && holder.idNo?.toUpperCase() === party.idNo.toUpperCase())

export const applicantIsHolder: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请变更登记的人应当是登记簿记载的权利人；姓名、名称变更的，以证件号核对',
  basis: ['CC-216', 'DR-26', 'REG-18'],
  broken: context => {
    const { change } = context.state.application.facts
    return onUnits(context, ({ unit }) => {
      const stranger =
        isRegistered(unit) &&
        partiesIn(context, 'holder').find(party => !unit.holders.some(holder => isWhoChanges(holder, party, change)))
      return stranger
        ? `${stranger.name} 不是不动产单元 ${unit.unitCode} 登记簿记载的权利人；姓名、名称变更的，请核对证件号`
        : null
    })
  },
}

export const enoughHoldersChange: Rule = narrowed(enoughHoldersApply, {
  says: '变更共有不动产的用途、期限，由占份额三分之二以上的按份共有人或者全体共同共有人共同申请',
  when: context => asksToChange(context, 'use', 'term'),
})

export const allHoldersChangeOwnership: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '变更共有性质，由全体共有人共同申请',
  basis: ['DR-10', 'DR-26'],
  broken: context => {
    if (!asksToChange(context, 'ownership')) return null
    const applying = partiesIn(context, 'holder')
    return onUnits(context, facts => {
      if (!isRegistered(facts.unit) || holdersChanged(context, facts)) return null
      const { holders } = facts.unit
      const absent = holders.filter(holder => !isOneOf(holder, applying))
      return absent.length > 0 && absent.length < holders.length
        ? `变更共有性质应当由全体共有人共同申请，缺少：${names(absent)}`
        : null
    })
  },
}

export const changedHoldersAgree: Rule = narrowed(changedHoldersConsent, {
  says: '受理后份额发生变化的，变更用途、期限的申请人和书面同意的共有人仍应达到法定的共有人范围',
  when: context => asksToChange(context, 'use', 'term'),
})

export const coOwnershipIsRedefined: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '变更共有性质的，共有人不变，由共同共有变更为按份共有或者相反；共有人或者份额变化的，申请转移登记',
  basis: ['DR-26', 'DR-27'],
  broken: context => {
    if (!asksToChange(context, 'ownership')) return null
    const applying = partiesIn(context, 'holder')
    return onUnits(context, ({ unit }) => {
      if (!isRegistered(unit)) return null
      const sameHolders = unit.holders.length === applying.length && unit.holders.every(holder => isOneOf(holder, applying))
      if (!sameHolders)
        return `申请人与不动产单元 ${unit.unitCode} 的共有人 ${names(unit.holders)} 不一致；共有人变化的，请申请转移登记`
      return unit.holders.length > 1 && byShares(unit.holders) !== byShares(applying)
        ? null
        : `不动产单元 ${unit.unitCode} 的共有性质没有变化；只变化份额的，请申请转移登记`
    })
  },
}

export const ownershipChangeIsNotSeized: Rule = narrowed(notSeized, {
  says: '不动产被依法查封期间，不得变更共有性质；姓名、坐落、面积、用途、期限的变更不受影响，查封随之保留',
  when: context => asksToChange(context, 'ownership'),
})

const byShares = (holders: readonly { share?: string }[]): boolean => holders.every(holder => holder.share !== undefined)
