import type { Basis } from '../law/provisions.ts'
import type { Finding } from '../quality/finding.ts'
import { dateOf, type LocalDate } from '../time/instant.ts'

/** Who inspects from outside: 巡察, 督察局, or another authority. What they find is to be put right in time (S1-106, S2-83). */
export const inspectors = {
  'party-inspection': { title: '巡察', basis: ['SUP-10'] },
  'supervision-bureau': { title: '国家自然资源督察局', basis: ['SUP-11'] },
  other: { title: '其他外部检查', basis: ['SUP-10'] },
} as const satisfies Record<string, { readonly title: string; readonly basis: Basis }>

export type Inspector = keyof typeof inspectors

/** An inspection, as each of its findings carries it. */
export interface Inspection extends Readonly<Record<string, string>> {
  readonly inspector: Inspector
  /** The document in which it gave its findings. */
  readonly document: string
  readonly inspectedOn: LocalDate
}

const isInspection = (source: Finding['source']): source is Inspection =>
  source !== undefined && 'inspector' in source && 'document' in source && 'inspectedOn' in source

/** 整改台账: how far each inspection's findings are on a day; what is not closed after its last day is named. */
export function rectificationOf(findings: readonly Finding[], on: LocalDate) {
  const byDocument = new Map<string, { inspection: Inspection; findings: Finding[] }>()
  for (const finding of findings) {
    const { source } = finding
    if (!isInspection(source)) continue
    const key = JSON.stringify([source.inspector, source.document])
    const known = byDocument.get(key)
    if (known) known.findings.push(finding)
    else byDocument.set(key, { inspection: source, findings: [finding] })
  }
  return [...byDocument.values()].map(({ inspection, findings: own }) => {
    const closed = own.filter(({ status }) => status === 'closed')
    const inTime = closed.filter(({ closedAt, dueOn }) => closedAt !== null && dateOf(closedAt) <= dueOn).length
    return {
      ...{ ...inspection, inspectorTitle: inspectors[inspection.inspector].title, count: own.length },
      ...{ closedInTime: inTime, closedLate: closed.length - inTime },
      open: own.length - closed.length,
      overdue: own
        .filter(({ status, dueOn }) => status !== 'closed' && dueOn < on)
        .map(({ no, item, dueOn, responsible, status }) => ({ no, item, dueOn, responsible, status })),
    }
  })
}
