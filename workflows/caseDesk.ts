import { ActivityFailure, ApplicationFailure, condition } from '@temporalio/workflow'
import type { PerformRequest, PerformResult } from '../activities/perform.ts'
import { stageRefusal } from '../domain/case/actions.ts'
import { alarmCommand, alarmsOf } from '../domain/case/alarms.ts'
import type { ActCommand, Alarm, Command, RegisterChange } from '../domain/case/commands.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import { evolve } from '../domain/case/evolve.ts'
import { type CaseState, type Stage, systemActor } from '../domain/case/types.ts'
import { formatInstant, type Instant, parseInstant } from '../domain/time/instant.ts'
import { ledger } from './activities.ts'
import type { ActResult, CaseInput, Position, SyncResult } from './messages.ts'
import { asFailure, persist, unavailable } from './patience.ts'
import { Turns } from './turns.ts'

/** Before the first event. */
const nothing: Position = { seq: 0, head: '0'.repeat(64) }

/** How often a command is checked again after catching up, before it is answered as unavailable. */
export const maximumCatchUps = 5

/** The way to the ledger: of a case alone, or of a part of a combined application. */
export interface LedgerPort {
  perform(request: PerformRequest): Promise<PerformResult>
  /** What the ledger has after a position. */
  catchUp(request: { readonly caseNo: string; readonly expected: Position }): Promise<readonly LedgerEvent[]>
}

const alone: LedgerPort = {
  perform: request => ledger.perform(request),
  catchUp: async request => (await ledger.catchUp(request)).events,
}

/** What parts of one application share. */
interface Shared {
  readonly turns: Turns
  readonly ledger: LedgerPort
}

/**
 * One case as its workflow sees it: the state folded from the ledger, the mutex under which commands and alarms take turns, the
 * way to the ledger. The ledger wins: whatever it has that the desk has missed is taken in before anything is decided.
 */
export class CaseDesk {
  readonly #input: CaseInput
  readonly #turns: Turns
  readonly #ledger: LedgerPort
  /** Commands in the ledger and the digest of what each asked. */
  readonly #applied = new Map<string, string>()
  #state: CaseState | null = null
  /** The earliest alarm of the state, found once for each state: waiting conditions ask for it at every turn of the workflow. */
  #nextAlarm: { readonly alarm: Alarm; readonly atMs: number } | null = null

  constructor(input: CaseInput, { turns = new Turns(), ledger: port = alone }: Partial<Shared> = {}) {
    this.#input = input
    this.#turns = turns
    this.#ledger = port
  }

  get caseNo(): string {
    return this.#input.caseNo
  }

  isAbout(unitCode: string): boolean {
    return this.#input.application.units.includes(unitCode)
  }

  /** What a command that is in the ledger asked; undefined when it is not there. */
  digestOf(commandId: string): string | undefined {
    return this.#applied.get(commandId)
  }

  get state(): CaseState | null {
    return this.#state
  }

  get position(): Position {
    return this.#state ? { seq: this.#state.seq, head: this.#state.head } : nothing
  }

  /** The world's time. Outside drills it is Temporal's. */
  now(): Instant {
    return formatInstant(this.nowMs())
  }

  private nowMs(): number {
    return Date.now() + this.#input.clockOffsetMs
  }

  /** Files the application: the case's first event. Tried until the database answers; a filing is never lost. */
  async open(): Promise<void> {
    await persist(async () => this.take((await ledger.open({ ...this.#input, now: this.now() })).events))
  }

  /** A person's or partner's command: alarms that are due go first, then the stage is asked, then the transaction decides. */
  act(command: ActCommand): Promise<ActResult> {
    return this.inTurn(() => this.actInTurn(command))
  }

  private async actInTurn(command: ActCommand): Promise<ActResult> {
    for (let catchUps = 0; catchUps < maximumCatchUps; catchUps++) {
      if (this.dueAlarm()) await this.runDueAlarms()
      const digest = this.#applied.get(command.commandId)
      if (digest !== undefined) return digest === command.digest ? this.done() : keyReused
      const refusal = this.#state && stageRefusal(this.#state, command.action)
      // Only the ledger's stage refuses: after a crash of worker and server together the desk does not know how far the case is.
      if (refusal && (await this.caughtUp())) continue
      if (refusal) return { ok: false, refusal }
      const result = await this.perform(command)
      if (result.outcome === 'refused') return { ok: false, refusal: result.refusal }
    }
    throw unavailable('the ledger kept moving ahead of the workflow')
  }

  /**
   * Something on one of the case's units has changed: goes into the ledger as news. A signal's handler never throws: it is tried until
   * the database answers, and a case that is no longer waiting for its recording takes no note.
   */
  async learn(change: RegisterChange): Promise<void> {
    const commandId = `register:${change.unitCode}:${change.version}`
    const command = { kind: 'learn', commandId, digest: commandId, actor: systemActor, receivedAt: this.now(), change } as const
    await persist(() => this.inTurn(() => this.learnInTurn(command)))
  }

  private async learnInTurn(command: Command): Promise<void> {
    for (let catchUps = 0; catchUps < maximumCatchUps; catchUps++) {
      if (this.#applied.has(command.commandId)) return
      const { outcome } = await this.perform(command)
      if (outcome !== 'behind') return
    }
    throw unavailable('the ledger kept moving ahead of the workflow')
  }

  /** Catches up with the ledger and runs what is due: sent when a worker starts, by a sweep, and after each advance of a drill. */
  sync(): Promise<SyncResult> {
    return this.inTurn(() => this.syncInTurn())
  }

  private async syncInTurn(): Promise<SyncResult> {
    await this.caughtUp()
    await this.runDueAlarms()
    return { ...this.position, now: this.now(), nextAlarmAt: this.#nextAlarm?.alarm.dueAt ?? null }
  }

  /** Resolves when the case has left these stages; at once when it already has. */
  async leaves(...stages: readonly Stage[]): Promise<void> {
    await this.until(state => !stages.includes(state.stage))
  }

  /** The state, once the case is open: an update may come in before its first event. */
  async opened(): Promise<CaseState> {
    await this.until(() => true)
    return this.#state as CaseState
  }

  async until(holds: (state: CaseState) => boolean): Promise<void> {
    await condition(() => this.#state !== null && holds(this.#state))
  }

  /**
   * Durable timers: sleeps until the earliest alarm and runs what is due. A timer is set anew only when an alarm moves earlier: one
   * that wakes for nothing costs less than one that is moved with every event.
   */
  async watchAlarms(): Promise<never> {
    for (;;) {
      await condition(() => this.#nextAlarm !== null)
      const wakeAtMs = this.#nextAlarm?.atMs ?? 0
      await condition(() => this.#nextAlarm !== null && this.#nextAlarm.atMs < wakeAtMs, Math.max(1, wakeAtMs - this.nowMs()))
      await persist(() => this.inTurn(() => this.runDueAlarms()))
    }
  }

  async runDueAlarms(): Promise<void> {
    for (let alarm = this.dueAlarm(); alarm; alarm = this.dueAlarm()) {
      const before = this.position.seq
      await this.perform(alarmCommand(alarm))
      // `decide` and `alarmsOf` agree by construction; should they ever not, an alarm must not spin.
      if (this.position.seq === before)
        throw ApplicationFailure.nonRetryable(`alarm ${alarm.kind} at ${alarm.dueAt} left no event`)
    }
  }

  private async perform(command: Command): Promise<PerformResult> {
    const { caseNo, world } = this.#input
    const result = await this.#ledger.perform({ caseNo, world, now: this.now(), expected: this.position, command })
    this.take(result.events)
    return result
  }

  /** Takes in what the ledger has beyond the desk; true when there was anything. */
  async caughtUp(): Promise<boolean> {
    const { caseNo } = this.#input
    const missed = await this.#ledger.catchUp({ caseNo, expected: this.position })
    this.take(missed)
    return missed.length > 0
  }

  take(events: readonly LedgerEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.position.seq) continue
      this.#state = evolve(this.#state, event, this.#input.caseNo)
      this.#applied.set(event.commandId, event.commandDigest)
    }
    const [alarm] = this.#state ? alarmsOf(this.#state) : []
    this.#nextAlarm = alarm ? { alarm, atMs: parseInstant(alarm.dueAt) } : null
  }

  private done(): ActResult {
    return { ok: true, ...this.position }
  }

  private dueAlarm(): Alarm | null {
    return this.#nextAlarm && this.#nextAlarm.atMs <= this.nowMs() ? this.#nextAlarm.alarm : null
  }

  /** One after another, once the case is open. A database that is away is said to be so, and whoever waits may send again. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    // Not asked through `opened`: a promise more would let others take the turn before (and replays differ).
    if (!this.#state) await condition(() => this.#state !== null)
    const turn = this.#turns.take()
    if (turn) await turn
    try {
      return await work()
    } catch (error) {
      throw error instanceof ActivityFailure ? asFailure(error) : error
    } finally {
      this.#turns.pass()
    }
  }
}

export const keyReused: ActResult = {
  ok: false,
  refusal: { rule: 'body', detail: '同一个 Idempotency-Key 已用于另一项请求，请为新的请求使用新的键', basis: [] },
}
