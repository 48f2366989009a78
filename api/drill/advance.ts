import { randomUUID } from 'node:crypto'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import proto from '@temporalio/proto'
import { readCalendar } from '../../db/calendar.ts'
import { countNews, countUndelivered, unitsWithTerms } from '../../db/outbox.ts'
import { doFortnightsOf } from '../../db/quality/evaluations.ts'
import { sendReminders } from '../../db/quality/reminders.ts'
import { setWorldNow, worldOffsetMs } from '../../db/worlds.ts'
import { dispatchNews } from '../../dispatch/dispatch.ts'
import { addDays, dateOf, endOfDay, formatInstant, type Instant, parseInstant, startOfDay } from '../../domain/time/instant.ts'
import { caseWorkflowId, clockOffsetMemo, termsWorkflowId } from '../../workflows/messages.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problems.ts'

const { FastForwardPollingResult } = proto.temporal.api.enums.v1
/** A running poll is not woken by everything that ends a fast-forward (spike B4): short slices. */
const pollSliceMs = 1_000
const patienceMs = 60_000
/** Above the server's default of 200 skips; each forward starts the count anew. */
const maximumSkips = 10_000
const sideBySide = 8

/** Where an advance goes, in epoch ms of the world. @throws Problem 422 unless exactly one of `by` and `until` says so, or for the past. */
export function arrivalOf({ by, until }: { by?: string; until?: string }, nowMs: number, setMs: number): number {
  if ((by === undefined) === (until === undefined)) throw new Problem(422, '请给出 by（时长，例如 P3D）或者 until（时刻）之一')
  const target = until === undefined ? nowMs + durationMs(by ?? '') : parseInstant(until)
  // The seconds that have run by since the world was last set do not count: told the same time twice, it has arrived.
  if (target < setMs) throw new Problem(422, `演练世界已到 ${formatInstant(nowMs)}，不能退回到 ${until}`)
  assertPlayable(target)
  return target
}

/** The last day a world may show: its clock runs on from there, and instants end with the year 9999. */
const lastDay = '8999-12-31'

/** @throws Problem 422 for a time that a world's clock could not go on from. */
export function assertPlayable(ms: number): void {
  if (ms > parseInstant(endOfDay(lastDay))) throw new Problem(422, `演练世界的时间不得晚于 ${lastDay}`)
}

function durationMs(iso: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) ?? []
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
}

/** A workflow of a world: a case, a combined application, the terms of a unit. */
interface Runner {
  readonly workflowId: string
  /** The offset its clock keeps; null where the workflow itself tells it. */
  readonly offsetMs: number | null
  /** Lets it do what is due and tells what is next. */
  readonly sync: () => Promise<{ readonly nextAlarmAt: Instant | null }>
}

/**
 * Moves every open workflow of a world to an instant with the server's time skipping, alarm by alarm in order of time, so that what
 * happens in one happens before what is later in another, and whoever is told of it has heard. Holds the world meanwhile.
 */
export function advanceWorld(context: ApiContext, world: string, targetMs: number): Promise<void> {
  return context.worlds.move(world, async () => {
    const offsetMs = await worldOffsetMs(context.sql, world)
    if (offsetMs === null) throw new Problem(404, `没有演练世界 ${world}`)
    const giveUpAt = Date.now() + patienceMs * 5
    for (;;) {
      const { runners, nextAlarmMs } = await settleAll(context, world, giveUpAt)
      const next = Math.min(targetMs, nextAlarmMs)
      await inBatches(runners, runner => forward(context, runner, next, giveUpAt))
      // COMPLETED does not mean that the alarm has fired: `settleAll` makes sure, with a `sync` that runs what is due.
      if (next >= targetMs && (await settleAll(context, world, giveUpAt)).nextAlarmMs > targetMs) break
      if (Date.now() > giveUpAt) throw new Problem(503, `演练世界 ${world} 没有到达 ${formatInstant(targetMs)}，请重试`)
    }
    await remind(context.sql, world, { afterMs: Date.now() + offsetMs, throughMs: targetMs })
    if (targetMs > Date.now() + offsetMs) await setWorldNow(context.sql, world, targetMs)
    // Once the world has arrived: what is recorded from now on is of the day it has arrived at, not of a fortnight that is over.
    await doFortnightsOf(context.sql, world, formatInstant(targetMs))
  })
}

/** What the worker sends by itself as days go by (`worker/reminding.ts`), for all days that are passed. */
async function remind(sql: ApiContext['sql'], world: string, { afterMs, throughMs }: { afterMs: number; throughMs: number }) {
  const span = { world, after: addDays(dateOf(afterMs), -1), through: dateOf(throughMs) }
  await sendReminders(sql, span, await readCalendar(sql, world), day => formatInstant(Math.max(afterMs, startOfDay(day))))
}

/** Has all that is due done and all news heard, and what follows from the news; tells who runs and when the next alarm is (epoch ms). */
async function settleAll(context: ApiContext, world: string, giveUpAt: number) {
  for (;;) {
    const toldBefore = await countNews(context.sql, world)
    await deliverAll(context, world, giveUpAt)
    const runners = await runnersOf(context, world)
    const alarms = await inBatches(runners, runner => settle(runner, giveUpAt))
    const nextAlarmMs = Math.min(...alarms.map(at => at ?? Number.POSITIVE_INFINITY))
    // What was told meanwhile may have been delivered by another process, to a workflow that had its turn already.
    if ((await countNews(context.sql, world)) === toldBefore) return { runners, nextAlarmMs }
  }
}

/** Delivers all news of the world; those that another process has in hand are waited for. */
async function deliverAll(context: ApiContext, world: string, giveUpAt: number): Promise<void> {
  for (;;) {
    await dispatchNews(context, { world })
    if ((await countUndelivered(context.sql, { world })) === 0) return
    if (Date.now() > giveUpAt) throw new Problem(503, `演练世界 ${world} 还有消息没有送达，世界没有前进，请重试`)
    await pause(50)
  }
}

async function runnersOf({ sql, gateway }: ApiContext, world: string): Promise<Runner[]> {
  const cases = await sql<{ caseNo: string; offsetMs: string }[]>`
    select case_no as "caseNo", clock_offset_ms as "offsetMs" from cases where world = ${world} and stage <> 'closed' order by case_no`
  const ofCases = cases.map(({ caseNo, offsetMs }) => ({
    workflowId: caseWorkflowId(caseNo),
    offsetMs: Number(offsetMs),
    sync: () => gateway.sync(caseNo),
  }))
  const ofTerms = (await unitsWithTerms(sql, world)).map(unitCode => ({
    workflowId: termsWorkflowId(world, unitCode),
    offsetMs: null,
    sync: () => gateway.syncTerms(world, unitCode),
  }))
  // Parts of one application share their workflow.
  return [...new Map([...ofCases, ...ofTerms].map(runner => [runner.workflowId, runner])).values()]
}

/** Lets a workflow do what is due and tells its next alarm (epoch ms of the world), null when it has none or is over. */
async function settle({ workflowId, sync }: Runner, giveUpAt: number): Promise<number | null> {
  for (;;) {
    try {
      const { nextAlarmAt } = await sync()
      return nextAlarmAt === null ? null : parseInstant(nextAlarmAt)
    } catch (error) {
      if (isOver(error)) return null
      if (Date.now() > giveUpAt) throw new Problem(503, `${workflowId} 没有应答，演练世界没有前进：${(error as Error).message}`)
      await pause(200)
    }
  }
}

/** Forwards one workflow so that its clock shows `targetMs` of the world. */
async function forward({ client }: ApiContext, runner: Runner, targetMs: number, giveUpAt: number): Promise<void> {
  const clock = await clockOf(client, runner)
  const byMs = clock === null ? 0 : targetMs - clock.offsetMs - clock.temporalMs
  if (byMs <= 0) return
  const id = randomUUID()
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId: runner.workflowId } }
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      ...execution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          fastForwardConfig: { id, duration: durationOf(byMs) },
          disablePropagation: true,
          maxSessionSkipCount: maximumSkips,
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    })
    await arrived(client, execution, id, giveUpAt)
  } catch (error) {
    if (!isOver(error)) throw error
  }
}

async function arrived(client: Client, execution: object, id: string, giveUpAt: number): Promise<void> {
  while (Date.now() < giveUpAt) {
    const answer = await pollOnce(client, execution, id)
    if (answer === null) continue
    const { fastForwardPollingResult: result, failedReason } = answer
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
      if (/execution ended/i.test(failedReason ?? '')) return
      throw new Problem(503, `演练时钟没有到达：${failedReason}`)
    }
  }
  throw new Problem(503, '演练时钟没有在限定时间内到达，请重试')
}

/** Null when the slice ran out without an answer. */
async function pollOnce(client: Client, execution: object, fastForwardId: string) {
  try {
    return await client.withDeadline(Date.now() + pollSliceMs, () =>
      client.workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId } as never),
    )
  } catch (error) {
    if (isGrpcServiceError(error) && (error.code === 4 || error.code === 1)) return null
    throw error
  }
}

/** What Temporal's clock shows for the workflow, and the offset of its world from that; null when it is over. */
async function clockOf(
  client: Client,
  { workflowId, offsetMs }: Runner,
): Promise<{ temporalMs: number; offsetMs: number } | null> {
  try {
    const { status, raw, memo } = await client.workflow.getHandle(workflowId).describe()
    if (status.name !== 'RUNNING') return null
    const time = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime
    const temporalMs = time ? Number(time.seconds ?? 0) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6) : Date.now()
    const kept = offsetMs ?? memo?.[clockOffsetMemo]
    if (typeof kept !== 'number') throw new Error(`${workflowId} does not tell how far its clock is from its world's`)
    return { temporalMs, offsetMs: kept }
  } catch (error) {
    if (isOver(error)) return null
    throw error
  }
}

const durationOf = (ms: number) => ({ seconds: Math.floor(ms / 1_000) as never, nanos: Math.round((ms % 1_000) * 1e6) })

/** NOT_FOUND and "already completed" mean that the workflow is over: it has arrived. */
const isOver = (error: unknown): boolean =>
  (error as { name?: string }).name === 'WorkflowNotFoundError' || (isGrpcServiceError(error) && error.code === 5)

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += sideBySide)
    results.push(...(await Promise.all(items.slice(i, i + sideBySide).map(work))))
  return results
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
