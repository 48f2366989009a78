import type { Instant } from '../time/instant.ts'
import type { EventType, LedgerEvent } from './events.ts'
import type { EntryWay, Stage } from './types.ts'

/** The events with which a step may begin or end; all others leave a case where it is. */
export const stepMarkTypes = [
  ...(['Filed', 'SupplementRequested', 'Supplemented', 'Accepted', 'DeemedAccepted'] as const),
  ...(['Examined', 'SiteVisited', 'AnnouncementEnded', 'TaxCleared', 'DepartmentAnswered'] as const),
  ...(['Recorded', 'Issued', 'Delivered', 'Closed'] as const),
] as const satisfies readonly EventType[]

type StepMarkType = (typeof stepMarkTypes)[number]

/**
 * What of an event tells the steps of a case: a hundredth of its ledger, for reports over many cases. `onward`: of a track that ends,
 * that it was the last (the event carries the clock of the step it begins); of an entry, that a document is to be issued.
 */
export interface StepMark {
  readonly type: StepMarkType
  readonly at: Instant
  readonly onward: boolean
}

/** A stay at a step; `until` is null while the case is there. */
export interface StepSpan {
  readonly step: Exclude<Stage, 'closed'>
  readonly from: Instant
  readonly until: Instant | null
}

/** The marks of a ledger, as `db/stepTimes.ts` reads them. */
export const marksOf = (events: readonly LedgerEvent[]): StepMark[] =>
  events.flatMap(({ type, at, data }) => {
    if (!isMark(type)) return []
    const onward = 'certificates' in data && type === 'Recorded' ? data.certificates.length > 0 : 'step' in data
    return [{ type, at, onward }]
  })

const isMark = (type: EventType): type is StepMarkType => (stepMarkTypes as readonly string[]).includes(type)

/** The steps of a case in order, as `stepsOf` tells them from its whole ledger; a step that it came back to is listed again. */
export function spansOf(marks: readonly StepMark[], entry: EntryWay): StepSpan[] {
  const spans: StepSpan[] = []
  let stage: Stage | null = null
  for (const mark of marks) {
    const next: Stage = stage === null ? 'intake' : stageAfter(stage, mark, entry)
    if (next === stage) continue
    const last = spans.at(-1)
    if (last) spans[spans.length - 1] = { ...last, until: mark.at }
    if (next !== 'closed') spans.push({ step: next, from: mark.at, until: null })
    stage = next
  }
  return spans
}

function stageAfter(stage: Stage, { type, onward }: StepMark, entry: EntryWay): Stage {
  switch (type) {
    case 'SupplementRequested':
      return stage === 'intake' ? 'awaiting-supplement' : stage
    case 'Supplemented':
      return stage === 'awaiting-supplement' ? 'intake' : stage
    case 'Accepted':
    case 'DeemedAccepted':
      return entry === 'entrustment' ? 'recording' : 'examination'
    case 'Recorded':
      return onward ? 'certification' : 'archive'
    case 'Issued':
      return 'delivery'
    case 'Delivered':
      return 'archive'
    case 'Closed':
      return 'closed'
    default:
      return stage === 'examination' && onward ? 'recording' : stage
  }
}
