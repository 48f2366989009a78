import type { LedgerEvent } from '../case/events.ts'
import { evolve } from '../case/evolve.ts'
import { isOver } from '../case/tracks.ts'
import type { CaseState } from '../case/types.ts'
import { minutesBetween, minutesOf } from '../hall/statistics.ts'
import type { Instant } from '../time/instant.ts'

/** What a case waits for once somebody has handed it over: a branch beside the examination, or the next post. */
const titles: Readonly<Record<string, string>> = {
  examination: '受理至审核',
  tax: '受理至完税',
  recording: '转登簿',
  certification: '登簿至缮证',
  delivery: '缮证至发证',
  archive: '转归档',
}

const titleOf = (branch: string): string => titles[branch] ?? `受理至部门意见（${branch.replace('department:', '')}）`

/** One hand-over of a case: since when it waits there, and until when it did. */
interface HandOver {
  readonly branch: string
  readonly from: Instant
  /** Null while it waits; where the case ended otherwise it is no hand-over any more. */
  readonly until: Instant | null
}

const postStages: readonly CaseState['stage'][] = ['recording', 'certification', 'delivery', 'archive']

/** Where an accepted case waits in this state. Announcements and visits are terms of law, no hand-overs. */
function waiting(state: CaseState): readonly string[] {
  if (!('acceptance' in state) || state.stage === 'closed') return []
  const { examination, tax, departments } = state.tracks
  return [
    ...(isOver(examination) ? [] : ['examination']),
    ...(isOver(tax) ? [] : ['tax']),
    ...Object.entries(departments).flatMap(([name, track]) => (isOver(track) ? [] : [`department:${name}`])),
    ...postStages.filter(stage => stage === state.stage),
  ]
}

/** All hand-overs of a case in the order in which they began, from its ledger (S3-71). */
export function handOversOf(caseNo: string, events: readonly LedgerEvent[]): HandOver[] {
  const begun = new Map<string, Instant>()
  const over: HandOver[] = []
  let state: CaseState | null = null
  for (const event of events) {
    state = evolve(state, event, caseNo)
    const open = waiting(state)
    for (const [branch, from] of begun)
      if (!open.includes(branch)) {
        begun.delete(branch)
        if (!endedOtherwise(event)) over.push({ branch, from, until: event.at })
      }
    for (const branch of open) if (!begun.has(branch)) begun.set(branch, event.at)
  }
  return [...over, ...[...begun].map(([branch, from]) => ({ branch, from, until: null }))]
}

/** Refused, withdrawn, answered to the court: nobody took over what was open. */
const endedOtherwise = (event: LedgerEvent): boolean =>
  ['Refused', 'Withdrawn', 'CourtAnswered'].includes(event.type) ||
  (event.type === 'Closed' && event.data.outcome !== 'completed')

/** Minutes of waiting at each hand-over, the longest named, those that wait now counted (S3-71). */
export function handOverReport(cases: readonly { readonly caseNo: string; readonly events: readonly LedgerEvent[] }[]) {
  const all = cases.flatMap(({ caseNo, events }) => handOversOf(caseNo, events).map(one => ({ caseNo, ...one })))
  return [...new Set(all.map(({ branch }) => branch))].sort().map(branch => {
    const own = all.filter(one => one.branch === branch)
    const done = own.flatMap(({ caseNo, from, until }) =>
      until === null ? [] : [{ caseNo, minutes: minutesBetween(from, until) }],
    )
    const longest = done.toSorted((a, b) => b.minutes - a.minutes)[0]
    return {
      ...{ branch, title: titleOf(branch), taken: done.length, waiting: own.length - done.length },
      ...minutesOf(done.map(({ minutes }) => minutes)),
      longest: longest ? { caseNo: longest.caseNo, minutes: Math.round(longest.minutes) } : null,
    }
  })
}
