import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Raised } from '../../domain/quality/finding.ts'
import { type OwnDatabase, ownDatabase } from '../../tests/support/ownDatabase.ts'
import { doFortnightsOf, readEvaluation, readEvaluations } from './evaluations.ts'
import { readFacts } from './facts.ts'
import { raiseFindings } from './findings.ts'
import { appendQuality } from './record.ts'
import { readSamples } from './samples.ts'

// Evaluations on a database of its own, of ledgers that hold no more than what the figures look at.

let own: OwnDatabase
let world: string
let worlds = 0
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(() => {
  world = `e${++worlds}`
})

const kaifeng = '410200'
const place = () => ({ world, office: kaifeng })
const period = { from: '2025-05-26', until: '2025-06-08' }
const id = '2025-05-26..2025-06-08'
const onMonday = '2025-06-09T09:00:00+08:00'
const run = (at = onMonday) => doFortnightsOf(own.application, world, at)

interface Event {
  readonly type: string
  readonly at: string
  readonly data?: object
}

async function caseWith(no: string, county: string, events: readonly Event[], procedure = 'transfer-by-sale'): Promise<string> {
  const caseNo = `${world}-${no}`
  const state = JSON.stringify({ application: { units: [`${county}001001GB00001F00010001`] } })
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, party_names, fingerprint, seq, head, state)
    values (${caseNo}, ${world}, ${kaifeng}, ${procedure}, 'closed', ${events[0]?.at ?? ''}, '{}', '', 1, '', ${state}::text::jsonb)`
  for (const [i, { type, at, data = {} }] of events.entries())
    await own.sql`
      insert into case_events (case_no, seq, type, at, received_at, actor, command_id, command_digest, data, prev_hash, hash)
      values (${caseNo}, ${i + 1}, ${type}, ${at}, ${at}, 'a-1', '', '', ${JSON.stringify(data)}::text::jsonb, '', ${`${caseNo}/${i}`})`
  return caseNo
}
const on = (day: string) => `${day}T10:00:00+08:00`
const recorded = (day: string): Event => ({ type: 'Recorded', at: on(day) })
const red = (clock: string, day: string): Event => ({ type: 'LightChanged', at: on(day), data: { light: 'red', clock } })
const notice = (day: string): Event => ({ type: 'SupplementRequested', at: on(day) })

describe('the evaluation of a fortnight', () => {
  it('is made once with its sample when the fortnight is over, however many workers ask; and the next one once [S1-80]', async () => {
    await caseWith('1', '410202', [recorded('2025-06-03')])
    expect(await run('2025-06-09T00:30:00+08:00')).toEqual([])
    const made = (await Promise.all(Array.from({ length: 5 }, () => run()))).flat()
    expect(made).toEqual([{ office: kaifeng, ...period }])
    expect(await readSamples(own.application, place(), '2025-06-01')).toMatchObject([{ id, drawnBy: 'system', population: [{}] }])
    const lines = await own.sql`select seq from quality_record where world = ${world} and subject = 'evaluation'`
    expect(lines).toHaveLength(1)
    expect(await run('2025-06-22T23:00:00+08:00')).toEqual([])
    expect(await run('2025-07-20T09:00:00+08:00')).toMatchObject([{ until: '2025-06-22' }, { until: '2025-07-06' }])
  })

  it('that was interrupted between sample and figures is finished by the next run, with the sample that was drawn', async () => {
    await caseWith('1', '410202', [recorded('2025-06-03')])
    const dying = doFortnightsOf(killedBefore(2), world, onMonday)
    await expect(dying).rejects.toThrow('killed')
    const [sample] = await readSamples(own.application, place(), '2025-06-01')
    expect(sample).toMatchObject({ id })
    expect(await readEvaluation(own.application, place(), id)).toBeNull()
    expect(await run()).toHaveLength(1)
    expect((await readSamples(own.application, place(), '2025-06-01')).map(({ seed }) => seed)).toEqual([sample?.seed])
  })

  it('counts what was recorded, late, noticed twice, looked at and overdue, by county and business [S1-80] [S1-82]', async () => {
    await caseWith('1', '410202', [red('step', '2025-06-02'), notice('2025-06-02'), recorded('2025-06-03')])
    await caseWith('2', '410203', [
      red('promised', '2025-06-02'),
      notice('2025-06-02'),
      notice('2025-06-03'),
      recorded('2025-06-04'),
    ])
    await caseWith('3', '410203', [recorded('2025-06-04'), red('promised', '2025-06-05')], 'mortgage-first')
    await caseWith('4', '410202', [recorded('2025-05-25')])
    await run()
    const evaluation = await readEvaluation(own.application, place(), id)
    expect(evaluation?.office).toMatchObject({ recorded: 3, onTime: 2, secondNotices: 1, checked: 0, wrongShare: null })
    expect(evaluation?.counties.map(({ name, figures }) => [name, figures.recorded, figures.onTime])).toEqual([
      ['410202', 1, 1],
      ['410203', 2, 1],
      ['410204', 0, 0],
      ['410205', 0, 0],
    ])
    expect(evaluation?.procedures.map(({ name, figures }) => [name, figures.recorded])).toEqual([
      ['mortgage-first', 1],
      ['transfer-by-sale', 2],
    ])
  })

  it('is of the record as it stood at the end: what is written later changes no figure', async () => {
    const caseNo = await caseWith('1', '410202', [recorded('2025-06-03')])
    const raised: Raised = {
      ...{
        origin: 'supervision',
        caseNo,
        item: '登簿',
        error: '漏记',
        severity: 'minor',
        responsible: ['a-1'],
        dueOn: '2025-06-06',
      },
    }
    const by = { by: 'q-1', at: on('2025-06-04') }
    await own.application.begin(tx => raiseFindings(tx, place(), [raised, { ...raised, dueOn: '2025-06-09' }], by))
    const line = (seq: number, at: string, subject: 'finding' | 'error', type: string, data: object) =>
      own.application.begin(tx => appendQuality(tx, [{ ...place(), subject, id: '1', seq, type, at, actor: 'q-1', data }]))
    const entered = { caseNo, unitCode: 'U', version: 1, error: 'x', cause: 'recording', responsible: [], finding: null }
    await line(1, on('2025-06-05'), 'error', 'Entered', entered)
    const atTheEnd = await readFacts(own.application, place(), period)
    expect(atTheEnd).toMatchObject({ overdue: [{ county: '410202' }], errors: [{ compensationFen: 0 }] })
    await line(2, on('2025-06-09'), 'finding', 'Corrected', { action: '补', evidence: ['1'] })
    await line(2, on('2025-06-09'), 'error', 'Compensated', { amountFen: 100, document: '决定' })
    await own.application`
      insert into enquiries (world, office, no, asked_at, first_asked, asker, question, closed_at)
      values (${world}, ${kaifeng}, 1, ${on('2025-06-09')}, 'a-1', '张', '问', ${on('2025-06-09')})`
    expect(await readFacts(own.application, place(), period)).toEqual(atTheEnd)
  })

  it('counts the enquiries asked in the fortnight and those with a result by its end [S1-104]', async () => {
    for (const [no, asked, closed] of [
      [1, '2025-05-26', '2025-06-08'],
      [2, '2025-06-08', '2025-06-09'],
      [3, '2025-06-08', null],
      [4, '2025-05-25', '2025-05-26'],
    ] as const)
      await own.sql`
        insert into enquiries (world, office, no, asked_at, first_asked, asker, question, closed_at)
        values (${world}, ${kaifeng}, ${no}, ${on(asked)}, 'a-1', '张', '问', ${closed && on(closed)})`
    expect((await readFacts(own.application, place(), period)).enquiries).toEqual({ asked: 3, answered: 1 })
  })

  it('of an office without a case is not made, nor of one that is not set up', async () => {
    await caseWith('1', '410202', [recorded('2025-06-20')])
    await own.sql`update cases set office = '999999' where case_no = ${`${world}-1`}`
    expect(await run()).toEqual([])
    expect(await readEvaluations(own.application, place(), '2000-01-01')).toEqual([])
  })
})

/** The application's connection, which is gone before its n-th transaction. */
function killedBefore(n: number) {
  let begun = 0
  return new Proxy(own.application, {
    get: (target, name) => {
      if (name !== 'begin') return Reflect.get(target, name)
      return (...args: unknown[]) => {
        if (++begun >= n) throw new Error('killed')
        return (Reflect.get(target, name) as (...all: unknown[]) => unknown).apply(target, args)
      }
    },
  })
}
