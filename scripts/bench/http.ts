import { Agent, request } from 'node:http'

/** A kept-alive HTTP client that costs the measured machine little. */
export class HttpDriver {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  /** Posts and reads the answer. @throws Error with the answer unless it is 2xx. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
    const payload = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#base + path,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), ...headers },
        },
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', chunk => chunks.push(chunk))
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString()
            if ((answer.statusCode ?? 500) >= 300 || answer.statusCode === 202)
              reject(new Error(`${path}: ${answer.statusCode} ${text.slice(0, 500)}`))
            else resolve(JSON.parse(text))
          })
        },
      )
      sent.setTimeout(30_000, () => sent.destroy(new Error(`${path}: no answer within 30 s`)))
      sent.on('error', reject)
      sent.end(payload)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
