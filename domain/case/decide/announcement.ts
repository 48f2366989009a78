import { announcementNotice } from '../../notices/documents.ts'
import { addWorkingDays } from '../../time/calendar.ts'
import { compareInstants, dateOf, startOfNextDay } from '../../time/instant.ts'
import type { Clock, Suspension } from '../clock.ts'
import type { ActionBodies } from '../commands.ts'
import type { NewEvent } from '../events.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import { suspendedClock } from '../suspension.ts'
import type { CaseState } from '../types.ts'

/**
 * 发布公告: on the portal and at the place, for the edition's term. Its working days leave the clocks that the office's profile names
 * (实施细则 17(2)). A loss statement under art. 22(2) as amended is over as soon as it is published.
 */
export function publishAnnouncement(state: CaseState, facts: Facts): Decision {
  const term = facts.edition.tracks.announcement
  if (!term) throw new Error(`${facts.edition.id} has no announcement`)
  const from = 'acceptance' in state ? state.acceptance.announceableFrom : null
  if (from !== null && compareInstants(facts.at, from) < 0)
    return refused('announcement-running', `更正通知的三十个工作日尚未届满，${dateOf(from)} 起方可公告`, ['DR-81'])
  const publishedOn = dateOf(facts.at)
  const atOnce = term.workingDays === 0
  const endsOn = atOnce ? publishedOn : addWorkingDays(facts.calendar, publishedOn, term.workingDays).date
  const context = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const published: NewEvent = {
    type: 'AnnouncementPublished',
    data: { notice: announcementNotice(context, term, endsOn), endsOn, endsAt: atOnce ? facts.at : startOfNextDay(endsOn) },
  }
  if (atOnce) return events(published, { type: 'AnnouncementEnded', data: {} })
  const suspension = { from: publishedOn, to: endsOn, reason: '公告', basis: ['TL-EX1'] as const }
  return events(published, ...suspended(state, facts, suspension))
}

function suspended(state: CaseState, facts: Facts, suspension: Suspension): NewEvent[] {
  if (!('clocks' in state)) return []
  const excluded = facts.office.announcementLeaves
  const clocks = state.clocks.map(clock =>
    excluded.includes(clock.name) ? suspendedClock(facts, clock, suspension, facts.at) : clock,
  )
  return [{ type: 'ClockSuspended', data: { reason: suspension.reason, basis: suspension.basis, clocks } }]
}

/** Somebody objects while the announcement runs; it is not over before that is settled (实施细则 17(3)). */
export function objectToAnnouncement(body: ActionBodies['announcement-objection']): Decision {
  return events({ type: 'AnnouncementObjected', data: { by: body.by, reason: body.reason } })
}

/** 异议成立的不予登记 (条例 22(二)); dismissed after the term's end, the announcement is over at once. */
export function settleObjection(state: CaseState, body: ActionBodies['settle-objection'], facts: Facts): Decision {
  const open = (state.announcement?.objections ?? []).filter(one => one.settled === null)
  const meant = body.by === undefined ? open[0] : open.find(one => one.by === body.by)
  if (!meant) return refused('body', `${body.by ?? ''} 没有尚未处理的公告异议`, ['ANN-OBJ'])
  const event: NewEvent = {
    type: 'AnnouncementObjectionSettled',
    data: { by: meant.by, sustained: body.sustained, findings: body.findings ?? '' },
  }
  const last = open.every(one => one.by === meant.by)
  const over = state.announcement !== null && compareInstants(facts.at, state.announcement.endsAt) >= 0
  return body.sustained || !last || !over ? events(event) : events(event, ...announcementEnd(state))
}

/** What the end of an announcement brings; its working days were out of the clocks from the first. */
export function announcementEnd(state: CaseState): NewEvent[] {
  const clocks: readonly Clock[] = 'clocks' in state ? state.clocks : []
  const paused = clocks.some(clock => clock.suspensions.some(one => one.to === state.announcement?.endsOn))
  return [
    { type: 'AnnouncementEnded', data: {} },
    ...(paused ? [{ type: 'ClockResumed' as const, data: { reason: '公告期满', clocks } }] : []),
  ]
}
