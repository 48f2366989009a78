import { instruments } from './instruments.ts'
import type { Confidence, Provision } from './provision.ts'
import { acceptanceProvisions } from './provisions/acceptance.ts'
import { applyingProvisions } from './provisions/applying.ts'
import { examinationProvisions } from './provisions/examination.ts'
import { feeProvisions } from './provisions/fees.ts'
import { mortgageProvisions } from './provisions/mortgage.ts'
import { protectionProvisions } from './provisions/protection.ts'
import { queryProvisions } from './provisions/query.ts'
import { recordingProvisions } from './provisions/recording.ts'
import { registerProvisions } from './provisions/register.ts'
import { remedyProvisions } from './provisions/remedies.ts'
import { seizureProvisions } from './provisions/seizure.ts'
import { supervisionProvisions } from './provisions/supervision.ts'
import { timeProvisions } from './provisions/time.ts'

/** Every rule of law.md sections 1 to 20 by its id, and the few that Table B and the rules of the posts cite beside them. */
export const provisions = {
  ...timeProvisions,
  ...registerProvisions,
  ...applyingProvisions,
  ...acceptanceProvisions,
  ...examinationProvisions,
  ...recordingProvisions,
  ...mortgageProvisions,
  ...protectionProvisions,
  ...seizureProvisions,
  ...feeProvisions,
  ...queryProvisions,
  ...remedyProvisions,
  ...supervisionProvisions,
} as const satisfies Record<string, Provision>

export type ProvisionId = keyof typeof provisions

/** What a rule stands on: one provision or more. */
export type Basis = readonly [ProvisionId, ...ProvisionId[]]

/** A provision as it is shown to people; `instrument` is the title, `verified` is false for what law.md marks L or K. */
export interface Citation {
  readonly id: ProvisionId
  readonly instrument: string
  readonly documentNo?: string
  readonly article: string
  readonly says: string
  readonly confidence: Confidence
  readonly verified: boolean
  readonly also?: readonly string[]
}

/** The citation of one provision. */
export function cite(id: ProvisionId): Citation {
  const { instrument: instrumentId, ...rest }: Provision = provisions[id]
  const { title, documentNo }: { title: string; documentNo?: string } = instruments[instrumentId]
  const verified = rest.confidence === 'V' || rest.confidence === 'V*' || rest.confidence === 'S'
  return { id, instrument: title, ...(documentNo === undefined ? {} : { documentNo }), ...rest, verified }
}

/** The citations of several provisions, in the order given, each once. */
export function citeAll(ids: readonly ProvisionId[]): Citation[] {
  return [...new Set(ids)].map(cite)
}

/** Whether `text` is the id of a provision. */
export function isProvisionId(text: string): text is ProvisionId {
  return Object.hasOwn(provisions, text)
}
