import { readParts } from '../../db/applications.ts'
import type { PendingCommand } from '../../db/pendingCommands.ts'
import { readStaff } from '../../db/staff.ts'
import { readCaseInContext } from '../../db/unitContext.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { Problem, problemBody, refusalProblem } from '../problems.ts'
import { applicationView } from './applicationView.ts'
import type { Outcome } from './commandDesk.ts'
import { viewOf } from './read.ts'

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
  const found = await readCaseInContext(context.sql, command.caseNo)
  if (!found) throw new Error(`the ledger answered for ${command.caseNo}, but the case cannot be read`)
  const { now } = await worldOf(context, found.row.world)
  const person = await readStaff(context.sql, command.sub)
  const reader = person ?? { sub: command.sub, office: found.row.state.application.office, posts: [] }
  return { status: command.kind === 'open' ? 201 : 200, body: viewOf(found, now, reader) }
}

async function toldApplication(context: ApiContext, command: PendingCommand): Promise<{ status: number; body: unknown }> {
  const parts = await readParts(context.sql, command.caseNo)
  const [first] = parts
  if (!first) throw new Error(`the ledger answered for ${command.caseNo}, but the application cannot be read`)
  const person = await readStaff(context.sql, command.sub)
  const reader = person ?? { sub: command.sub, office: first.state.application.office, posts: [] }
  const body = await applicationView(context, parts, command.caseNo, reader)
  return { status: command.kind === 'open-application' ? 201 : 200, body }
}

const told = (problem: Problem) => ({ status: problem.status, body: problemBody(problem) })
