import { aloneRefusal, dependsOnAcceptance, endsOnlySome, partsAsked } from '../domain/case/combined.ts'
import type { ActCommand, RegisterChange } from '../domain/case/commands.ts'
import type { CaseState, Refusal } from '../domain/case/types.ts'
import { ledger } from './activities.ts'
import { CaseDesk, keyReused, type LedgerPort, maximumCatchUps } from './caseDesk.ts'
import type { ActResult, ApplicationInput, Position, StateAnswer, SyncResult } from './messages.ts'
import { goesNewWay } from './patches.ts'
import { persist, unavailable } from './patience.ts'
import { Turns } from './turns.ts'

/** The desks of all parts, taking turns with each other: no part moves while another, or the whole, is being decided. */
export class ApplicationDesk {
  readonly parts: readonly CaseDesk[]
  readonly #input: ApplicationInput

  constructor(input: ApplicationInput) {
    const turns = new Turns()
    this.#input = input
    this.parts = input.parts.map(part => new CaseDesk(part, { turns, ledger: portOf(part.caseNo) }))
  }

  /** The application's place is its first part's. */
  get position(): Position {
    return this.first.position
  }

  private get first(): CaseDesk {
    const [first] = this.parts
    if (!first) throw new Error('an application without parts was started')
    return first
  }

  /** Files all parts in one transaction. */
  async open(): Promise<void> {
    await persist(async () => {
      const opened = await ledger.openParts({ parts: this.#input.parts, now: this.first.now() })
      for (const part of this.parts) part.take(opened.events[part.caseNo] ?? [])
    })
  }

  async actOnPart(command: ActCommand, caseNo: string): Promise<ActResult> {
    const part = this.partOf(caseNo)
    const state = part.state ?? (goesNewWay('part-waits-until-open') ? await part.opened() : null)
    const refusal = state && aloneRefusal(state, command)
    if (!refusal) return part.act(command)
    if (!dependsOnAcceptance(command.action) || !goesNewWay('part-refusal-asks-ledger')) return { ok: false, refusal }
    // After a crash of worker and server together the desk may not know of the acceptance.
    await part.inTurn(() => part.caughtUp())
    const stands = aloneRefusal(await part.opened(), command)
    return stands ? { ok: false, refusal: stands } : part.act(command)
  }

  /** One command on every part that it concerns, in order, in one transaction. */
  actOnAll(command: ActCommand): Promise<ActResult> {
    return this.first.inTurn(() => this.actOnAllInTurn(command))
  }

  private async actOnAllInTurn(command: ActCommand): Promise<ActResult> {
    for (let catchUps = 0; catchUps < maximumCatchUps; catchUps++) {
      for (const part of this.parts) await part.runDueAlarms()
      const known = this.parts.map(part => part.digestOf(command.commandId)).find(digest => digest !== undefined)
      if (known !== undefined) return known === command.digest ? { ok: true, ...this.position } : keyReused
      const asked = partsAsked(this.states(), command.action)
      const refusal = 'rule' in asked ? asked : this.endsOnlySome(asked, command)
      if (refusal && (await this.caughtUp())) continue
      if (refusal) return { ok: false, refusal }
      const meant = new Set((asked as readonly CaseState[]).map(state => state.caseNo))
      const result = await ledger.performParts({
        world: this.#input.world,
        now: this.first.now(),
        command,
        parts: this.parts.filter(part => meant.has(part.caseNo)).map(part => ({ caseNo: part.caseNo, expected: part.position })),
      })
      for (const part of this.parts) part.take(result.events[part.caseNo] ?? [])
      if (result.refusal) return { ok: false, refusal: result.refusal }
    }
    throw unavailable('the ledger kept moving ahead of the workflow')
  }

  private endsOnlySome(asked: readonly CaseState[], command: ActCommand): Refusal | null {
    const refusal = endsOnlySome(this.states(), asked, command)
    return refusal && goesNewWay('application-ends-all-or-none') ? refusal : null
  }

  async sync(): Promise<SyncResult> {
    const results = await Promise.all(this.parts.map(part => part.sync()))
    const alarms = results.flatMap(({ nextAlarmAt }) => nextAlarmAt ?? []).sort()
    return { ...this.position, now: this.first.now(), nextAlarmAt: alarms[0] ?? null }
  }

  async learn(change: RegisterChange): Promise<void> {
    await Promise.all(this.parts.filter(part => part.isAbout(change.unitCode)).map(part => part.learn(change)))
  }

  redatePart(year: number, caseNo: string): Promise<void> {
    return this.partOf(caseNo).redate(year)
  }

  stateOf(caseNo: string): StateAnswer {
    const part = this.partOf(caseNo)
    return { ...part.position, state: part.state }
  }

  private partOf(caseNo: string): CaseDesk {
    const part = this.parts.find(one => one.caseNo === caseNo)
    if (!part) throw new Error(`${caseNo} is no part of this application`)
    return part
  }

  private states(): CaseState[] {
    return this.parts.flatMap(part => part.state ?? [])
  }

  private async caughtUp(): Promise<boolean> {
    const results = []
    for (const part of this.parts) results.push(await part.caughtUp())
    return results.some(Boolean)
  }
}

/** The way to the ledger of one part: the same transactions as for several. */
function portOf(caseNo: string): LedgerPort {
  return {
    perform: async ({ world, now, expected, command }) => {
      const result = await ledger.performParts({ world, now, command, parts: [{ caseNo, expected }] })
      const events = [...(result.events[caseNo] ?? [])]
      return result.refusal ? { outcome: 'refused', events, refusal: result.refusal } : { outcome: result.outcome, events }
    },
    catchUp: async ({ expected }) => {
      const { events } = await ledger.catchUpParts({ parts: [{ caseNo, expected }] })
      return events[caseNo] ?? []
    },
  }
}
