import { minutesBetween } from '../hall/statistics.ts'
import { cite } from '../law/provisions.ts'
import { dayHoursOf } from '../limits/limits.ts'
import { serviceClassOf, serviceClassTitles } from '../limits/serviceClass.ts'
import { officeOf } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { allBroken } from '../rules/check.ts'
import type { RuleContext } from '../rules/rule.ts'
import { dateOf, type Instant, type LocalDate } from '../time/instant.ts'
import { availableActions } from './actions.ts'
import { checklistOf } from './checklist.ts'
import type { Clock } from './clock.ts'
import { firstAskedOf } from './firstAsked.ts'
import { onceOnlyOf } from './onceOnly.ts'
import type { CaseState, Party, Refusal } from './types.ts'

/** What `blockedBy` needs beyond the state: the units as they now are. */
export type UnitContext = Pick<RuleContext, 'office' | 'calendar' | 'units' | 'twin' | 'reached' | 'siblings'>

/** The case as contract.md names it: one shape for every reader; identity numbers only for those who handle it. */
export function caseView(state: CaseState, now: Instant, units: UnitContext | null, { fullIdentity }: { fullIdentity: boolean }) {
  const { application } = state
  const edition = editionOf(application.edition)
  const clocks =
    'clocks' in state
      ? state.clocks.map(clock => ({ ...clock, basis: clock.basis.map(cite), paused: isPaused(clock, dateOf(now)) }))
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
    firstAsked: firstAskedOf(state),
    acceptedAt: 'acceptance' in state ? state.acceptance.at : null,
    deemedAccepted: 'acceptance' in state ? state.acceptance.deemed : false,
    closedAt: state.stage === 'closed' ? state.closedAt : null,
    units: application.units,
    parties: application.parties.map(party => (fullIdentity ? party : masked(party))),
    facts: application.facts,
    checklist: checklistOf(edition, application, state.materials, officeOf(application.office) ?? noCommitments).map(item => ({
      ...item,
      basis: item.basis.map(cite),
    })),
    // A site visit is opened only where the edition has a basis for one (条例 19(1)); the state alone does not know.
    availableActions: availableActions(state).filter(({ action }) => action !== 'open-site-visit' || edition.tracks.siteVisit),
    tracks: state.tracks,
    clocks,
    dueAt: promised?.dueAt ?? null,
    light: promised?.light ?? null,
    handling: handlingOf(state, now),
    notices: state.notices.map(notice => ({ ...notice, basis: notice.basis.map(cite) })),
    consents: state.consents,
    undertakings: state.undertakings,
    siteVisit: state.siteVisit,
    announcement: state.announcement,
    interviews: state.interviews,
    registerChanges: state.registerChanges,
    onceOnly: citedOnceOnly(state),
    application: state.part,
    payments: recording?.payment ? [recording.payment] : [],
    entries: recording?.entries ?? [],
    certificates: recording?.certificates ?? [],
    delivery: 'delivery' in state ? state.delivery : null,
    blockedBy: units
      ? blockedBy(state, units, now).map(({ rule, detail, basis }) => ({ rule, detail, basis: basis.map(cite) }))
      : [],
    seq: state.seq,
    head: state.head,
    now,
  }
}

/**
 * 即时办、当日办、承诺时限办, by the promise that the case was accepted under, and on what document; null before. `minutes`: of what was
 * promised in hours, whole ones from the receipt to 办结, or until now (S3-13).
 */
function handlingOf(state: CaseState, now: Instant) {
  const office = officeOf(state.application.office)
  const promised = 'clocks' in state ? state.clocks.find(({ name }) => name === 'promised') : undefined
  if (!promised || !office) return null
  const limit = promised.limitHours === undefined ? null : ({ amount: promised.limitHours, unit: 'hour' } as const)
  const name = serviceClassOf(limit, dayHoursOf(office))
  const minutes = limit ? Math.round(minutesBetween(promised.startedAt, promised.stoppedAt ?? now)) : null
  return { class: name, title: serviceClassTitles[name], document: promised.document, minutes }
}

/** An office that is not set up here takes no undertaking for a material. */
const noCommitments = { commitments: null }

export type CaseView = ReturnType<typeof caseView>

/** “最多跑一次” as far as the case has gone, each exclusion with its law. */
function citedOnceOnly(state: CaseState) {
  const { exclusions, ...rest } = onceOnlyOf(state)
  return { ...rest, exclusions: exclusions.map(one => ({ ...one, basis: one.basis.map(cite) })) }
}

/** Is the case at a stage where conflicts on its units matter? */
export const awaitsRecording = (state: CaseState): boolean => state.stage === 'examination' || state.stage === 'recording'

/** The unit-level rules that would refuse recording now: warnings until then (law.md Table B). */
export function blockedBy(state: CaseState, units: UnitContext, now: Instant): Refusal[] {
  if (!awaitsRecording(state)) return []
  const edition = editionOf(state.application.edition)
  return allBroken(
    edition.rules.filter(rule => rule.level === 'unit'),
    { ...units, edition, state, on: dateOf(now) },
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

/** Does the day stand outside the limit? The first day of a suspension still counts, its last does not. */
const isPaused = ({ suspensions, stoppedAt }: Clock, on: LocalDate): boolean =>
  stoppedAt === null && suspensions.some(({ from, to }) => from <= on && (to === null || on <= to))
