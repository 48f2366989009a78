import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { addTraining, approveAbsence, endAbsence, readActor, requestAbsence, signHandover } from './staffing.ts'

// Who may be away together, and who is trained: on a database of its own.

let own: OwnDatabase
let world: string
beforeAll(async () => {
  own = await ownDatabase()
  const people = ['a', 'b', 'c'].map(sub => ({ sub, office: '510802', name: sub, posts: ['intake'] }))
  await own.sql`insert into staff ${own.sql(people)}`
  await own.sql`insert into backups (sub, backup_sub, post) values ('a', 'b', 'intake')`
})
afterAll(() => own?.close())
beforeEach(() => {
  world = randomUUID()
})

const asked = (sub: string, from = '2025-06-05', until = '2025-06-10') =>
  requestAbsence(own.sql, world, { sub, from, until, kind: 'leave' })

/** Approval by somebody who forgets to ask: what the database alone refuses. */
const approvedUnasked = (sub: string, from = '2025-06-05') =>
  own.sql`update absences set approved_by = 'director-1', acting_sub = 'c' where world = ${world} and id = ${`${sub}@${from}`}`

describe('mutual back-ups are never away at the same time [S4-66]', () => {
  it('the database refuses the second, one day in common being enough; after the return it does not', async () => {
    await asked('a')
    await asked('b', '2025-06-10', '2025-06-20')
    await asked('b', '2025-06-11', '2025-06-20')
    await approvedUnasked('a')
    await expect(approvedUnasked('b', '2025-06-10')).rejects.toMatchObject({ code: '23P01' })
    await approvedUnasked('b', '2025-06-11')
    await endAbsence(own.sql, world, 'b@2025-06-11', '2025-06-11T09:00:00+08:00')
    await endAbsence(own.sql, world, 'a@2025-06-05', '2025-06-06T09:00:00+08:00')
    await approvedUnasked('b', '2025-06-10')
  })

  it('of two approvals at the same moment exactly one stands, whoever comes first, even where nobody asks first', async () => {
    for (let round = 0; round < 10; round++) {
      world = randomUUID()
      await Promise.all([asked('a'), asked('b')])
      const results = await Promise.allSettled([approvedUnasked('a'), approvedUnasked('b')])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const away = await own.sql`select sub from absences where world = ${world} and approved_by is not null`
      expect(away).toHaveLength(1)
    }
  })

  it('neither sees the other’s open transaction, and still one waits for the other', async () => {
    await Promise.all([asked('a'), asked('b')])
    const approve = (sub: string) =>
      own.sql.begin(async tx => {
        await tx`update absences set approved_by = 'd' where world = ${world} and sub = ${sub}`
        await tx`select pg_sleep(0.2)`
      })
    const results = await Promise.allSettled([approve('a'), approve('b')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('people who are no back-ups of each other may be', async () => {
    await Promise.all([asked('a'), asked('c')])
    await approvedUnasked('a')
    await approvedUnasked('c')
  })
})

describe('the acting person [S4-65]', () => {
  it('stands in from the first to the last day, until the return, for the cases that were handed over', async () => {
    await asked('a')
    const item = { caseNo: 'case-1', title: '', stage: 'examination', kind: 'pending' } as const
    const handover = { items: [item], note: '', signedBy: 'a', signedAt: '2025-06-04T17:00:00+08:00' }
    await signHandover(own.sql, world, 'a@2025-06-05', handover, 'c')
    const standsIn = async (on: string) =>
      (await readActor(own.sql, { world, on, sub: 'c', caseNos: ['case-1', 'case-2'] })).standsInFor
    expect(await standsIn('2025-06-05')).toEqual([])
    const approval = { id: 'a@2025-06-05', by: 'director-1', at: '2025-06-04T17:10:00+08:00', actingSub: 'c' }
    await approveAbsence(own.sql, world, approval, async () => null)
    expect(await standsIn('2025-06-04')).toEqual([])
    expect(await standsIn('2025-06-05')).toEqual([{ sub: 'a', posts: ['intake'], caseNos: ['case-1'] }])
    expect(await standsIn('2025-06-10')).toHaveLength(1)
    expect(await standsIn('2025-06-11')).toEqual([])
    await endAbsence(own.sql, world, 'a@2025-06-05', '2025-06-06T09:00:00+08:00')
    expect(await standsIn('2025-06-06')).toEqual([])
  })
})

describe('training records [S0-133]', () => {
  it('the last one on or before the day decides; a pass counts to its last day; a world’s own counts only there', async () => {
    const sub = randomUUID()
    const held = (heldOn: string, passed: boolean, validUntil: string | null = null, where = world) =>
      addTraining(own.sql, where, { sub, post: 'intake', heldOn, passed, validUntil, content: '业务', recordedBy: 'admin-1' })
    await held('2025-01-02', true, '2025-03-01', '')
    await held('2025-04-01', false)
    await held('2025-05-01', true)
    const trained = async (on: string, where = world) =>
      (await readActor(own.sql, { world: where, on, sub, caseNos: [] })).trained.length
    expect(
      await Promise.all(['2025-01-01', '2025-03-01', '2025-03-02', '2025-04-01', '2025-05-01'].map(on => trained(on))),
    ).toEqual([0, 1, 0, 0, 1])
    expect(await trained('2025-05-01', 'another world')).toBe(0)
    await expect(own.sql`update training_records set passed = true where sub = ${sub}`).rejects.toThrow('append-only')
  })
})
