import { cite } from '../law/provisions.ts'
import { editionOf } from '../procedures/registry.ts'
import { allBroken } from '../rules/check.ts'
import type { RuleContext } from '../rules/rule.ts'
import type { Instant } from '../time/instant.ts'
import { availableActions } from './actions.ts'
import { checklistOf } from './checklist.ts'
import type { CaseState, Party, Refusal } from './types.ts'

/** What `blockedBy` needs beyond the state: the units as they now are. */
export type UnitContext = Pick<RuleContext, 'office' | 'units' | 'twin'>

/** The case as contract.md names it: one shape for every reader; identity numbers only for those who handle it. */
export function caseView(state: CaseState, now: Instant, units: UnitContext | null, { fullIdentity }: { fullIdentity: boolean }) {
  const { application } = state
  const edition = editionOf(application.edition)
  const clocks =
    'clocks' in state
      ? state.clocks.map(clock => ({ ...clock, basis: clock.basis.map(cite), paused: isPaused(clock.suspensions) }))
      : []
  const promised = clocks.find(clock => clock.name === 'promised') ?? clocks[0]
  const recording = 'recording' in state ? state.recording : null
  return {
    caseNo: state.caseNo,
    procedure: application.procedure,
    term: edition.term,
    edition: application.edition,
    office: application.office,
    channel: application.channel,
    stage: state.stage,
    outcome: state.stage === 'closed' ? state.outcome : null,
    filedAt: state.filedAt,
    filedBy: state.filedBy,
    acceptedAt: 'acceptance' in state ? state.acceptance.at : null,
    deemedAccepted: 'acceptance' in state ? state.acceptance.deemed : false,
    closedAt: state.stage === 'closed' ? state.closedAt : null,
    units: application.units,
    parties: application.parties.map(party => (fullIdentity ? party : masked(party))),
    facts: application.facts,
    checklist: checklistOf(edition, application, state.materials).map(item => ({ ...item, basis: item.basis.map(cite) })),
    availableActions: availableActions(state),
    tracks: state.tracks,
    clocks,
    dueAt: promised?.dueAt ?? null,
    light: promised?.light ?? null,
    notices: state.notices.map(notice => ({ ...notice, basis: notice.basis.map(cite) })),
    consents: state.consents,
    undertakings: state.undertakings,
    payments: recording?.payment ? [recording.payment] : [],
    entries: recording?.entries ?? [],
    certificates: recording?.certificates ?? [],
    delivery: 'delivery' in state ? state.delivery : null,
    blockedBy: units ? blockedBy(state, units).map(({ rule, detail, basis }) => ({ rule, detail, basis: basis.map(cite) })) : [],
    seq: state.seq,
    head: state.head,
    now,
  }
}

export type CaseView = ReturnType<typeof caseView>

/** Is the case at a stage where conflicts on its units matter? */
export const awaitsRecording = (state: CaseState): boolean => state.stage === 'examination' || state.stage === 'recording'

/** The unit-level rules that would refuse recording now: warnings until then (law.md Table B). */
export function blockedBy(state: CaseState, units: UnitContext): Refusal[] {
  if (!awaitsRecording(state)) return []
  const edition = editionOf(state.application.edition)
  return allBroken(
    edition.rules.filter(rule => rule.level === 'unit'),
    { ...units, edition, state },
  )
}

/** A resident id has fifteen or eighteen places. Of a shorter number the ends would give too much away: nothing of it is shown. */
const SHORTEST_SHOWN = 15

/** 510802196201101013 → 510802********1013: at most the first six and the last four places. */
export const maskIdNo = (idNo: string): string =>
  idNo.length < SHORTEST_SHOWN ? '*'.repeat(idNo.length) : `${idNo.slice(0, 6)}${'*'.repeat(idNo.length - 10)}${idNo.slice(-4)}`

function masked(party: Party): Party {
  const { agent, phone: _, ...rest } = party
  return {
    ...rest,
    idNo: maskIdNo(party.idNo),
    ...(agent ? { agent: { name: agent.name, ...(agent.idNo ? { idNo: maskIdNo(agent.idNo) } : {}) } } : {}),
  }
}

const isPaused = (suspensions: readonly { readonly to: string | null }[]): boolean => suspensions.some(one => one.to === null)
