import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Logger } from 'pino'
import { readCase } from '../../db/cases.ts'
import type { Sql } from '../../db/client.ts'
import { readEvents } from '../../db/ledger.ts'
import { keepCommand, type PendingCommand, settleCommand, takeDueCommands } from '../../db/pendingCommands.ts'
import { stageRefusal } from '../../domain/case/actions.ts'
import type { ActCommand } from '../../domain/case/commands.ts'
import type { Refusal } from '../../domain/case/types.ts'
import type { CaseInput } from '../../workflows/messages.ts'
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
  const command = payload as ActCommand | CaseInput
  return 'digest' in command ? command.digest : command.commandDigest
}

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
    const answer = await this.#gateway.act(caseNo, command)
    return this.#settled(caseNo, answer, 'act', command, command.commandId, command.actor.sub, world)
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
    return command.kind === 'open'
      ? this.open(command.payload as CaseInput)
      : this.act(command.caseNo, command.world, command.payload as ActCommand)
  }

  async #settled(
    caseNo: string,
    answer: Answer,
    kind: PendingCommand['kind'],
    payload: CaseInput | ActCommand,
    commandId: string,
    sub: string,
    world: string,
  ): Promise<Outcome> {
    if (answer.kind === 'gone')
      return kind === 'act' ? this.#withoutWorkflow(caseNo, payload as ActCommand) : { kind: 'unknown-case' }
    if (answer.kind === 'late' || answer.kind === 'busy') {
      // A key is one sender's own: beside the case's number it is nobody else's.
      const id = `${caseNo}~${commandId}`
      const kept = await keepCommand(this.#sql, { id, sub, world, caseNo, kind, payload })
      return requestOf(kept) === requestOf(payload) ? { kind: 'kept', id } : { kind: 'refused', refusal: keyReused }
    }
    if (answer.kind === 'done') this.#acks.note(caseNo, answer.seq)
    return answer
  }

  /** A closed case has no workflow any more: a command that it knows is answered as the workflow would, any other by its stage. */
  async #withoutWorkflow(caseNo: string, command: ActCommand): Promise<Outcome> {
    const row = await readCase(this.#sql, caseNo)
    if (!row) return { kind: 'unknown-case' }
    const known = (await readEvents(this.#sql, caseNo)).find(event => event.commandId === command.commandId)
    if (known?.commandDigest === command.digest) return { kind: 'done', seq: row.seq, head: row.head }
    const refusal = known ? keyReused : stageRefusal(row.state, command.action)
    return refusal
      ? { kind: 'refused', refusal }
      : { kind: 'diverged', why: `案件 ${caseNo} 尚未办结，但流程不存在，请通知系统管理员` }
  }
}
