import { readParts } from '../../db/applications.ts'
import type { PendingCommand } from '../../db/pendingCommands.ts'
import type { Identity } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { Problem, problemBody, refusalProblem } from '../problems.ts'
import { caseTold } from './answers.ts'
import { applicationView } from './applicationView.ts'
import type { Outcome, Payload } from './commandDesk.ts'

const everyMs = 1_000

/** Sends kept commands again, one round at a time, until each has an outcome. */
export function startResending(context: ApiContext): { stop(): void } {
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    await context.desk
      .resend((command, outcome) => settled(context, command, outcome))
      .catch(error => context.log.warn({ err: error }, 'kept commands could not be read'))
    running = false
  }, everyMs)
  return { stop: () => clearInterval(timer) }
}

/** The answer that the command would have had: what a poll of its address finds. */
async function settled(
  context: ApiContext,
  command: PendingCommand,
  outcome: Outcome,
): Promise<{ status: number; body: unknown }> {
  if (outcome.kind === 'refused') return told(refusalProblem(outcome.refusal))
  if (outcome.kind === 'unknown-case') return told(new Problem(404, `没有找到案件 ${command.caseNo}`))
  if (outcome.kind === 'diverged') return told(new Problem(500, outcome.why))
  if (command.kind === 'open-application' || command.kind === 'act-on-all') return toldApplication(context, command)
  const body = await caseTold(context, command.caseNo, senderOf(command))
  return { status: command.kind === 'open' ? 201 : 200, body }
}

/** Who sent it, with the posts of then: the answer is the one that he would have had. A number begins with its office. */
function senderOf({ payload, caseNo }: PendingCommand): Identity {
  const sent = payload as Payload
  const actor = 'parts' in sent ? sent.parts[0]?.actor : sent.actor
  if (!actor) throw new Error(`the kept application ${caseNo} has no parts`)
  return { ...actor, office: caseNo.split('-', 1)[0] ?? '' }
}

async function toldApplication(context: ApiContext, command: PendingCommand): Promise<{ status: number; body: unknown }> {
  const parts = await readParts(context.sql, command.caseNo)
  if (parts.length === 0) throw new Error(`the ledger answered for ${command.caseNo}, but the application cannot be read`)
  const body = await applicationView(context, parts, command.caseNo, senderOf(command))
  return { status: command.kind === 'open-application' ? 201 : 200, body }
}

const told = (problem: Problem) => ({ status: problem.status, body: problemBody(problem) })
