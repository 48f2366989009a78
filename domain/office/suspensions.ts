import type { ClockName } from '../case/clock.ts'
import { type Basis, cite } from '../law/provisions.ts'

/**
 * Why a limit may stand still (law.md TL-EX1 to TL-EX3, COR-LOCK, OBJ-PEND, B8), as data. An office switches on what is law where it is:
 * `suspendsFor` in its profile. What rests on local rules or on our own knowledge alone is listed, and off until somebody has checked it.
 */
interface SuspensionReason {
  /** 中止事由, as the clock's ledger tells it. */
  readonly title: string
  readonly basis: Basis
  readonly leaves: readonly ClockName[]
  /** What the officer has to hand in with it. */
  readonly evidence: string
  /** The officer must name the law and its article: the reason itself is none. */
  readonly namesLaw?: true
}

const allClocks = ['statutory', 'promised', 'step'] as const

export const suspensionReasons = {
  announcement: { title: '公告', basis: ['TL-EX1'], leaves: allClocks, evidence: '公告及其起止日期' },
  'other-law': {
    title: '法律另有规定',
    basis: ['TL-30'],
    leaves: allClocks,
    evidence: '所依据的法律条文和有关机关的文书',
    namesLaw: true,
  },
  supplement: { title: '补正材料', basis: ['TL-EX2'], leaves: allClocks, evidence: '补充材料通知书' },
  'site-visit': { title: '实地查看', basis: ['TL-EX2'], leaves: allClocks, evidence: '实地查看记录' },
  'tax-payment': { title: '缴税', basis: ['TL-EX3'], leaves: ['promised', 'step'], evidence: '税务机关的通知' },
  expropriation: { title: '征收暂停办理', basis: ['EXP-16'], leaves: allClocks, evidence: '载明暂停期限的书面通知' },
  'pending-correction': { title: '更正登记未了', basis: ['COR-LOCK'], leaves: allClocks, evidence: '更正登记受理通知书' },
  'pending-objection': { title: '异议登记未了', basis: ['OBJ-PEND'], leaves: allClocks, evidence: '异议登记受理通知书' },
} as const satisfies Readonly<Record<string, SuspensionReason>>

export type SuspensionReasonId = keyof typeof suspensionReasons

/** Those that the office has switched on, by their ids. */
interface SuspendingOffice {
  readonly suspendsFor: readonly SuspensionReasonId[]
}

/** A lawful reason of this office by its id or its title; null for everything else. */
export function lawfulReason(
  { suspendsFor }: SuspendingOffice,
  named: string,
): (SuspensionReason & { id: SuspensionReasonId }) | null {
  const id = suspendsFor.find(one => one === named || suspensionReasons[one].title === named)
  return id ? { id, ...suspensionReasons[id] } : null
}

/** `announcement（公告）、other-law（法律另有规定）`: what a clerk may choose from. */
export const lawfulReasonsTitle = ({ suspendsFor }: SuspendingOffice): string =>
  suspendsFor.map(id => `${id}（${suspensionReasons[id].title}）`).join('、')

/** Every reason we know of, whether the office has it switched on, and how sure we are of the rule behind it. */
export function suspensionCatalogue({ suspendsFor }: SuspendingOffice) {
  return Object.entries<SuspensionReason>(suspensionReasons).map(([reason, { title, basis, leaves, evidence }]) => ({
    reason,
    title,
    lawful: (suspendsFor as readonly string[]).includes(reason),
    leaves,
    evidence,
    basis: basis.map(cite),
  }))
}
