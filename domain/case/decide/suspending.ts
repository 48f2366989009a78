import type { OfficeProfile } from '../../office/profile.ts'
import { lawfulReason, lawfulReasonsTitle } from '../../office/suspensions.ts'
import { dateOf } from '../../time/instant.ts'
import type { Clock } from '../clock.ts'
import type { ActionBodies } from '../commands.ts'
import type { NewEvent } from '../events.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import { type OpenSuspension, openSuspensions, resumedClock, suspendedClock } from '../suspension.ts'
import type { CaseState } from '../types.ts'

const clocksOf = (state: CaseState): readonly Clock[] => ('clocks' in state ? state.clocks : [])

/**
 * 中止: the limits stand still until somebody lets them go on, for a reason that is law in this place. What the officer cites and hands
 * in is recorded with it; whether the law he names says so is his to answer for, not ours to know.
 */
export function suspend(state: CaseState, body: ActionBodies['suspend'], facts: Facts): Decision {
  const { office, at } = facts
  const reason = lawfulReason(office, body.reason)
  const cited = [body.basis].flat()
  if (!reason) return withoutBasis(`“${body.reason}”不是本机构可以中止期限的法定事由`, office)
  if (reason.id === 'announcement' && state.tracks.announcement !== 'none')
    return withoutBasis('本案的公告以 publish-announcement 发布，公告时间自动扣除，不需要另行中止', office)
  if (reason.namesLaw && !cited.some(namesArticle))
    return withoutBasis(`以“${reason.title}”中止的，应当在 basis 中写明法律名称和条文，例如《……法》第……条`, office)
  const clocks = clocksOf(state)
  if (openSuspensions(clocks).some(({ code }) => code === reason.id))
    return refused(
      'suspension-without-basis',
      `期限已经因“${reason.title}”中止，同一事由不重复中止；事由消失的请恢复（resume）`,
      reason.basis,
    )
  const { id: code, title, basis, leaves } = reason
  const evidence = [...cited, ...(body.evidence === undefined ? [] : [body.evidence])]
  const suspension = { from: dateOf(at), to: null, reason: title, basis, code, evidence }
  const after = clocks.map(clock => (leaves.includes(clock.name) ? suspendedClock(facts, clock, suspension, at) : clock))
  if (after.every((clock, i) => clock === clocks[i]))
    return refused('suspension-without-basis', `“${title}”所能中止的期限已经届满或者停止计算，不因中止而恢复`, basis)
  return events({ type: 'ClockSuspended', data: { reason: title, basis, clocks: after, code, evidence } })
}

const namesArticle = (text: string): boolean => /《.+》.*第.+条/.test(text)

const withoutBasis = (what: string, office: OfficeProfile): Decision =>
  refused('suspension-without-basis', `${what}。可以中止的事由：${lawfulReasonsTitle(office)}`, ['TL-30', 'TL-EX1', 'TL-EXT'])

/** 恢复: one suspension ends; where several stand, the officer says which. A limit goes on when its last one has ended. */
export function resume(state: CaseState, body: ActionBodies['resume'], facts: Facts): Decision {
  const open = openSuspensions(clocksOf(state))
  const meant = body.reason === undefined ? open : open.filter(({ code, reason }) => [code, reason].includes(body.reason ?? ''))
  const [one] = meant
  if (!one || meant.length > 1)
    return refused(
      'body',
      `请在 reason 中写明恢复的是哪一项中止：${open.map(({ code, reason }) => `${code}（${reason}）`).join('、')}`,
    )
  return events(ended(clocksOf(state), one, facts, `${one.reason}的事由消失`))
}

/** All that still stand come to an end together, because the case goes on. */
export function resumed(state: CaseState, facts: Facts, because: string): NewEvent[] {
  let clocks = clocksOf(state)
  return openSuspensions(clocks).map(one => {
    const event = ended(clocks, one, facts, because)
    clocks = event.data.clocks
    return event
  })
}

function ended(clocks: readonly Clock[], { code }: OpenSuspension, facts: Facts, reason: string) {
  const after = clocks.map(clock => resumedClock(facts, clock, code, facts.at))
  return { type: 'ClockResumed' as const, data: { reason, clocks: after, code } }
}
