import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure, type Workflow } from '@temporalio/common'
import { Semaphore } from 'async-mutex'
import { termsStart } from '../../dispatch/dispatch.ts'
import type { ActCommand } from '../../domain/case/commands.ts'
import type { Refusal } from '../../domain/case/types.ts'
import { caseTaskQueue, caseWorkflowTaskTimeout } from '../../temporal.config.ts'
import {
  type ActArgs,
  type ActResult,
  type ApplicationInput,
  applicationWorkflowType,
  type CaseInput,
  caseWorkflowId,
  caseWorkflowType,
  failureTypes,
  type Position,
  type SyncResult,
  type TermActAnswer,
  type TermActArgs,
  type TermCommand,
  type TermsInput,
  type TermsSyncResult,
  termsWorkflowId,
  termsWorkflowType,
  updateNames,
  type WholeActArgs,
} from '../../workflows/messages.ts'

/** What came of a command sent to a case. `late`: no answer yet, it may still be carried out. `gone`: no running workflow. */
export type Answer =
  | ({ readonly kind: 'done' } & Position)
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'late' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'busy'; readonly why: string; readonly burnt: boolean }
  | { readonly kind: 'diverged'; readonly why: string }

/** The API waits this long for an answer, then answers 202 itself. */
const answerWithinMs = 2_000
/** The server takes at most 10 updates of one workflow at a time, and beyond that some fail for good (spike B2). */
const inFlightPerCase = 8
/** A failed update burns its id: transient failures are sent again under the next one. */
const resends = 3
const resendAfterMs = 150
/** The attempts of `perform` alone pause longer than this: a failure that comes sooner is an old one, told again. */
const quickestFailureMs = 100

/** The one place where the API speaks to case workflows. */
export class CaseGateway {
  readonly #client: Client
  readonly #lanes = new Map<string, Semaphore>()
  /** How many update ids of a command have failed and cannot be used again. */
  readonly #burnt = new Map<string, number>()

  constructor(client: Client) {
    this.#client = client
  }

  /** Starts the case and waits until its first event is in the ledger. Sent again, it finds the case it started. */
  open(input: CaseInput): Promise<Answer> {
    return this.#sending(input.commandId, async updateId => {
      const startWorkflowOperation = new WithStartWorkflowOperation(caseWorkflowType, {
        workflowId: caseWorkflowId(input.caseNo),
        taskQueue: caseTaskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowTaskTimeout: caseWorkflowTaskTimeout,
      })
      const position = await this.#client.workflow.executeUpdateWithStart<Workflow, Position, []>(updateNames.opened, {
        updateId,
        startWorkflowOperation,
      })
      return { kind: 'done', ...position }
    })
  }

  /** Puts a command to a case. */
  act(caseNo: string, command: ActCommand): Promise<Answer> {
    // The server answers a repeated update id with the first outcome, unseen by the case: another request under the same key must not share it.
    return this.#inLane(caseWorkflowId(caseNo), () =>
      this.#sending(`${command.commandId}~${command.digest}`, async updateId => {
        const handle = this.#client.workflow.getHandle(caseWorkflowId(caseNo))
        return told(await handle.executeUpdate<ActResult, ActArgs>(updateNames.act, { args: [command, caseNo], updateId }))
      }),
    )
  }

  /** Starts a combined application and waits until the first events of all its parts are in the ledger. */
  openApplication(input: ApplicationInput): Promise<Answer> {
    return this.#sending(input.applicationNo, async updateId => {
      const startWorkflowOperation = new WithStartWorkflowOperation(applicationWorkflowType, {
        workflowId: input.applicationNo,
        taskQueue: caseTaskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowTaskTimeout: caseWorkflowTaskTimeout,
      })
      const position = await this.#client.workflow.executeUpdateWithStart<Workflow, Position, []>(updateNames.opened, {
        updateId,
        startWorkflowOperation,
      })
      return { kind: 'done', ...position }
    })
  }

  /** Puts a command to all parts of a combined application. */
  actOnAll(applicationNo: string, command: ActCommand): Promise<Answer> {
    return this.#inLane(applicationNo, () =>
      this.#sending(`${command.commandId}~${command.digest}`, async updateId => {
        const handle = this.#client.workflow.getHandle(applicationNo)
        return told(await handle.executeUpdate<ActResult, WholeActArgs>(updateNames.wholeAct, { args: [command], updateId }))
      }),
    )
  }

  /** Catches the workflow up with the ledger and runs what is due. */
  async sync(caseNo: string, withinMs = 10_000): Promise<SyncResult> {
    const handle = this.#client.workflow.getHandle(caseWorkflowId(caseNo))
    return this.#client.connection.withDeadline(Date.now() + withinMs, () =>
      handle.executeUpdate<SyncResult, []>(updateNames.sync),
    )
  }

  /** Ends the unit's terms that are due and tells what is next. */
  async syncTerms(world: string, unitCode: string, withinMs = 10_000): Promise<TermsSyncResult> {
    const handle = this.#client.workflow.getHandle(termsWorkflowId(world, unitCode))
    return this.#client.connection.withDeadline(Date.now() + withinMs, () =>
      handle.executeUpdate<TermsSyncResult, []>(updateNames.sync),
    )
  }

  /** Puts an act to the terms of a unit, whether they are watched already or not. The case that the act is of stays where it is. */
  actOnTerm(input: TermsInput, command: TermCommand, ofCase: Position): Promise<Answer> {
    return this.#sending(`${input.unitCode}~${command.commandId}~${command.digest}`, async updateId => {
      const start = { ...termsStart(input), workflowIdConflictPolicy: 'USE_EXISTING' as const }
      const answer = await this.#client.workflow.executeUpdateWithStart<Workflow, TermActAnswer, TermActArgs>(updateNames.act, {
        args: [command],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation(termsWorkflowType, start),
      })
      return answer.ok ? { kind: 'done', ...ofCase } : { kind: 'refused', refusal: answer.refusal }
    })
  }

  async #sending(id: string, send: (updateId: string) => Promise<Answer>): Promise<Answer> {
    const deadline = Date.now() + answerWithinMs
    let answer: Answer = { kind: 'late' }
    for (let tries = 0; tries < resends && Date.now() < deadline; ) {
      const n = this.#burnt.get(id) ?? 0
      const sentAt = Date.now()
      answer = await this.#client.connection.withDeadline(deadline, () => send(`${id}~${n}`)).catch(answerFor)
      if (answer.kind !== 'busy') break
      if (answer.burnt) this.#burnt.set(id, n + 1)
      // It failed in an earlier sending, perhaps of another process, and will for ever: the next one may not have been tried yet.
      if (answer.burnt && Date.now() - sentAt < quickestFailureMs) continue
      tries++
      await new Promise(resolve => setTimeout(resolve, resendAfterMs * tries))
    }
    if (answer.kind !== 'busy' && answer.kind !== 'late') this.#burnt.delete(id)
    return answer
  }

  async #inLane(workflowId: string, work: () => Promise<Answer>): Promise<Answer> {
    const lane = this.#lanes.get(workflowId) ?? new Semaphore(inFlightPerCase)
    this.#lanes.set(workflowId, lane)
    try {
      return await lane.runExclusive(work)
    } finally {
      if (lane.getValue() === inFlightPerCase) this.#lanes.delete(workflowId)
    }
  }
}

const told = (result: ActResult): Answer =>
  result.ok ? { kind: 'done', seq: result.seq, head: result.head } : { kind: 'refused', refusal: result.refusal }

/** What an error of the client means for the command. @throws the error itself when it is none of these. */
function answerFor(error: unknown): Answer {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'late' }
  if (error instanceof WorkflowNotFoundError) return { kind: 'gone' }
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError) return failureOf(error.cause)
  if (error instanceof ServiceError)
    return serviceErrorAnswer((error.cause as { code?: number } | undefined)?.code, error.message)
  // An update with start tells the server's error as it came.
  if (isGrpcServiceError(error)) return serviceErrorAnswer(error.code, error.message)
  throw error
}

function failureOf(cause: Error | undefined): Answer {
  const type = cause instanceof ApplicationFailure ? cause.type : undefined
  if (type === failureTypes.ledgerDiverged) return { kind: 'diverged', why: cause?.message ?? '' }
  // `Unavailable`: our database; `UnprocessedUpdate`: the server gave the update up. Nothing was written; the next id may try again.
  return { kind: 'busy', why: cause?.message ?? 'update failed', burnt: true }
}

/** gRPC: 4 and 1 are the deadline, 14 a server that is away (the client has retried until the deadline), 8 a server that is full. */
function serviceErrorAnswer(code: number | undefined, why: string): Answer {
  if (code === 8) return { kind: 'busy', why, burnt: false }
  if (code === 5) return { kind: 'gone' }
  // The workflow was about to end when a signal came in: its task began anew, without the update.
  if (code === 9) return { kind: 'busy', why, burnt: false }
  return { kind: 'late' }
}
