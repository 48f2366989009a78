import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuditVerdict } from '../../audit/audit.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import type { LedgerEvent } from '../../domain/case/events.ts'
import type { CaseView } from '../../domain/case/view.ts'

/** An answer as it came, and where to ask further when it was 202. */
export interface Answer<T = CaseView> {
  readonly status: number
  readonly body: T
  readonly location: string | null
}

export interface Act {
  readonly as: string
  readonly action: ActionName
  readonly body?: object
  /** The Idempotency-Key; a fresh one when absent. */
  readonly key?: string
}

const office = '510802'
const unitCode = '510802001001GB00001F01010001'
const owner = { name: '张建国', idNo: '510802196201101013' }
const bank = { name: '广元甲银行', idNo: '91510802MA0BANKA3T' }

/** A mortgage on the one dwelling of a fresh world: the application as the counter files it. */
const application = {
  ...{ procedure: 'mortgage-first', office, channel: 'counter', units: [unitCode] },
  parties: [
    { role: 'mortgagor', kind: 'person', idType: 'resident-id', ...owner },
    { role: 'mortgagee', kind: 'organisation', idType: 'uscc', ...bank },
  ],
  facts: { amountFen: 50000000, transferRestricted: false, use: 'residential' },
  materials: 'all',
}

const buyer = { kind: 'person', idType: 'resident-id', name: '李秀兰', idNo: '510802198007161134' }
const saleToBuyer = {
  ...{ ...application, procedure: 'transfer-by-sale', facts: { priceFen: 86_000_000, use: 'residential' } },
  parties: [
    { role: 'transferor', kind: 'person', idType: 'resident-id', ...owner },
    { role: 'transferee', ...buyer, share: '1/1' },
  ],
}
const buyersMortgage = { ...application, parties: [{ role: 'mortgagor', ...buyer }, ...application.parties.slice(1)] }

/** A combined application as it is answered; kept, it has its number alone. */
export interface Together {
  readonly applicationNo: string
  readonly parts: readonly CaseView[]
}

/** The ordinary acts from filing to archive, each by its own post. */
export const ordinary = {
  accept: { as: 'intake-1', action: 'accept' },
  examine: { as: 'examiner-1', action: 'examine', body: { decision: 'pass', findings: '材料齐全，权属清楚' } },
  record: { as: 'registrar-1', action: 'record' },
  issue: { as: 'certifier-1', action: 'issue' },
  deliver: { as: 'certifier-1', action: 'deliver', body: { by: 'pickup', receiver: bank.name } },
  archive: { as: 'archivist-1', action: 'archive' },
} as const satisfies Record<string, Act>

/** What the ledger of a case says after these acts, and nothing else. */
export const wholeLife = ['Filed', 'Accepted', 'Examined', 'Recorded', 'Issued', 'Delivered', 'Archived', 'Closed']

/**
 * A registration hall over HTTP as its people see it, in a world of its own. Unlike the client of the scenarios it sends once and
 * shows each answer, and the sender chooses the key: how an answer is lost and asked for again is what these tests are about.
 */
export class Hall {
  readonly world: string
  readonly #url: string
  readonly #tokens = new Map<string, string>()

  constructor(url: string, world: string) {
    this.#url = url
    this.world = world
  }

  /** A world that begins at `start`, or the office's own business, today; with one dwelling on its register. */
  static async open(url: string, start?: string): Promise<Hall> {
    const today = new Hall(url, '')
    const made = start && (await today.send<{ world: string }>('POST', '/api/drill/worlds', { body: { start } }))
    const hall = made ? new Hall(url, made.body.world) : today
    const dwelling = { unitCode, location: '广元市利州区东坝街道滨江路101号1室', use: 'residential', landUse: '城镇住宅用地' }
    const unit = { ...dwelling, landTermEnds: '2075-06-30', holders: [{ ...owner, share: '1/1' }] }
    await hall.send('POST', '/api/drill/register', { body: { units: [unit] } })
    return hall
  }

  file(key: string = randomUUID(), changes: object = {}): Promise<Answer> {
    return this.send('POST', '/api/cases', { as: 'intake-1', body: { ...application, ...changes }, key })
  }

  /** 张建国 sells the dwelling and its buyer mortgages it: one application. */
  fileTogether(key: string = randomUUID()): Promise<Answer<Together>> {
    return this.send('POST', '/api/applications', { as: 'intake-1', body: { parts: [saleToBuyer, buyersMortgage] }, key })
  }

  act(caseNo: string, { as, action, body = {}, key = randomUUID() }: Act): Promise<Answer> {
    return this.send('POST', `/api/cases/${caseNo}/actions/${action}`, { as, body, key })
  }

  /** Acts and, where the answer is 202, asks at its address until there is an outcome. */
  async done(caseNo: string, act: Act): Promise<Answer> {
    return this.outcomeOf(await this.act(caseNo, act))
  }

  /** The outcome behind a 202; any other answer is its own outcome. */
  async outcomeOf<T = CaseView>({ location, ...answer }: Answer<T>, withinMs = 45_000): Promise<Answer<T>> {
    if (answer.status !== 202 || !location) return { ...answer, location }
    for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(100)) {
      const { body } = await this.send<{ outcome: Answer<T> | null }>('GET', location, { as: 'auditor-1' })
      if (body.outcome) return { ...body.outcome, location }
    }
    throw new Error(`no outcome at ${location} within ${withinMs / 1_000} s`)
  }

  async case(caseNo: string): Promise<CaseView> {
    return (await this.send('GET', `/api/cases/${caseNo}`, { as: 'auditor-1' })).body
  }

  async events(caseNo: string): Promise<LedgerEvent[]> {
    return (await this.send<LedgerEvent[]>('GET', `/api/cases/${caseNo}/events`, { as: 'auditor-1' })).body
  }

  /** The types of the case's events, in order. */
  async story(caseNo: string): Promise<string[]> {
    return (await this.events(caseNo)).map(({ type }) => type)
  }

  async replay(caseNo: string): Promise<AuditVerdict> {
    return (await this.send<AuditVerdict>('POST', `/api/cases/${caseNo}/replay`, { as: 'auditor-1', body: {} })).body
  }

  async advance(until: string): Promise<void> {
    const { status, body } = await this.send('POST', `/api/drill/worlds/${this.world}/advance`, { body: { until } })
    if (status !== 200) throw new Error(`the world did not arrive: ${status} ${JSON.stringify(body)}`)
  }

  /** Learns the tokens of these people while the centre is whole; later a part that issues them may be down. */
  async signIn(...people: string[]): Promise<void> {
    for (const sub of people) await this.#tokenOf(sub)
  }

  async send<T = CaseView>(
    method: string,
    path: string,
    { as, body, key }: { as?: string; body?: object; key?: string } = {},
  ): Promise<Answer<T>> {
    const headers = {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(as ? { authorization: `Bearer ${await this.#tokenOf(as)}` } : {}),
      ...(this.world ? { 'x-drill-world': this.world } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    }
    const init = { method, headers, signal: AbortSignal.timeout(60_000), ...(body ? { body: JSON.stringify(body) } : {}) }
    const response = await fetch(new URL(path, this.#url), init)
    return { status: response.status, body: (await response.json()) as T, location: response.headers.get('location') }
  }

  async #tokenOf(sub: string): Promise<string> {
    const known = this.#tokens.get(sub)
    if (known) return known
    const { body } = await this.send<{ token: string }>('POST', '/api/drill/tokens', { body: { sub } })
    this.#tokens.set(sub, body.token)
    return body.token
  }
}
