import { ActivityFailure, allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow'
import type { TermsPosition } from '../activities/terms.ts'
import { formatInstant, type Instant, parseInstant } from '../domain/time/instant.ts'
import { register } from './activities.ts'
import { keyReused } from './caseDesk.ts'
import type { TermActAnswer, TermCommand, TermsInput, TermsSyncResult } from './messages.ts'
import { asFailure, persist } from './patience.ts'
import { Turns } from './turns.ts'

/** The terms of one unit as their workflow sees them: when the next one ends, and whether the register has changed since it looked. */
export class TermsDesk {
  readonly #input: TermsInput
  readonly #turns = new Turns()
  #next: { readonly at: Instant; readonly ms: number } | null = null
  #stale = true

  constructor(input: TermsInput) {
    this.#input = input
  }

  /** Something was written on the unit: look again. */
  hear(): void {
    this.#stale = true
  }

  /** Durable timer: settles what is due, sleeps until the next term is over; returns when the unit has none left. */
  async watch(): Promise<void> {
    for (;;) {
      await persist(() => this.settle())
      if (workflowInfo().continueAsNewSuggested) return this.startAfresh()
      if (this.isDone()) return
      await this.untilSomethingChanges()
    }
  }

  private isDone(): boolean {
    return this.#next === null && !this.#stale && allHandlersFinished()
  }

  private async untilSomethingChanges(): Promise<void> {
    const next = this.#next
    // A handler is at work: it may yet put a term on the unit.
    if (next === null) return condition(() => this.#stale || this.#next !== null || allHandlersFinished())
    const moved = () => this.#stale || this.#next === null || this.#next.ms < next.ms
    await condition(moved, Math.max(1, next.ms - this.nowMs()))
  }

  /** The history has grown long; nothing but the input need be carried over, the register has the rest. */
  private async startAfresh(): Promise<void> {
    await condition(allHandlersFinished)
    await continueAsNew<(input: TermsInput) => Promise<void>>(this.#input)
  }

  /** Settles what is due and tells what is next: sent after each advance of a drill, and by whoever wants the news at once. */
  async sync(): Promise<TermsSyncResult> {
    await this.settle()
    return { now: formatInstant(this.nowMs()), nextAlarmAt: this.#next?.at ?? null }
  }

  /** An act on one of the rights. */
  act(command: TermCommand): Promise<TermActAnswer> {
    return this.inTurn(async () => {
      const result = await register.actOnTerm({ ...this.here(), ...command })
      this.take(result)
      if (result.outcome === 'done') return { ok: true }
      return result.outcome === 'refused' ? { ok: false, refusal: result.refusal } : keyReused
    })
  }

  private settle(): Promise<void> {
    return this.inTurn(async () => {
      // What is heard from here on may have come too late for this look.
      this.#stale = false
      try {
        this.take(await register.settleTerms(this.here()))
      } catch (error) {
        this.#stale = true
        throw error
      }
    })
  }

  private take({ nextTermEndsAt }: TermsPosition): void {
    this.#next = nextTermEndsAt === null ? null : { at: nextTermEndsAt, ms: parseInstant(nextTermEndsAt) }
  }

  private here() {
    const { world, unitCode } = this.#input
    return { world, unitCode, now: formatInstant(this.nowMs()) }
  }

  private nowMs(): number {
    return Date.now() + this.#input.clockOffsetMs
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
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
