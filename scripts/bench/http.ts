import { Agent, type IncomingMessage, request } from 'node:http'

type Body = Record<string, unknown>

interface Reply {
  readonly status: number
  readonly location: string | undefined
  readonly text: string
}

const answerWithinMs = 30_000
const askAgainAfterMs = 100

/** A kept-alive HTTP client that costs the measured machine little. */
export class HttpDriver {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  /** Posts and reads the answer; one that was only kept (202) is waited for, and the wait counts. @throws Error unless it is 2xx. */
  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Body> {
    const reply = await this.#send('POST', path, headers, JSON.stringify(body))
    if (reply.status === 202 && reply.location) return this.#outcome(reply.location, headers)
    if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text.slice(0, 500)}`)
    return JSON.parse(reply.text)
  }

  async #outcome(location: string, headers: Record<string, string>): Promise<Body> {
    const giveUpAt = Date.now() + answerWithinMs
    while (Date.now() < giveUpAt) {
      const { text } = await this.#send('GET', location, headers)
      const { outcome } = JSON.parse(text) as { outcome: { status: number; body: Body } | null }
      if (outcome && outcome.status < 300) return outcome.body
      if (outcome) throw new Error(`${location}: ${JSON.stringify(outcome).slice(0, 500)}`)
      await new Promise(resolve => setTimeout(resolve, askAgainAfterMs))
    }
    throw new Error(`${location}: no outcome within ${answerWithinMs} ms`)
  }

  #send(method: string, path: string, headers: Record<string, string>, payload = ''): Promise<Reply> {
    const length = payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}
    return new Promise((resolve, reject) => {
      const sent = request(this.#base + path, { method, agent: this.#agent, headers: { ...length, ...headers } }, answer =>
        resolve(readReply(answer)),
      )
      sent.setTimeout(answerWithinMs, () => sent.destroy(new Error(`${path}: no answer within ${answerWithinMs} ms`)))
      sent.on('error', reject)
      sent.end(payload)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

async function readReply(answer: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode ?? 500, location: answer.headers.location, text: Buffer.concat(chunks).toString() }
}
