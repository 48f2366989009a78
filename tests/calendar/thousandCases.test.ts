import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Audit } from '../../audit/audit.ts'
import { verifyCentre } from '../../audit/verify/verify.ts'
import { connect, type Sql } from '../../db/client.ts'
import { invented2027 } from '../../domain/time/testing/years.ts'
import type { Centre } from '../../scripts/stack/centre.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { eventually, ownCentre, timed } from '../support/faults.ts'
import { Hall, ordinary } from '../support/hall.ts'

// A year is published over a thousand open cases, and the worker is killed while it tells them: on the real servers.

let centre: Centre
let sql: Sql
let close: () => Promise<void>
beforeAll(async () => {
  centre = await ownCentre()
  ;({ sql, close } = connect(centre.databaseUrl, { max: 2, name: 'dengbu-calendar-test' }))
})
afterAll(async () => {
  await close?.()
  await centre?.stop()
})

/** Filed: no limit runs. Accepted on 2026-11-16: thirty working days end in 2026. Announced: fifteen more, and they end in 2027. */
const mix = { filed: 550, accepted: 250, announced: 200 } as const
const sideBySide = 16

interface Report {
  readonly concerned: number
  readonly redated: number
  readonly waiting: number
  readonly over: number
  readonly later: number
  readonly items: readonly { readonly caseNo: string; readonly status: string }[]
  readonly nextAfter: string | null
}

const reportOf = async (hall: Hall, query = ''): Promise<Report> =>
  (await hall.send<Report>('GET', `/api/calendar/years/2027/report?${query}`, { as: 'supervisor-1' })).body

/** A homestead of its own for each case: first registrations, so that nothing need be on the register. */
const application = (parcel: number) => ({
  ...{ procedure: 'homestead-first', office: '510802', channel: 'counter', materials: 'all' },
  units: [`510802005001JC${parcel}F00010001`],
  parties: [{ role: 'applicant', kind: 'person', name: '陈大勇', idType: 'resident-id', idNo: '510802197405141097' }],
  facts: { use: 'residential', location: '广元市利州区荣山镇泉坝村3组', areaSqm: 120 },
})

async function open(hall: Hall, parcel: number, how: keyof typeof mix): Promise<string> {
  const filed = await hall.send('POST', '/api/cases', { as: 'intake-1', body: application(parcel), key: randomUUID() })
  const { body } = await hall.outcomeOf(filed)
  const acts = how === 'filed' ? [] : how === 'accepted' ? [ordinary.accept] : [ordinary.accept, announced]
  for (const act of acts) {
    const { status, body: answer } = await hall.done(body.caseNo, act)
    if (status !== 200) throw new Error(`${act.action}: ${status} ${JSON.stringify(answer)}`)
  }
  return body.caseNo
}

const announced = { as: 'examiner-1', action: 'publish-announcement' } as const

async function openAll(hall: Hall): Promise<Record<keyof typeof mix, string[]>> {
  const opened: Record<keyof typeof mix, string[]> = { filed: [], accepted: [], announced: [] }
  const wanted = (Object.keys(mix) as (keyof typeof mix)[]).flatMap(how => Array.from({ length: mix[how] }, () => how))
  let next = 0
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      for (let i = next++; i < wanted.length; i = next++) {
        const how = wanted[i] ?? 'filed'
        opened[how].push(await open(hall, 10_000 + i, how))
      }
    }),
  )
  return opened
}

/** Nothing of the seal is kept outside this centre. */
const unsealed = { anchors: [], verifier: null }

async function differencesOf(): Promise<readonly unknown[]> {
  const config = temporalConfig({ DENGBU_DRILL: '1' })
  const { client, connection } = connectTemporal({ ...config, address: centre.temporalAddress, namespace: centre.namespace })
  try {
    return (await verifyCentre(sql, new Audit(client, sql, dataConverterOf(config)), unsealed, () => {})).differences
  } finally {
    await connection.close()
  }
}

describe('the holidays of 2027, published while a thousand cases are open', () => {
  it('re-date every case that they concern exactly once and none other, though the worker is killed in between', async () => {
    const hall = await Hall.open(centre.url, '2026-11-16T09:00+08:00')
    const opened = await timed('a thousand cases opened', () => openAll(hall))
    const notice = { document: '演练〔2026〕1号', title: '关于2027年部分节假日安排的通知（演练）', ...invented2027 }
    const published = await timed('published', () =>
      hall.send('POST', '/api/calendar/years/2027', { as: 'admin-1', body: notice, key: randomUUID() }),
    )
    expect(published.status).toBe(201)

    await eventually('the first cases have heard', async () => (await reportOf(hall, 'limit=1')).redated > 0)
    await centre.killWorker('SIGKILL')
    const halfway = await reportOf(hall, 'limit=1')
    console.log(`killed with ${halfway.redated} re-dated and ${halfway.waiting} waiting`)
    expect(halfway).toMatchObject({ concerned: mix.announced, over: 0 })
    expect(halfway.waiting).toBeGreaterThan(0)
    await centre.startWorker()
    await timed('all heard, from the start of another worker', () =>
      eventually('all cases are re-dated', async () => (await reportOf(hall, 'limit=1')).waiting === 0, 180_000),
    )

    const rows = await sql<{ caseNo: string; count: number }[]>`
      select case_no as "caseNo", count(*)::int from case_events where type = 'ClocksRedated' group by 1 order by 1`
    expect([...rows]).toEqual(opened.announced.toSorted().map(caseNo => ({ caseNo, count: 1 })))

    const first = await reportOf(hall, 'limit=120')
    const second = await reportOf(hall, `limit=120&after=${first.nextAfter}`)
    expect(first).toMatchObject({ concerned: mix.announced, redated: mix.announced, later: mix.announced })
    expect([...first.items, ...second.items].map(({ caseNo }) => caseNo)).toEqual(opened.announced.toSorted())
    expect(second.nextAfter).toBeNull()

    expect(await timed('verified', differencesOf)).toEqual([])
  }, 600_000)
})
