import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Logger } from 'pino'
import { readCase } from '../../db/cases.ts'
import type { Sql } from '../../db/client.ts'
import { readEvents } from '../../db/ledger.ts'
import { keepCommand, type PendingCommand, settleCommand, takeDueCommands } from '../../db/pendingCommands.ts'
import { worldOffsetMs } from '../../db/worlds.ts'
import { isTermAction, stageRefusal } from '../../domain/case/actions.ts'
import type { ActCommand } from '../../domain/case/commands.ts'
import type { Refusal } from '../../domain/case/types.ts'
import type { TermAct } from '../../domain/register/termActs.ts'
import { type ApplicationInput, type CaseInput, partNo } from '../../workflows/messages.ts'
import type { Acknowledgements } from './acknowledgements.ts'
import type { Answer, CaseGateway } from './gateway.ts'

/** What a sender is told: an outcome, or that the command is kept and where to ask. */
export type Outcome =
  | Exclude<Answer, { kind: 'late' | 'busy' | 'gone' }>
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'unknown-case' }

/** What distinguishes two requests under the same key. */
export const digestOf = (request: unknown): string =>
  createHash('sha256')
    .update(canonicalize(request) ?? '')
    .digest('hex')
    .slice(0, 32)

/** The same key for something else. */
export const keyReused: Refusal = {
  rule: 'body',
  detail: '同一个 Idempotency-Key 已用于另一项请求，请为新的请求使用新的键',
  basis: [],
}

/** The digest of the request that a kept payload came from. */
function requestOf(payload: unknown): string {
  const command = payload as Payload
  if ('parts' in command) return command.parts[0]?.commandDigest ?? ''
  return 'digest' in command ? command.digest : command.commandDigest
}

/** What is kept of a command, to be sent again. */
export type Payload = ActCommand | CaseInput | ApplicationInput

/**
 * Sends commands to cases and never loses one: what has no answer in time is written to Postgres before 202 is said, and sent again
 * until it has an outcome (spike A3: an update admitted while no worker runs lives only in the server's memory).
 */
export class CommandDesk {
  readonly #sql: Sql
  readonly #gateway: CaseGateway
  readonly #acks: Acknowledgements
  readonly #log: Logger

  constructor({ sql, gateway, acks, log }: { sql: Sql; gateway: CaseGateway; acks: Acknowledgements; log: Logger }) {
    this.#sql = sql
    this.#gateway = gateway
    this.#acks = acks
    this.#log = log
  }

  async open(input: CaseInput): Promise<Outcome> {
    const answer = await this.#gateway.open(input)
    return this.#settled(input.caseNo, answer, 'open', input, input.commandId, input.actor.sub, input.world)
  }

  async act(caseNo: string, world: string, command: ActCommand): Promise<Outcome> {
    const term = termActOf(caseNo, command)
    if (term) return this.#actOnTerms(caseNo, world, command, term)
    return this.#actOnCase(caseNo, world, command)
  }

  async #actOnCase(caseNo: string, world: string, command: ActCommand): Promise<Outcome> {
    const answer = await this.#gateway.act(caseNo, command)
    return this.#settled(caseNo, answer, 'act', command, command.commandId, command.actor.sub, world)
  }

  /** What reaches a right with a term, whatever has become of its case: the terms of its units decide, the case takes note. */
  async #actOnTerms(caseNo: string, world: string, command: ActCommand, act: TermAct): Promise<Outcome> {
    const row = await readCase(this.#sql, caseNo)
    if (!row) return { kind: 'unknown-case' }
    const refusal = stageRefusal(row.state, command.action)
    if (refusal) return { kind: 'refused', refusal }
    const onTerm = { act, commandId: `${caseNo}~${command.commandId}`, digest: command.digest, actor: command.actor }
    const clockOffsetMs = (await worldOffsetMs(this.#sql, world)) ?? 0
    for (const unitCode of row.state.application.units) {
      const answer = await this.#gateway.actOnTerm({ world, unitCode, clockOffsetMs }, onTerm, row)
      // A term's workflow is started for the word: that none runs is no answer.
      const settled = answer.kind === 'gone' ? ({ kind: 'late' } as const) : answer
      if (settled.kind !== 'done')
        return this.#settled(caseNo, settled, 'act', command, command.commandId, command.actor.sub, world)
    }
    if (row.state.stage === 'closed') return { kind: 'done', seq: row.seq, head: row.head }
    return this.#actOnCase(caseNo, world, command)
  }

  async openApplication(input: ApplicationInput): Promise<Outcome> {
    const answer = await this.#gateway.openApplication(input)
    const [first] = input.parts
    if (!first) throw new Error('an application without parts')
    return this.#settled(input.applicationNo, answer, 'open-application', input, first.commandId, first.actor.sub, input.world)
  }

  async actOnAll(applicationNo: string, world: string, command: ActCommand): Promise<Outcome> {
    const answer = await this.#gateway.actOnAll(applicationNo, command)
    return this.#settled(applicationNo, answer, 'act-on-all', command, command.commandId, command.actor.sub, world)
  }

  /** Sends again what is kept. Called every second by the API process. */
  async resend(settle: (command: PendingCommand, outcome: Outcome) => Promise<{ status: number; body: unknown }>): Promise<void> {
    for (const command of await takeDueCommands(this.#sql)) {
      try {
        const outcome = await this.#again(command)
        if (outcome.kind === 'kept') continue
        const { status, body } = await settle(command, outcome)
        await settleCommand(this.#sql, command.id, status, body)
      } catch (error) {
        this.#log.warn({ err: error, commandId: command.id }, 'kept command not carried out yet; it will be sent again')
      }
    }
  }

  #again(command: PendingCommand): Promise<Outcome> {
    switch (command.kind) {
      case 'open':
        return this.open(command.payload as CaseInput)
      case 'act':
        return this.act(command.caseNo, command.world, command.payload as ActCommand)
      case 'open-application':
        return this.openApplication(command.payload as ApplicationInput)
      case 'act-on-all':
        return this.actOnAll(command.caseNo, command.world, command.payload as ActCommand)
    }
  }

  async #settled(
    caseNo: string,
    answer: Answer,
    kind: PendingCommand['kind'],
    payload: Payload,
    commandId: string,
    sub: string,
    world: string,
  ): Promise<Outcome> {
    if (answer.kind === 'gone') {
      if (kind === 'act') return this.#withoutWorkflow(caseNo, payload as ActCommand)
      return kind === 'act-on-all' ? this.#withoutWorkflow(partNo(caseNo, 1), payload as ActCommand) : { kind: 'unknown-case' }
    }
    if (answer.kind === 'late' || answer.kind === 'busy') {
      // A key is one sender's own: beside the case's number it is nobody else's.
      const id = `${caseNo}~${commandId}`
      const kept = await keepCommand(this.#sql, { id, sub, world, caseNo, kind, payload })
      return requestOf(kept) === requestOf(payload) ? { kind: 'kept', id } : { kind: 'refused', refusal: keyReused }
    }
    if (answer.kind === 'done' && (kind === 'open' || kind === 'act')) this.#acks.note(caseNo, answer.seq)
    return answer
  }

  /** A closed case has no workflow any more: a command that it knows is answered as the workflow would, any other by its stage. */
  async #withoutWorkflow(caseNo: string, command: ActCommand): Promise<Outcome> {
    const row = await readCase(this.#sql, caseNo)
    if (!row) return { kind: 'unknown-case' }
    // Closed since: the right's term has it.
    if (isTermAction(command.action) && row.state.stage === 'closed') return { kind: 'done', seq: row.seq, head: row.head }
    const known = (await readEvents(this.#sql, caseNo)).find(event => event.commandId === command.commandId)
    if (known?.commandDigest === command.digest) return { kind: 'done', seq: row.seq, head: row.head }
    const refusal = known ? keyReused : stageRefusal(row.state, command.action)
    return refusal
      ? { kind: 'refused', refusal }
      : { kind: 'diverged', why: `案件 ${caseNo} 尚未办结，但流程不存在，请通知系统管理员` }
  }
}

/** The act as a right's term takes it; null for an act that is the case's alone. */
function termActOf(caseNo: string, command: ActCommand): TermAct | null {
  if (command.action === 'suit-proof') return { kind: command.action, caseNo, document: command.body.document }
  if (command.action === 'confirm-registrable') return { kind: command.action, caseNo, registrableOn: command.body.registrableOn }
  return null
}
