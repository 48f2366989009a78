import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Sql } from '../db/client.ts'
import { markDelivered, type News, type NewsFilter, takeNews } from '../db/outbox.ts'
import { ownBusiness, worldOffsetMs } from '../db/worlds.ts'
import { caseTaskQueue, caseWorkflowTaskTimeout } from '../temporal.config.ts'
import {
  type CalendarPublishedArgs,
  caseWorkflowId,
  clockOffsetMemo,
  type RegisterChangedArgs,
  signalNames,
  type TermsInput,
  termsWorkflowId,
  termsWorkflowType,
} from '../workflows/messages.ts'

export interface DispatchPorts {
  readonly client: Client
  readonly sql: Sql
  readonly log: Pick<Logger, 'warn'>
}

/** Below the time after which a row taken is given out again (`takeNews`). */
const deliverWithinMs = 1_500

/**
 * Delivers what is in the outbox, at least once, until nothing is left that may be taken now. What could not be delivered stays and is
 * tried again later. Answers how many were delivered.
 */
export async function dispatchNews(ports: DispatchPorts, filter: NewsFilter = {}): Promise<number> {
  let delivered = 0
  for (let news = await takeNews(ports.sql, filter); news.length > 0; news = await takeNews(ports.sql, filter)) {
    const ids = (await Promise.all(news.map(one => attempt(ports, one)))).flat()
    await markDelivered(ports.sql, ids)
    delivered += ids.length
  }
  return delivered
}

async function attempt(ports: DispatchPorts, news: News): Promise<number[]> {
  try {
    await ports.client.withDeadline(Date.now() + deliverWithinMs, () => deliver(ports, news))
    return [news.id]
  } catch (error) {
    ports.log.warn({ newsId: news.id, err: error }, 'news not delivered yet; it stays in the outbox and is tried again')
    return []
  }
}

async function deliver(ports: DispatchPorts, news: News): Promise<void> {
  if (news.kind === 'register-changed')
    return signalCase<RegisterChangedArgs>(ports.client, news.caseNo, signalNames.registerChanged, [news.payload])
  if (news.kind === 'calendar-published')
    return signalCase<CalendarPublishedArgs>(ports.client, news.caseNo, signalNames.calendarPublished, [
      news.payload.year,
      news.caseNo,
    ])
  const offsetMs = await worldOffsetMs(ports.sql, news.world)
  if (offsetMs === null) return
  await (news.hasTerm ? wakeTerms(ports.client, termsInput(news, offsetMs)) : signalTerms(ports.client, news))
}

/** A closed case has no workflow, and no use for the news. */
function signalCase<Args extends unknown[]>(client: Client, caseNo: string, signal: string, args: Args): Promise<void> {
  const handle = client.workflow.getHandle(caseWorkflowId(caseNo))
  return unlessOver(handle.signal<Args>(signal, ...args))
}

/** The last term is gone: a workflow that watches it may end; none is started for it. */
const signalTerms = (client: Client, { world, unitCode }: Pick<TermsInput, 'world' | 'unitCode'>): Promise<void> =>
  unlessOver(client.workflow.getHandle(termsWorkflowId(world, unitCode)).signal(signalNames.registerChanged))

const termsInput = ({ world, unitCode }: Pick<TermsInput, 'world' | 'unitCode'>, clockOffsetMs: number): TermsInput => ({
  world,
  unitCode,
  clockOffsetMs: world === ownBusiness ? 0 : clockOffsetMs,
})

/** Tells the unit's terms to look again, and starts their workflow where none runs. */
export async function wakeTerms(client: Client, input: TermsInput): Promise<void> {
  await client.workflow.signalWithStart(termsWorkflowType, {
    ...termsStart(input),
    signal: signalNames.registerChanged,
    signalArgs: [],
  })
}

/** How a terms' workflow is started, by whoever has a word for it. */
export const termsStart = (input: TermsInput) => ({
  workflowId: termsWorkflowId(input.world, input.unitCode),
  taskQueue: caseTaskQueue,
  args: [input] as [TermsInput],
  memo: { [clockOffsetMemo]: input.clockOffsetMs },
  workflowTaskTimeout: caseWorkflowTaskTimeout,
})

async function unlessOver(signalled: Promise<void>): Promise<void> {
  try {
    await signalled
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && error.code === 5))) throw error
  }
}
