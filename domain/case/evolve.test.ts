import { describe, expect, it } from 'vitest'
import type { ProcedureId } from '../procedures/ids.ts'
import { alarmsOf } from './alarms.ts'
import type { EventType, LedgerEvent, NewEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { cancellation, mortgage, sale } from './testing/applications.ts'
import { filedBy, flawless } from './testing/flaws.ts'
import { aMortgage, anObjection, house, registered } from './testing/register.ts'
import {
  accepted,
  act,
  archived,
  caseNo,
  chained,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  learns,
  left,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from './testing/situation.ts'
import type { Outcome, Stage } from './types.ts'

const filed = given(sale())
const open = filed.after(accepted)
const recording = open.after(examined, housingPassed, taxCleared)
const certification = recording.after(recorded)
const delivery = certification.after(issued)
const archive = delivery.after(delivered)
const closed = archive.after(archived)

/** A case at each stage. */
const at: Readonly<Record<Stage, Situation>> = {
  intake: filed,
  'awaiting-supplement': filed.after(act('request-supplement')),
  examination: open,
  recording,
  certification,
  delivery,
  archive,
  closed,
}
const stages = Object.keys(at) as Stage[]

const ordinaryCase = (procedure: ProcedureId): Situation => filedBy(flawless(procedure))

/** An objection in its time, dismissed, and the end of the announcement. */
function announcementOver(published: Situation): Situation {
  const settled = published.after(act('announcement-objection'), act('settle-objection'))
  const end = alarmsOf(settled.state).find(alarm => alarm.kind === 'announcement-ended')
  if (!end) throw new Error('公告没有期限')
  return settled.after(rings(end))
}

/** Ledgers that between them hold every type of event. */
const cancelled = given(cancellation()).where({ units: [registered({ mortgages: [aMortgage()] })] })
const yellow = alarmsOf(open.state)[0]
const ledgers: Readonly<Record<string, readonly LedgerEvent[]>> = {
  'a sale, completed': closed.ledger,
  'a sale with notice, supplement, returned entry, consent, undertakings and urging': filed
    .where({ units: [registered({ objections: [anObjection()] })] })
    .after(act('request-supplement'), act('supplement'), accepted, act('examine', { decision: 'return', findings: '录入有误' }))
    .after(act('consent'), act('undertake'), act('undertake', { by: '李秀兰' }), act('urge'), examined, housingPassed, taxCleared)
    .after(recorded, issued, delivered, archived).ledger,
  'a cancellation, completed': cancelled.after(accepted, examined, recorded, archived).ledger,
  'a case deemed accepted, its lights red, then refused': alarmsOf(filed.after(left).state)
    .reduce((situation, alarm) => situation.after(rings(alarm)), filed.after(left))
    .after(act('explain'), act('reassign'), act('stop'), act('lift-stop'), act('refuse')).ledger,
  'a case refused by the examiner': open.after(act('examine', { decision: 'refuse', findings: '争议', grounds: ['争议'] }))
    .ledger,
  'a house first registered, after a site visit': ordinaryCase('house-first').after(
    accepted,
    act('open-site-visit'),
    act('site-visit'),
  ).ledger,
  'a homestead announced, with an objection that does not hold': announcementOver(
    ordinaryCase('homestead-first').after(accepted, act('publish-announcement')),
  ).ledger,
  'an inheritance with an heir heard': ordinaryCase('transfer-by-inheritance').after(accepted, act('interview')).ledger,
  'an order of seizure answered': ordinaryCase('seizure').after(accepted, act('reply-to-court')).ledger,
  'an advance notice, its day confirmed': ordinaryCase('notice-presale').after(
    accepted,
    examined,
    housingPassed,
    recorded,
    act('confirm-registrable'),
  ).ledger,
  'an objection, sued on': ordinaryCase('objection').after(accepted, examined, recorded, act('suit-proof')).ledger,
  'a sale that learns of a seizure': open.after(learns({ unitCode: house, version: 2, what: 'seizure-recorded' })).ledger,
  'a case not accepted': filed.after(act('not-accept')).ledger,
  'a mortgage withdrawn': given(mortgage()).after(accepted, act('withdraw', { by: ['张建国', '广元甲银行'] })).ledger,
}

/** Where each event may follow: all other stages are a damaged ledger. */
const lawful: Readonly<Record<EventType, readonly Stage[]>> = {
  Filed: [],
  Accepted: ['intake', 'awaiting-supplement'],
  DeemedAccepted: ['intake', 'awaiting-supplement'],
  SupplementRequested: ['intake', 'examination', 'recording'],
  Supplemented: ['awaiting-supplement', 'examination', 'recording'],
  NotAccepted: ['intake', 'awaiting-supplement'],
  Withdrawn: ['intake', 'awaiting-supplement', 'examination', 'recording'],
  Examined: ['examination', 'recording'],
  Refused: ['examination', 'recording'],
  DepartmentAnswered: ['examination', 'recording'],
  TaxCleared: ['examination', 'recording'],
  Consented: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  Undertaken: ['intake', 'awaiting-supplement', 'examination', 'recording'],
  SiteVisitOpened: ['examination', 'recording'],
  SiteVisited: ['examination', 'recording'],
  AnnouncementPublished: ['examination', 'recording'],
  AnnouncementObjected: ['examination', 'recording'],
  AnnouncementObjectionSettled: ['examination', 'recording'],
  AnnouncementEnded: ['examination', 'recording'],
  ClockSuspended: ['examination', 'recording'],
  ClockResumed: ['examination', 'recording'],
  Interviewed: ['examination', 'recording'],
  RegisterChanged: ['examination', 'recording', 'certification', 'delivery', 'archive'],
  CourtAnswered: ['recording'],
  RegistrableConfirmed: [
    'intake',
    'awaiting-supplement',
    'examination',
    'recording',
    'certification',
    'delivery',
    'archive',
    'closed',
  ],
  SuitProofFiled: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive', 'closed'],
  LightChanged: ['examination', 'recording', 'certification', 'delivery', 'archive'],
  Escalated: ['examination', 'recording', 'certification', 'delivery', 'archive'],
  Urged: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  Reassigned: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  Explained: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  Stopped: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  StopLifted: ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
  Recorded: ['recording'],
  Issued: ['certification'],
  Delivered: ['delivery'],
  Archived: ['archive'],
  Closed: [],
}

const seenEvents = Object.values(ledgers).flat()
const sampleOf = (type: EventType): NewEvent => {
  const event = seenEvents.find(one => one.type === type)
  if (!event) throw new Error(`没有 ${type} 的例子`)
  return event
}
const next = (situation: Situation, event: NewEvent): LedgerEvent => {
  const frame = { at: situation.state.lastAt, receivedAt: situation.state.lastAt, dueAt: null, actor: 'x', commandId: 'x' }
  const last = chained(situation.ledger, [event], frame).at(-1)
  if (!last) throw new Error('没有事件')
  return last
}

describe('folding a ledger', () => {
  it.each(Object.entries(ledgers))('of %s: any part and then the rest give what the whole gives', (_, ledger) => {
    const whole = fold(ledger, caseNo)
    for (const split of ledger.keys()) {
      const part = fold(ledger.slice(0, split), caseNo)
      expect(ledger.slice(split).reduce((state, event) => evolve(state, event, caseNo), part)).toEqual(whole)
    }
  })

  it.each(Object.entries(ledgers))('of %s: the state knows how far it has followed, and when', (_, ledger) => {
    for (const [i, event] of ledger.entries()) {
      const state = fold(ledger.slice(0, i + 1), caseNo)
      expect(state).toMatchObject({ caseNo, seq: i + 1, head: event.hash, lastAt: event.at, filedAt: ledger[0]?.at })
    }
  })

  it.each(Object.entries(ledgers))('of %s: leaves the events as they are', (_, ledger) => {
    const text = JSON.stringify(ledger)
    const first = fold(ledger, caseNo)
    expect(fold(JSON.parse(text) as LedgerEvent[], caseNo)).toEqual(first)
    expect(JSON.stringify(ledger)).toBe(text)
  })

  it('of nothing is no case', () => expect(fold([], caseNo)).toBeNull())
})

describe('a damaged ledger is not read on, and the error names the event', () => {
  it('of a case that does not begin with its filing', () => {
    expect(() => fold(open.ledger.slice(1), caseNo)).toThrow(/账本损坏：.*第一个事件应为 Filed，实为 Accepted/)
  })

  it.each(Object.keys(lawful) as EventType[])('%s follows only at its stages', type => {
    const followed = stages.filter(stage => {
      try {
        evolve(at[stage].state, next(at[stage], sampleOf(type)), caseNo)
        return true
      } catch (error) {
        expect(String(error)).toMatch(
          new RegExp(`账本损坏：.*在 ${stage} 阶段不可能发生 ${type}（第 ${at[stage].state.seq + 1} 号事件）`),
        )
        return false
      }
    })
    if (type !== 'Closed') expect(followed).toEqual(lawful[type])
  })

  it.each<[Outcome, Stage[]]>([
    ['not-accepted', ['intake', 'awaiting-supplement']],
    ['withdrawn', ['intake', 'awaiting-supplement', 'examination', 'recording']],
    ['refused', ['examination', 'recording']],
    ['completed', ['archive']],
  ])('Closed as %s follows only where a case can so end', (outcome, lawfully) => {
    const closing: NewEvent = { type: 'Closed', data: { outcome } }
    for (const stage of stages) {
      const close = () => evolve(at[stage].state, next(at[stage], closing), caseNo)
      if (lawfully.includes(stage)) expect(close()).toMatchObject({ stage: 'closed', outcome })
      else expect(close).toThrow('Closed')
    }
  })

  it('with an event of a type that nobody knows', () => {
    const unknown = { ...next(open, sampleOf('Urged')), type: 'Forged' } as unknown as LedgerEvent
    expect(() => evolve(open.state, unknown, caseNo)).toThrow(/未知的事件.*Forged/)
  })
})

describe('the state after an event', () => {
  it('turns to recording with the last track that passes, and not before', () => {
    expect([open, open.after(examined), open.after(examined, housingPassed), recording].map(({ state }) => state.stage)).toEqual([
      'examination',
      'examination',
      'examination',
      'recording',
    ])
  })

  it('keeps every notice, numbered within the case', () => {
    const numbers = ledgers['a sale with notice, supplement, returned entry, consent, undertakings and urging'] ?? []
    expect(fold(numbers, caseNo)?.notices.map(({ kind, no }) => [kind, no])).toEqual([
      ['one-time-notice', `${caseNo}-01`],
      ['acceptance-receipt', `${caseNo}-02`],
      ['objection-warning', `${caseNo}-03`],
    ])
  })

  it('changes the light of the clock that is named, and of no other', () => {
    if (!yellow) throw new Error('没有闹铃')
    expect(open.after(rings(yellow)).state).toMatchObject({
      clocks: [
        { name: 'statutory', light: 'green' },
        { name: 'promised', light: 'yellow' },
      ],
    })
  })

  it('takes deemed acceptance by a person from that person, by time from nobody', () => {
    const online = given(sale({ channel: 'online' }))
    const [alarm] = alarmsOf(online.state)
    if (!alarm) throw new Error('没有闹铃')
    expect(online.after(rings(alarm)).state).toMatchObject({ acceptance: { deemed: true, by: null } })
    expect(filed.after(left).state).toMatchObject({ acceptance: { deemed: true, by: 'intake-1' } })
  })
})

describe('the examples', () => {
  it('hold every type of event', () => {
    expect(new Set(seenEvents.map(({ type }) => type))).toEqual(new Set(Object.keys(lawful)))
  })
})
