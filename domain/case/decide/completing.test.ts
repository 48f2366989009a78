import { describe, expect, it } from 'vitest'
import { cancellation, mortgage, sale } from '../testing/applications.ts'
import { examiner1, intake1, li, registrar1 } from '../testing/people.ts'
import { aMortgage, registered } from '../testing/register.ts'
import {
  accepted,
  act,
  archived,
  at,
  by,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  taxCleared,
} from '../testing/situation.ts'

const certification = (consents: { mail?: boolean } = {}) =>
  given(sale({ consents })).after(accepted, examined, housingPassed, taxCleared, recorded)

describe('issuing the certificate (缮证)', () => {
  it('names the numbers that recording allocated, and stops the clocks [REG-21]', () => {
    const { events, situation } = certification().when(at('2025-06-09T16:00:00+08:00', issued))
    expect(events).toEqual([{ type: 'Issued', data: { certificates: ['川（2025）广元市不动产权第0000001号'] } }])
    expect(situation.state).toMatchObject({ stage: 'delivery', delivery: null })
    if (!('clocks' in situation.state)) throw new Error('没有期限')
    for (const clock of situation.state.clocks) expect(clock.stoppedAt).toBe('2025-06-09T16:00:00+08:00')
  })

  it('is too early before recording, and there is nothing to issue for a cancellation', () => {
    expect(given(sale()).after(accepted, examined, housingPassed, taxCleared).when(issued).rule).toBe('stage')
    const cancelled = given(cancellation())
      .where({ units: [registered({ mortgages: [aMortgage()] })] })
      .after(accepted, examined, recorded)
    expect(cancelled.when(issued).rule).toBe('stage')
    expect(cancelled.when(delivered).rule).toBe('stage')
  })
})

describe('handing the certificate over (发证)', () => {
  it('at the window names the receiver, once: a certificate is not released twice [S4-7]', () => {
    const { events, situation } = certification()
      .after(issued)
      .when(act('deliver', { by: 'pickup', receiver: li.name }))
    expect(events).toEqual([{ type: 'Delivered', data: { by: 'pickup', receiver: '李秀兰' } }])
    expect(situation.state).toMatchObject({
      stage: 'archive',
      delivery: { by: 'pickup', receiver: '李秀兰', at: situation.state.lastAt },
    })
    expect(situation.when(delivered).rule).toBe('stage')
    expect(situation.when(act('deliver', { by: 'mail', receiver: li.name })).rule).toBe('stage')
  })

  it('by mail needs the applicant’s consent on the case, also for a proof [S4-7]', () => {
    const byMail = act('deliver', { by: 'mail', receiver: li.name })
    expect(certification().after(issued).when(byMail)).toMatchObject({ rule: 'mail-consent', happened: [] })
    expect(certification({ mail: false }).after(issued).when(byMail).rule).toBe('mail-consent')
    expect(certification({ mail: true }).after(issued).when(byMail).happened).toEqual(['Delivered'])
    const proof = given(mortgage()).after(accepted, examined, recorded, issued)
    expect(proof.when(byMail).rule).toBe('mail-consent')
  })

  it('comes after issuing and before archiving', () => {
    expect(certification().when(delivered).rule).toBe('stage')
    expect(certification().after(issued).when(archived).rule).toBe('stage')
  })
})

describe('archiving', () => {
  it('closes the case as completed, and nothing more can be done to it [ARC-2]', () => {
    const { happened, situation } = certification().after(issued, delivered).when(archived)
    expect(happened).toEqual(['Archived', 'Closed'])
    expect(situation.state).toMatchObject({ stage: 'closed', outcome: 'completed', closedAt: situation.state.lastAt })
    for (const step of [
      archived,
      accepted,
      recorded,
      by(registrar1, act('refuse')),
      act('withdraw'),
      by(examiner1, examined),
      act('urge'),
    ])
      expect(situation.when(step).rule).toBe('stage')
  })

  it('follows recording at once where no document is issued', () => {
    const cancelled = given(cancellation())
      .where({ units: [registered({ mortgages: [aMortgage()] })] })
      .after(accepted, examined, recorded)
    expect(cancelled.when(archived).situation.state).toMatchObject({ stage: 'closed', outcome: 'completed', delivery: null })
  })
})

describe('a sale at the counter from application to archive', () => {
  const steps = [accepted, taxCleared, examined, housingPassed, recorded, issued, delivered, archived]
  const done = given(sale()).after(...steps)

  it('goes: accepted, paid, examined, recorded, issued, handed over, each by whose post it is [S4-9]', () => {
    expect(done.ledger.map(({ type, actor }) => `${type} ${actor}`)).toEqual([
      'Filed intake-1',
      'Accepted intake-1',
      'TaxCleared tax',
      'Examined examiner-1',
      'DepartmentAnswered housing',
      'Recorded registrar-1',
      'Issued certifier-1',
      'Delivered certifier-1',
      'Archived archivist-1',
      'Closed archivist-1',
    ])
  })

  it('asks the applicant for nothing between the one window and the certificate: departments answer on the case itself [S4-4] [S3-69]', () => {
    expect(done.state.materials).toEqual(done.state.application.materials)
    expect(done.ledger.filter(({ type }) => type === 'Filed' || type === 'Supplemented')).toHaveLength(1)
    expect(done.ledger.filter(({ actor }) => actor === intake1.sub).map(({ type }) => type)).toEqual(['Filed', 'Accepted'])
  })
})
