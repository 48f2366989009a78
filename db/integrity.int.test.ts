import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusedAttempt } from '../domain/integrity/evidence.ts'
import { findingsOf, integritySignals } from '../domain/integrity/signals.ts'
import { demoOffice } from '../domain/office/profile.ts'
import { builtInCalendar } from '../domain/time/calendar.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { traceAccess } from './accesses.ts'
import { json } from './client.ts'
import { readEvidence } from './integrity.ts'
import { keepRefusal } from './refusals.ts'
import { createWorld } from './worlds.ts'

// The rows behind the signals: on a database of its own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
  const people = [
    { sub: 'examiner-1', office: '510802', name: '审核员', posts: ['examiner'] },
    { sub: 'tax', office: '510802', name: '税务局', posts: ['department:tax'] },
    { sub: 'kf-examiner-1', office: '410200', name: '开封审核员', posts: ['examiner'] },
  ]
  await own.sql`insert into staff ${own.sql(people)}`
})
afterAll(() => own?.close())

async function aCase(world: string, office = '510802'): Promise<string> {
  const caseNo = `${office}-${randomUUID()}`
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, party_names, fingerprint, seq, head, state)
    values (${caseNo}, ${world}, ${office}, 'transfer-by-sale', 'examination', '', '{}', '', 1, '', '{}')`
  return caseNo
}

interface Row {
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly actor?: string
  readonly data?: object
}

const write = (caseNo: string, rows: readonly Row[]) =>
  Promise.all(
    rows.map(
      ({ seq, type, at, actor = 'examiner-1', data = {} }) => own.sql`
        insert into case_events (case_no, seq, type, at, received_at, actor, command_id, command_digest, data, prev_hash, hash)
        values (${caseNo}, ${seq}, ${type}, ${at}, ${at}, ${actor}, ${`${seq}`}, '', ${json(data)}::text::jsonb, '', '')`,
    ),
  )

const june = { office: '510802', from: '2025-06-01', until: '2025-06-30' }

async function found(id: string, world: string) {
  const signal = integritySignals.find(one => one.id === id)
  if (!signal) throw new Error(`no signal ${id}`)
  return findingsOf(signal, await readEvidence(own.sql, { world, ...june }, [signal.looksAt]), demoOffice, builtInCalendar)
}

describe('the record of a period [S0-120]', () => {
  it('is the office’s own people’s, of its own cases and world, from the first to the last second of the period', async () => {
    const world = randomUUID()
    const mine = await aCase(world)
    await write(mine, [
      { seq: 1, type: 'Refused', at: '2025-05-31T23:59:59+08:00' },
      { seq: 2, type: 'Refused', at: '2025-06-01T00:00:00+08:00' },
      { seq: 3, type: 'Refused', at: '2025-06-30T23:59:59.999+08:00' },
      { seq: 4, type: 'Refused', at: '2025-07-01T00:00:00+08:00' },
      { seq: 5, type: 'Refused', at: '2025-06-05T10:00:00+08:00', actor: 'tax' },
      { seq: 6, type: 'Refused', at: '2025-06-05T10:00:00+08:00', actor: 'system' },
    ])
    await write(await aCase(randomUUID()), [{ seq: 1, type: 'Refused', at: '2025-06-05T10:00:00+08:00' }])
    await write(await aCase(world, '410200'), [
      { seq: 1, type: 'Refused', at: '2025-06-05T10:00:00+08:00', actor: 'kf-examiner-1' },
    ])
    const findings = await found('key-step', world)
    expect(findings.map(({ document }) => document)).toEqual([`账本 ${mine} 第 2 号`, `账本 ${mine} 第 3 号`])
  })

  it('tells a reduced fee by its line [S1-102]', async () => {
    const world = randomUUID()
    const line = (title: string, feeFen: number) => ({ title, feeFen, basis: [] })
    const at = '2025-06-05T10:00:00+08:00'
    const paid = { payment: { lines: [line('登记费', 8000)] } }
    const reduced = { payment: { lines: [line('登记费', 55000), line('小微企业免收', -55000)] } }
    await write(await aCase(world), [{ seq: 1, type: 'Recorded', at, data: paid }])
    await write(await aCase(world), [{ seq: 1, type: 'Recorded', at, data: { payment: null } }])
    await write(await aCase(world), [{ seq: 1, type: 'Recorded', at, data: reduced }])
    expect((await found('key-step', world)).map(({ why }) => why)).toEqual(['减免登记费：小微企业免收'])
  })

  it('knows who had claimed the step that was waiting when the time ran out, and from whom it was taken', async () => {
    const world = randomUUID()
    for (const moved of [false, false, true]) {
      const caseNo = await aCase(world)
      await own.sql`insert into task_claims (task_id, case_no, sub, claimed_at)
        values (${`${caseNo}:examine`}, ${caseNo}, ${moved ? 'examiner-2' : 'examiner-1'}, '2025-06-05T10:00:00+08:00')`
      await write(caseNo, [
        { seq: 1, type: 'Filed', at: '2025-06-05T09:00:00+08:00' },
        { seq: 2, type: 'Accepted', at: '2025-06-05T09:30:00+08:00' },
        {
          seq: 3,
          type: 'LightChanged',
          at: '2025-06-10T00:00:00+08:00',
          data: { clock: 'promised', light: 'yellow' },
          actor: 'system',
        },
        {
          seq: 4,
          type: 'LightChanged',
          at: '2025-06-13T00:00:00+08:00',
          data: { clock: 'promised', light: 'red' },
          actor: 'system',
        },
        ...(moved
          ? [
              {
                ...{ seq: 5, type: 'Reassigned', at: '2025-06-13T09:00:00+08:00', actor: 'supervisor-1' },
                data: { action: 'examine', from: 'examiner-1', to: 'examiner-2', reason: '积压' },
              },
            ]
          : []),
      ])
    }
    expect((await found('repeated-red', world)).map(({ who, at }) => [who, at])).toEqual(
      Array(3).fill(['examiner-1', '2025-06-13T00:00:00+08:00']),
    )
  })

  it('counts the looks of a day by its world’s clock', async () => {
    const world = randomUUID()
    await createWorld(own.sql, world, Date.parse('2025-06-05T10:00:00+08:00'))
    const at = '2025-06-05T10:00:00+08:00'
    const look = {
      world,
      at,
      object: 'case',
      purpose: '办理案件',
      scope: 'full',
      office: '510802',
      channel: 'office',
      shown: 1,
    } as const
    const limit = demoOffice.supervision.bulkLooksPerDay
    const who = { sub: 'examiner-1', posts: ['examiner'] }
    for (let i = 0; i < limit; i++) await traceAccess(own.sql, who, { ...look, objectId: `${i % 40}` })
    expect(await found('bulk-looks', world)).toEqual([])
    await traceAccess(own.sql, who, { ...look, objectId: '40' })
    expect(await found('bulk-looks', world)).toMatchObject([
      { who: 'examiner-1', at: expect.stringMatching(/^2025-06-05T10:/), why: `一日查阅 ${limit + 1} 次，涉及 41 项` },
    ])
  })

  it('has a refused attempt once, however often it was sent, and nobody can take it away', async () => {
    const world = randomUUID()
    const caseNo = await aCase(world)
    const attempt: RefusedAttempt = {
      caseNo,
      commandId: 'k1',
      sub: 'examiner-1',
      action: 'examine',
      rule: 'avoidance',
      detail: '亲属',
      at: '2025-06-05T10:00:00+08:00',
    }
    await keepRefusal(own.sql, world, attempt)
    await keepRefusal(own.sql, world, attempt)
    expect(await found('refused-attempt', world)).toMatchObject([{ who: 'examiner-1', caseNo, document: '请求 k1' }])
    await expect(own.sql`delete from refused_attempts`).rejects.toMatchObject({ code: '23001' })
  })
})
