import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { CaseView, Json } from './types.ts'

type Call = { method: string; path: string; headers: IncomingMessage['headers']; body: Json }
type Reply = { status?: number; body?: unknown; location?: string }

/** For tests of the runner: a centre with one transfer, small enough to see through: its tracks turn to passed as they are acted upon. */
export class FakeCentre {
  calls: Call[] = []
  view: CaseView = {
    caseNo: 'C-1',
    stage: 'intake',
    outcome: null,
    parties: [
      { role: 'transferor', name: '张建国' },
      { role: 'transferee', name: '李秀兰' },
    ],
    tracks: { examination: 'open', tax: 'open', announcement: 'none', siteVisit: 'none', departments: { housing: 'open' } },
  }
  refusals: Record<string, Reply> = {}
  slow = new Set<string>()
  #server = createServer((request, response) => void this.#serve(request, response))

  async open(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`
  }

  close(): void {
    this.#server.close()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text ? JSON.parse(text) : {},
    }
    this.calls.push(call)
    const { status = 200, location, body } = this.answer(call)
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
    response.end(JSON.stringify(body ?? {}))
  }

  answer({ method, path, body }: Call): Reply {
    if (path === '/api/drill/tokens') return { body: { token: `t-${body.sub}` } }
    if (path === '/api/drill/worlds') return { status: 201, body: { world: 'w1' } }
    if (path === '/api/cases') return { status: 201, body: this.view }
    if (path === '/api/cases/C-1/events') return { body: [{ seq: 1, type: 'Filed' }] }
    if (path.startsWith('/api/commands/')) return this.outcome(path)
    const [, action] = /^\/api\/cases\/C-1\/actions\/(.+)$/.exec(path) ?? []
    if (method === 'GET' || !action) return { body: this.view }
    if (this.refusals[action]) return this.refusals[action]
    this.act(action)
    return this.slow.has(action) ? { status: 202, location: `/api/commands/${action}` } : { body: this.view }
  }

  outcome(path: string): Reply {
    const asked = this.calls.filter(call => call.path === path).length
    return asked < 3 ? { status: 202, body: { status: 'pending' } } : { body: this.view }
  }

  act(action: string): void {
    const tracks = this.view.tracks ?? {}
    const next: Record<string, string> = {
      accept: 'examination',
      record: 'certification',
      issue: 'delivery',
      deliver: 'archive',
      archive: 'closed',
    }
    if (action === 'department-result') tracks.departments = { housing: 'passed' }
    if (action === 'tax-cleared') tracks.tax = 'passed'
    if (action === 'examine') tracks.examination = 'passed'
    if (next[action]) this.view.stage = next[action]
    if (action === 'archive') this.view.outcome = 'completed'
    const open = JSON.stringify(tracks).includes('open')
    if (this.view.stage === 'examination' && !open) this.view.stage = 'recording'
  }

  actions(): string[] {
    return this.calls.flatMap(({ path, headers }) => {
      const [, action] = /actions\/(.+)$/.exec(path) ?? []
      return action ? [`${action} ${headers.authorization}`] : []
    })
  }
}
