import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { signLocalToken } from '../../api/auth.ts'
import { connect, type Sql } from '../../db/client.ts'
import { demoStaff } from '../../db/seed.ts'
import { createWorld } from '../../db/worlds.ts'
import { parseInstant } from '../../domain/time/instant.ts'
import type { Centre } from '../stack/centre.ts'
import { secret, tokenSecretName } from '../stack/secrets.ts'
import { HttpDriver } from './http.ts'
import { measureIdleCases } from './idleCases.ts'
import { round } from './statistics.ts'

// npm run bench -- deadlines: what it takes to publish a year over many open cases, and what a case costs in which nothing happens.

export interface DeadlineLoad {
  /** Open cases in Postgres that the year does not concern: rows, without a workflow. */
  readonly open: number
  /** Cases that it concerns: filed, accepted and announced through the API, each with its workflow. */
  readonly concerned: number
  /** Cases left to themselves for a year. */
  readonly idle: number
}

/** Publishes in a drill world at this time, when no notice for 2027 is out. */
const start = '2026-11-16T09:00:00+08:00'
const sideBySide = 16

export async function benchDeadlines(centre: Centre, load: DeadlineLoad, print: (line: object) => void): Promise<void> {
  const office = new Office(centre.url, await tokensOf(centre.dataDir))
  const { sql, close } = connect(centre.databaseUrl, { max: 2, statementTimeoutMs: 300_000, name: 'bench-deadlines' })
  try {
    await createWorld(sql, office.world, parseInstant(start))
    await office.announceMany(load.concerned)
    await simulate(sql, office.world, load.open)
    print({ bench: 'redate', openCases: load.open + load.concerned, ...(await redateAll(office, 2027)) })
    await sql`update cases set dated_through = 2028 where world = ${office.world}`
    print({ bench: 'publish, all concerned', ...(await office.publish(2028)) })
    print({ bench: 'idle case, a year', ...(await measureIdleCases(centre, sql, office, load.idle)) })
  } finally {
    office.close()
    await close()
  }
}

async function redateAll(office: Office, year: number): Promise<object> {
  const began = performance.now()
  const published = await office.publish(year)
  for (;;) {
    const { concerned, redated, waiting } = await office.report(year)
    const seconds = (performance.now() - began) / 1_000
    if (waiting === 0)
      return { ...published, concerned, redated, seconds: round(seconds), perSecond: round(redated / seconds, 1) }
    await sleep(100)
  }
}

/** As many open cases as an office has, whose limits end within the year: rows as a case leaves them, that no workflow belongs to. */
async function simulate(sql: Sql, world: string, count: number): Promise<void> {
  await sql`
    insert into cases (case_no, world, office, procedure, stage, light, filed_at, accepted_at, due_at, dated_from, dated_through, party_names,
      fingerprint, seq, head, clock_offset_ms, state)
    select '510802-20261116-S' || no, world, office, procedure, stage, light, filed_at, accepted_at, due_at, 2026, 2026, party_names,
      fingerprint || no, seq, head, clock_offset_ms, state
    from (select * from cases where world = ${world} limit 1) one, generate_series(1, ${count}::int) as no`
  await sql`insert into case_acks (case_no, seq) select case_no, seq from cases where world = ${world} on conflict do nothing`
  await sql`analyze cases`
}

/** What the clerks of the bench do, in one drill world. */
export class Office {
  readonly world: string = randomUUID()
  readonly #http: HttpDriver
  readonly #url: string
  readonly #tokens: Readonly<Record<string, string>>
  #next = 10_000

  constructor(url: string, tokens: Readonly<Record<string, string>>) {
    this.#url = url
    this.#http = new HttpDriver(url)
    this.#tokens = tokens
  }

  /** Opens cases whose announcement takes their statutory limit into the next year. */
  async announceMany(count: number): Promise<void> {
    let left = count
    await Promise.all(
      Array.from({ length: sideBySide }, async () => {
        while (left-- > 0) await this.act(await this.accepted(), 'examiner-1', 'publish-announcement')
      }),
    )
  }

  /** One accepted case on a homestead of its own; its number. */
  async accepted(world = this.world): Promise<string> {
    const filed = await this.#http.post('/api/cases', application(this.#next++), this.#headers('intake-1', world))
    const caseNo = String(filed.caseNo)
    await this.act(caseNo, 'intake-1', 'accept', world)
    return caseNo
  }

  async act(caseNo: string, as: string, action: string, world = this.world): Promise<void> {
    await this.#http.post(`/api/cases/${caseNo}/actions/${action}`, {}, this.#headers(as, world))
  }

  async publish(year: number): Promise<{ readonly publishMs: number }> {
    const began = performance.now()
    await this.#http.post(`/api/calendar/years/${year}`, holidaysOf(year), this.#headers('admin-1', this.world))
    return { publishMs: round(performance.now() - began, 0) }
  }

  async report(year: number): Promise<{ concerned: number; redated: number; waiting: number }> {
    const headers = this.#headers('supervisor-1', this.world)
    return (await fetch(`${this.#url}/api/calendar/years/${year}/report?limit=1`, { headers })).json() as never
  }

  close(): void {
    this.#http.close()
  }

  #headers(as: string, world: string): Record<string, string> {
    const drill = world ? { 'x-drill-world': world } : {}
    return { authorization: `Bearer ${this.#tokens[as]}`, 'idempotency-key': randomUUID(), ...drill }
  }
}

async function tokensOf(dataDir: string): Promise<Record<string, string>> {
  const key = new TextEncoder().encode(await secret(dataDir, tokenSecretName))
  const entries = demoStaff.map(
    async ([sub, , posts]) => [sub, await signLocalToken(key, { sub, office: '510802', posts })] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

const application = (parcel: number) => ({
  ...{ procedure: 'homestead-first', office: '510802', channel: 'counter', materials: 'all' },
  units: [`510802005001JC${parcel}F00010001`],
  parties: [{ role: 'applicant', kind: 'person', name: '陈大勇', idType: 'resident-id', idNo: '510802197405141097' }],
  facts: { use: 'residential', location: '广元市利州区荣山镇泉坝村3组', areaSqm: 120 },
})

/** Made up: each holiday on its own day or days, none makes up for another. */
const holidaysOf = (year: number) => ({
  ...{ document: `演练〔${year - 1}〕1号`, title: `${year}年部分节假日安排（演练）`, worked: [] },
  off: [
    { holiday: '元旦', from: '01-01', to: '01-03' },
    { holiday: '春节', from: '02-05', to: '02-11' },
    { holiday: '清明节', from: '04-04', to: '04-05' },
    { holiday: '劳动节', from: '05-01', to: '05-05' },
    { holiday: '端午节', from: '06-09', to: '06-09' },
    { holiday: '中秋节', from: '09-15', to: '09-15' },
    { holiday: '国庆节', from: '10-01', to: '10-07' },
  ],
})
