import type { Logger } from 'pino'
import { acknowledge } from '../../db/acks.ts'
import type { Sql } from '../../db/client.ts'

const writeEveryMs = 3_000

/** Gathers how far workflows are known to have followed, and writes it in one statement now and then: the sweep leaves those cases alone. */
export class Acknowledgements {
  readonly #sql: Sql
  readonly #log: Logger
  readonly #timer: NodeJS.Timeout
  #noted = new Map<string, number>()

  constructor(sql: Sql, log: Logger) {
    this.#sql = sql
    this.#log = log
    this.#timer = setInterval(() => void this.write(), writeEveryMs)
  }

  note(caseNo: string, seq: number): void {
    this.#noted.set(caseNo, Math.max(seq, this.#noted.get(caseNo) ?? 0))
  }

  async write(): Promise<void> {
    const noted = this.#noted
    this.#noted = new Map()
    await acknowledge(this.#sql, [...noted]).catch(error =>
      this.#log.warn({ err: error }, 'acknowledgements not written; the sweep will wake those cases'),
    )
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.write()
  }
}
