import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { officeOf } from '../../office/profile.ts'
import { suspensionCatalogue } from '../../office/suspensions.ts'
import { builtInCalendar } from '../../time/calendar.ts'
import { alarmsOf } from '../alarms.ts'
import type { Clock } from '../clock.ts'
import type { ActionBodies } from '../commands.ts'
import { countOutside } from '../suspension.ts'
import { sale } from '../testing/applications.ts'
import { filedBy, flawless } from '../testing/flaws.ts'
import { supervisor1 } from '../testing/people.ts'
import {
  accepted,
  act,
  at,
  by,
  examined,
  given,
  housingPassed,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from '../testing/situation.ts'

/** Accepted on Tuesday 3 June 2025: five working days end on the 10th, thirty on 15 July. */
const open = given(sale()).after(accepted)
const law = '《国有土地上房屋征收与补偿条例》第十六条'
const held = (on: string, body: Partial<ActionBodies['suspend']> = {}) =>
  at(`${on}T10:00:00+08:00`, act('suspend', { reason: 'other-law', basis: law, evidence: '利州府函〔2025〕12号', ...body }))
const goesOn = (on: string, body: ActionBodies['resume'] = {}) => at(`${on}T10:00:00+08:00`, act('resume', body))
const clock = ({ state }: Situation, name: Clock['name']): Clock => {
  const found = 'clocks' in state && state.clocks.find(one => one.name === name)
  if (!found) throw new Error(`没有 ${name}`)
  return found
}

describe('a limit stands still only for what is law in this place', () => {
  it.each([
    ['补正材料', law],
    ['supplement', law],
    ['tax-payment', law],
    ['pending-objection', law],
    ['领导出差', law],
  ])('“%s” is no reason at the demo office: refused with those that are', (reason, basis) => {
    const { refusal } = open.when(act('suspend', { reason, basis }))
    expect(refusal).toMatchObject({ rule: 'suspension-without-basis', basis: ['TL-30', 'TL-EX1', 'TL-EXT'] })
    expect(refusal?.detail).toContain('announcement（公告）、other-law（法律另有规定）')
  })

  it('“another law” must be named with its article, and both names of a reason are understood [TL-30]', () => {
    expect(open.when(act('suspend', { reason: 'other-law', basis: '领导批示' })).refusal?.detail).toContain('法律名称和条文')
    for (const reason of ['other-law', '法律另有规定'])
      expect(open.when(act('suspend', { reason, basis: [law, '暂停办理通知'] })).rule).toBeNull()
  })

  it('the announcement of the case itself leaves the clocks by being published, not by this act [TL-EX1]', () => {
    const announced = filedBy(flawless('homestead-first')).after(accepted)
    const body = { reason: '公告', basis: '市自然资源局公告' }
    expect(announced.when(act('suspend', body)).refusal?.detail).toContain('publish-announcement')
    expect(open.when(act('suspend', body)).rule).toBeNull()
  })

  it('what rests on local rules or on our own knowledge alone is listed with how sure we are, and off [TL-EX2]', () => {
    for (const office of ['510802', '410200']) {
      const profile = officeOf(office)
      if (!profile) throw new Error(office)
      const catalogue = suspensionCatalogue(profile)
      expect(catalogue.filter(({ lawful }) => lawful).map(({ reason }) => reason)).toEqual(['announcement', 'other-law'])
      const unsure = catalogue.filter(({ basis }) => basis.some(({ confidence }) => ['L', 'K-m', 'K-l'].includes(confidence)))
      expect(unsure).toHaveLength(6)
      expect(unsure.filter(({ lawful }) => lawful)).toEqual([])
    }
  })
})

describe('a suspended limit', () => {
  const paused = open.after(held('2025-06-05'))

  it('tells reason, basis and evidence, and rings no alarm however long it stands', () => {
    expect(clock(paused, 'statutory').suspensions).toEqual([
      {
        ...{ from: '2025-06-05', to: null, reason: '法律另有规定', basis: ['TL-30'], code: 'other-law' },
        ...{ evidence: [law, '利州府函〔2025〕12号'], fromAt: '2025-06-05T10:00:00+08:00' },
      },
    ])
    expect(alarmsOf(paused.state)).toEqual([])
    expect(clock(paused, 'promised')).toMatchObject({ dueAt: '2025-06-10T23:59:59+08:00', light: 'green' })
  })

  it('goes on after the day of its resumption: due date and alarms move by the working days between, lights follow', () => {
    // Suspended on the 5th (which still counts), resumed on Friday the 20th: the 6th to the 20th are out.
    const resumed = paused.after(goesOn('2025-06-20'))
    expect(clock(resumed, 'promised')).toMatchObject({
      dueAt: '2025-06-25T23:59:59+08:00',
      yellowAt: '2025-06-24T00:00:00+08:00',
    })
    expect(alarmsOf(resumed.state)[0]).toMatchObject({ clock: 'promised', light: 'yellow', dueAt: '2025-06-24T00:00:00+08:00' })
    const yellow = open.after(rings(alarmsOf(open.state)[0] ?? fail()), held('2025-06-10'))
    expect(clock(yellow, 'promised').light).toBe('yellow')
    expect(clock(yellow.after(goesOn('2025-06-20')), 'promised').light).toBe('yellow')
    const early = open.after(held('2025-06-06'), goesOn('2025-06-13'))
    expect(clock(early, 'promised')).toMatchObject({ light: 'green', dueAt: '2025-06-17T23:59:59+08:00' })
  })

  it('spans a holiday that was never in the limit: only working days are taken out', () => {
    const spring = given(sale(), { at: '2025-01-20T09:00:00+08:00' }).after(accepted, held('2025-01-24'), goesOn('2025-02-06'))
    // Out: 26 and 27 January, 5 and 6 February; the holiday of 28 January to 4 February never counted.
    expect(clock(spring, 'promised').dueAt).toBe('2025-02-07T23:59:59+08:00')
  })

  it('may be held for two reasons at once: it goes on when both have ended, and a day in both is taken out once', () => {
    const twice = paused.after(held('2025-06-06', { reason: 'announcement', basis: '市自然资源局公告' }))
    expect(twice.when(goesOn('2025-06-12')).refusal).toMatchObject({
      rule: 'body',
      detail: expect.stringContaining('announcement'),
    })
    const once = twice.after(goesOn('2025-06-12', { reason: 'announcement' }))
    expect(alarmsOf(once.state)).toEqual([])
    const both = once.after(goesOn('2025-06-20'))
    expect(clock(both, 'promised').dueAt).toBe('2025-06-25T23:59:59+08:00')
  })

  it('is not suspended again for the same reason, nor once it has run out', () => {
    expect(paused.when(held('2025-06-06')).rule).toBe('suspension-without-basis')
    // Both limits, and between them the director, who is told of the first.
    const red = [1, 2, 3, 4, 5].reduce(late => late.after(rings(alarmsOf(late.state)[0] ?? fail())), open)
    expect(red.when(act('suspend')).rule).toBe('stage')
    const promisedOver = [1, 2].reduce(late => late.after(rings(alarmsOf(late.state)[0] ?? fail())), open)
    const late = promisedOver.after(held('2025-06-20'))
    expect(clock(late, 'promised').suspensions).toEqual([])
    expect(clock(late, 'statutory').suspensions).toHaveLength(1)
  })

  it('is held and let go by the supervisor as well', () => {
    expect(open.after(by(supervisor1, act('suspend')), by(supervisor1, act('resume'))).ledger.at(-1)?.type).toBe('ClockResumed')
    expect(open.when(act('resume')).rule).toBe('stage')
  })

  it('with an announcement inside: the announcement’s days are out once, and its end does not let the rest go on [TL-EX1]', () => {
    const announced = filedBy(flawless('homestead-first')).after(accepted)
    const nested = announced.after(held('2025-06-04'), at('2025-06-05T10:00:00+08:00', act('publish-announcement')))
    const end = alarmsOf(nested.state)
    expect(end.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([['announcement-ended', '2025-06-27T00:00:00+08:00']])
    const over = nested.after(rings(end[0] ?? fail()))
    expect(alarmsOf(over.state)).toEqual([])
    // Out are the 5th to 30th of June, eighteen working days: the announcement's fifteen are among them.
    const resumed = over.after(goesOn('2025-06-30'))
    expect(clock(resumed, 'promised').dueAt).toBe('2025-07-04T23:59:59+08:00')
  })

  it('goes on by itself when the case is recorded all the same', () => {
    const { happened, situation } = paused.after(examined, housingPassed, taxCleared).when(recorded)
    expect(happened).toEqual(['ClockResumed', 'Recorded'])
    expect(clock(situation, 'promised').suspensions).toMatchObject([{ to: '2025-06-05' }])
  })
})

describe('whatever is suspended and resumed, and when', () => {
  const days = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 8 })

  it('the due date is the start plus the budget counted outside the suspensions, and comes no earlier than before', () => {
    fc.assert(
      fc.property(days, steps => {
        let day = 4
        let situation = given(sale()).after(accepted)
        for (const [i, length] of steps.entries()) {
          day += length
          const on = new Date(Date.UTC(2025, 5, day)).toISOString().slice(0, 10)
          const before = clock(situation, 'statutory')
          const { rule, situation: next } = situation.when(i % 2 === 0 ? held(on) : goesOn(on))
          expect(rule).toBeNull()
          const after = clock(next, 'statutory')
          expect(after.dueAt >= before.dueAt).toBe(true)
          expect(after.dueAt.slice(0, 10)).toBe(countOutside(builtInCalendar, '2025-06-03', 30, after.suspensions).date)
          situation = next
        }
      }),
      { numRuns: 25 },
    )
  })
})

function fail(): never {
  throw new Error('没有闹铃')
}
