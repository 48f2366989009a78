import { describe, expect, it } from 'vitest'
import type { AccessRow } from '../../db/accesses.ts'
import { demoOffice } from '../../domain/office/profile.ts'
import { filled, type Operation, operationsOf, parametersOf, readDocument } from './addresses.ts'
import { fileCase, mortgage, openWorld, sale, send, tokenFor, unitCode, type World } from './window.ts'

interface Traces {
  readonly items: readonly AccessRow[]
  readonly nextBefore: number | null
}

async function traces(world: World, query: Record<string, string>, as = 'supervisor-1'): Promise<readonly AccessRow[]> {
  const answer = await world.send<Traces>(`/api/audit/accesses?${new URLSearchParams(query)}`, { as })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body.items
}

/** What to ask with where an address must be told something. */
const answers: Readonly<Record<string, string>> = {
  post: 'intake',
  from: '2025-03-01',
  until: '2025-03-31',
  on: '2025-03-10',
  office: '510802',
  procedure: 'transfer-by-sale',
  code: unitCode(1),
  seq: '1',
  at: '2025-03-31T09:00+08:00',
}

describe('every look of a reading route', () => {
  it('leaves exactly one trace with who, whose office, from where, why, what and how much; a refusal leaves none [S0-119] [S0-121]', async () => {
    const world = await openWorld('2025-03-10T09:00+08:00', 2)
    const caseNo = await fileCase(world)
    const together = await world.send<{ applicationNo: string }>('/api/applications', {
      as: 'intake-1',
      body: { parts: [sale({ units: [unitCode(2)] }), mortgage({ units: [unitCode(2)] })] },
    })
    const places = {
      caseNo,
      unitCode: unitCode(1),
      applicationNo: together.body.applicationNo,
      procedure: 'transfer-by-sale',
      world: world.id,
    }
    const gets = operationsOf(await readDocument()).filter(({ method, security }) => method === 'GET' && security?.length !== 0)
    const shown: string[] = []
    for (const operation of gets) {
      const sub = `reader-${shown.length}-${gets.indexOf(operation)}`
      const token = await tokenFor({ sub, posts: ['intake', 'auditor', 'quality', 'supervisor', 'director'] })
      const answer = await world.send(address(operation, places), { token })
      const left = await traces(world, { sub })
      if (answer.status !== 200 || showsNothing.has(operation.path)) {
        expect({ path: operation.path, left }).toEqual({ path: operation.path, left: [] })
        continue
      }
      shown.push(operation.path)
      const look = {
        sub,
        office: '510802',
        channel: 'office',
        address: '127.0.0.1',
        at: expect.stringMatching(/^2025-03-10T/),
      }
      expect({ path: operation.path, left }).toMatchObject({ left: [look] })
      expect(left).toHaveLength(1)
      for (const word of [left[0]?.object, left[0]?.objectId, left[0]?.purpose, left[0]?.scope]) expect(word).toBeTruthy()
    }
    expect(shown).toEqual(
      expect.arrayContaining([
        '/api/cases',
        '/api/cases/{caseNo}',
        '/api/cases/{caseNo}/clocks',
        '/api/cases/{caseNo}/events',
        '/api/cases/{caseNo}/history',
        '/api/applications/{applicationNo}',
        '/api/tasks',
        '/api/register/units/{unitCode}',
        '/api/register/units/{unitCode}/history',
        '/api/reports/out-of-order',
        '/api/reports/red-undisposed',
        '/api/enquiries',
        '/api/incidents',
        '/api/interventions',
        '/api/integrity/reminders',
        '/api/reports/bottom-lines',
        '/api/reports/leader-visits',
        '/api/inspections',
        '/api/staff',
        '/api/audit/accesses',
        '/api/audit/accesses/counts',
      ]),
    )
  })

  it('at a queue in an absent colleague’s stead names both [S0-119]', async () => {
    const world = await openWorld()
    const body = { sub: 'examiner-1', from: '2025-03-10', until: '2025-03-12', kind: 'leave' }
    const asked = await world.send<{ id: string }>('/api/absences', { as: 'examiner-1', body })
    const absence = `/api/absences/${encodeURIComponent(asked.body.id)}`
    expect(await world.send(`${absence}/handover`, { as: 'examiner-1', body: { acting: 'examiner-2' } })).toMatchObject({
      status: 200,
    })
    expect(await world.send(`${absence}/approve`, { as: 'director-1', body: {} })).toMatchObject({ status: 200 })
    await world.send('/api/tasks?post=examiner', { as: 'examiner-2' })
    expect((await traces(world, { sub: 'examiner-2' }))[0]).toMatchObject({
      object: 'task-list',
      objectId: 'examiner',
      onBehalfOf: null,
    })
    const acting = await tokenFor({ sub: 'examiner-2', posts: ['intake'] })
    await world.send('/api/tasks?post=examiner', { token: acting })
    expect((await traces(world, { sub: 'examiner-2' }))[0]).toMatchObject({ object: 'task-list', onBehalfOf: 'examiner-1' })
  })

  it('of an answered query names whom it was for, why, and the channel it was applied by [S0-119]', async () => {
    const world = await openWorld()
    const query = sale({
      procedure: 'information-query',
      parties: [{ role: 'interested-party', kind: 'person', idType: 'resident-id', name: '王小红', idNo: '510802199001011234' }],
      facts: { purpose: '拟购买该房屋' },
    })
    const caseNo = await fileCase(world, query)
    for (const [action, as, body] of [
      ['accept', 'intake-1', {}],
      ['examine', 'examiner-1', { decision: 'pass', findings: '利害关系成立' }],
      ['record', 'registrar-1', {}],
    ] as const)
      expect(await world.send(`/api/cases/${caseNo}/actions/${action}`, { as, body })).toMatchObject({ status: 200 })
    expect(await traces(world, { object: unitCode(1), kind: 'register-unit' })).toEqual([
      expect.objectContaining({
        sub: 'registrar-1',
        onBehalfOf: '王小红',
        purpose: '拟购买该房屋',
        channel: 'counter',
        address: null,
      }),
    ])
  })
})

describe('the traces', () => {
  it('are found by object, by person, by kind and by day, in pages of any size [S0-119]', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world)
    await world.send(`/api/cases/${caseNo}`, { as: 'archivist-1' })
    await send(`/api/drill/worlds/${world.id}/advance`, { body: { by: 'P1D' } })
    await world.send(`/api/cases/${caseNo}/clocks`, { as: 'archivist-1' })
    await world.send(`/api/register/units/${unitCode(1)}`, { as: 'archivist-1' })
    const scopes = async (query: Record<string, string>) => (await traces(world, query)).map(({ scope }) => scope)
    expect(await scopes({ object: caseNo })).toEqual(['clocks', 'masked'])
    expect(await scopes({ sub: 'archivist-1', kind: 'register-unit' })).toEqual(['current'])
    expect(await scopes({ sub: 'archivist-1', until: '2025-03-10' })).toEqual(['masked'])
    expect(await scopes({ sub: 'archivist-1', from: '2025-03-11' })).toEqual(['current', 'clocks'])
    expect(await scopes({ sub: 'archivist-1', limit: '1' })).toEqual(['current'])
  })

  it('are those of the office’s own people: an auditor of another office sees none of them', async () => {
    const world = await openWorld()
    await world.send(`/api/register/units/${unitCode(1)}`, { as: 'archivist-1' })
    const token = await tokenFor({ sub: 'kf-auditor', office: '410200', posts: ['auditor'] })
    const answer = await world.send<Traces>('/api/audit/accesses?sub=archivist-1', { token })
    expect(answer.body.items).toEqual([])
    const counts = await world.send('/api/audit/accesses/counts?from=2025-03-10&until=2025-03-10', { token })
    expect(counts.body).toMatchObject({ items: [{ sub: 'kf-auditor' }] })
  })

  it('are counted for each person and day; beyond what the office thinks ordinary a day is flagged with the reason [S0-119]', async () => {
    const world = await openWorld('2025-03-10T09:00+08:00', 2)
    const { bulkLooksPerDay } = demoOffice.supervision
    for (let n = 0; n <= bulkLooksPerDay; n++)
      await world.send(`/api/register/units/${unitCode((n % 2) + 1)}`, { as: 'archivist-2' })
    for (let again = 1; again <= 3; again++) await world.send(`/api/register/units/${unitCode(1)}`, { as: 'archivist-1' })
    const counts = (query: string) =>
      world.send<{ items: object[] }>(`/api/audit/accesses/counts?from=2025-03-10&until=2025-03-10${query}`, { as: 'quality-1' })
    const bulk = [`一日查阅 ${bulkLooksPerDay + 1} 次，涉及 2 项`]
    expect((await counts('')).body.items).toMatchObject([
      { sub: 'archivist-1', on: '2025-03-10', looks: 3, objects: 1, rows: 0, bulk: [] },
      { sub: 'archivist-2', on: '2025-03-10', looks: bulkLooksPerDay + 1, objects: 2, rows: 0, bulk },
    ])
    expect((await counts('&bulk=true')).body).toMatchObject({ items: [{ sub: 'archivist-2' }], thresholds: { bulkLooksPerDay } })
    // Whoever counts is counted with the others.
    expect((await counts('')).body.items).toContainEqual(expect.objectContaining({ sub: 'quality-1', looks: 2, rows: 3 }))
  })

  it.each(['intake-1', 'bank-a', 'director-1'])('are not shown to %s [S0-116]', async as => {
    const world = await openWorld()
    for (const path of ['/api/audit/accesses', '/api/audit/accesses/counts?from=2025-03-10&until=2025-03-10'])
      expect(await world.send(path, { as })).toMatchObject({ status: 403 })
  })
})

/** Reading routes whose answers hold nothing of a case, the register or a person: halls and called numbers, signed heads, public keys, rates. */
const showsNothing: ReadonlySet<string> = new Set([
  '/api/halls',
  '/api/halls/{hall}',
  '/api/halls/{hall}/calls',
  '/api/integrity/risk-points',
  '/api/integrity/six-donts',
  '/api/log/checkpoint',
  '/api/log/keys',
  '/api/log/consistency',
  '/api/quality/rates',
])

/** With all its places and everything it must be told. */
function address(operation: Operation, places: Record<string, string>): string {
  const query = parametersOf(operation, 'query').filter(({ name }) => name in answers && isNeeded(operation, name))
  const told = new URLSearchParams(query.map(({ name }): [string, string] => [name, answers[name] ?? '']))
  return `${filled(operation.path, places)}?${told}`
}

/** An earlier state is asked for by a sequence number or an instant, and by one of them only. */
const isNeeded = ({ path }: Operation, name: string): boolean => name !== 'at' || !path.endsWith('/state')
