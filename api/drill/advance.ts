import { randomUUID } from 'node:crypto'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import proto from '@temporalio/proto'
import { setWorldNow, worldOffsetMs } from '../../db/worlds.ts'
import { endOfDay, formatInstant, parseInstant } from '../../domain/time/instant.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'
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

/**
 * Moves every open case of a world to an instant with the server's time skipping, alarm by alarm in order of time, so that what happens
 * in one case happens before what is later in another. Holds the world meanwhile.
 */
export function advanceWorld(context: ApiContext, world: string, targetMs: number): Promise<void> {
  return context.worlds.move(world, async () => {
    const offsetMs = await worldOffsetMs(context.sql, world)
    if (offsetMs === null) throw new Problem(404, `没有演练世界 ${world}`)
    const giveUpAt = Date.now() + patienceMs * 5
    for (;;) {
      const caseNos = await openCases(context, world)
      const alarms = await inBatches(caseNos, caseNo => settle(context, caseNo, giveUpAt))
      const next = Math.min(targetMs, ...alarms.filter(at => at !== null))
      await inBatches(caseNos, caseNo => forward(context, world, caseNo, next, giveUpAt))
      // COMPLETED does not mean that the alarm has fired: `settle` makes sure, with a `sync` that runs what is due.
      if (
        next >= targetMs &&
        (await inBatches(caseNos, caseNo => settle(context, caseNo, giveUpAt))).every(at => at === null || at > targetMs)
      )
        break
      if (Date.now() > giveUpAt) throw new Problem(503, `演练世界 ${world} 没有到达 ${formatInstant(targetMs)}，请重试`)
    }
    if (targetMs > Date.now() + offsetMs) await setWorldNow(context.sql, world, targetMs)
  })
}

async function openCases({ sql }: ApiContext, world: string): Promise<string[]> {
  const rows = await sql<
    { caseNo: string }[]
  >`select case_no as "caseNo" from cases where world = ${world} and stage <> 'closed' order by case_no`
  return rows.map(row => row.caseNo)
}

/** Lets the case do what is due and tells its next alarm (epoch ms of the world), null when it has none or is over. */
async function settle({ gateway }: ApiContext, caseNo: string, giveUpAt: number): Promise<number | null> {
  for (;;) {
    try {
      const { nextAlarmAt } = await gateway.sync(caseNo)
      return nextAlarmAt === null ? null : parseInstant(nextAlarmAt)
    } catch (error) {
      if (isOver(error)) return null
      if (Date.now() > giveUpAt) throw new Problem(503, `案件 ${caseNo} 没有应答，演练世界没有前进：${(error as Error).message}`)
      await pause(200)
    }
  }
}

/** Forwards one case so that its clock shows `targetMs` of the world. */
async function forward(context: ApiContext, world: string, caseNo: string, targetMs: number, giveUpAt: number): Promise<void> {
  const { client } = context
  const offsetMs = await caseOffsetMs(context, world, caseNo)
  const current = await currentTimeMs(client, caseNo)
  const byMs = targetMs - offsetMs - (current ?? Number.POSITIVE_INFINITY)
  if (byMs <= 0) return
  const id = randomUUID()
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId: caseWorkflowId(caseNo) } }
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

async function currentTimeMs(client: Client, caseNo: string): Promise<number | null> {
  try {
    const description = await client.workflow.getHandle(caseWorkflowId(caseNo)).describe()
    if (description.status.name !== 'RUNNING') return null
    const time = description.raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime
    return time ? Number(time.seconds ?? 0) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6) : Date.now()
  } catch (error) {
    if (isOver(error)) return null
    throw error
  }
}

/** A case's clock keeps the offset it started with; the ledger's first event and the workflow's start tell it. */
async function caseOffsetMs({ sql }: ApiContext, world: string, caseNo: string): Promise<number> {
  const [row] = await sql<
    { offsetMs: string }[]
  >`select clock_offset_ms as "offsetMs" from cases where case_no = ${caseNo} and world = ${world}`
  return Number(row?.offsetMs ?? 0)
}

const durationOf = (ms: number) => ({ seconds: Math.floor(ms / 1_000) as never, nanos: Math.round((ms % 1_000) * 1e6) })

/** NOT_FOUND and "already completed" mean that the case is over: it has arrived. */
const isOver = (error: unknown): boolean =>
  (error as { name?: string }).name === 'WorkflowNotFoundError' || (isGrpcServiceError(error) && error.code === 5)

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += sideBySide)
    results.push(...(await Promise.all(items.slice(i, i + sideBySide).map(work))))
  return results
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
