import { setTimeout as sleep } from 'node:timers/promises'
import { type Exit, sendSignal } from './processes.ts'

/** A running process of the centre, whatever it is. */
export interface Running {
  pid: number
  exited: Promise<Exit>
  stop(): Promise<void>
}

export interface ServiceOptions<R extends Running> {
  name: string
  start(env: NodeJS.ProcessEnv): Promise<R>
  /** Called each time a process has come up. */
  came?(): void
  /** Called when the service has died too often to be started again. */
  gaveUp(error: Error): void
}

const deathsAllowedPerMinute = 5

/**
 * Keeps one process running: one that dies without being told to is started again, after a pause that doubles from 0.2 s, at most
 * five times a minute. `stop` and `kill` are orders: after them it stays down until `start`.
 */
export class Service<R extends Running> {
  readonly name: string
  private readonly options: ServiceOptions<R>
  private running: R | undefined
  private wanted = false
  private env: NodeJS.ProcessEnv = {}
  private deaths: number[] = []
  /** The start or restart under way: `stop` waits for it, or it would leave behind what comes up after it. */
  private pending: Promise<unknown> = Promise.resolve()

  constructor(options: ServiceOptions<R>) {
    this.options = options
    this.name = options.name
  }

  /** The process now running; undefined while it is down. */
  get current(): R | undefined {
    return this.running
  }

  /** Starts the process with additional environment, which restarts keep. Throws when it does not come up. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<R> {
    if (this.running) throw new Error(`The ${this.name} process is running already. Stop it first.`)
    this.env = env
    this.wanted = true
    const launched = this.launch()
    this.pending = launched.catch(() => undefined)
    return launched
  }

  /** Stops the process in good order and waits for it. */
  async stop(): Promise<void> {
    this.wanted = false
    await this.pending
    await this.running?.stop()
    this.running = undefined
  }

  /** Sends a signal and waits until the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.wanted = false
    await this.pending
    const { running } = this
    if (!running) return
    sendSignal(running.pid, signal)
    await running.exited
    this.running = undefined
  }

  private async launch(): Promise<R> {
    const running = await this.options.start(this.env)
    this.running = running
    this.options.came?.()
    void running.exited.then(() => this.ended(running))
    return running
  }

  private ended(process: R): void {
    if (this.running !== process) return
    this.running = undefined
    if (this.wanted) this.pending = this.startAgain()
  }

  private async startAgain(): Promise<void> {
    while (this.wanted) {
      const now = Date.now()
      this.deaths = [...this.deaths.filter(at => at > now - 60_000), now]
      if (this.deaths.length > deathsAllowedPerMinute) return this.giveUp()
      await sleep(100 * 2 ** this.deaths.length)
      try {
        if (this.wanted) await this.launch()
        return
      } catch {
        // It died again before it was ready: that counts as one more death, and its log says why.
      }
    }
  }

  private giveUp(): void {
    this.wanted = false
    this.options.gaveUp(new Error(`The ${this.name} process ended ${this.deaths.length} times within a minute.`))
  }
}
