import { ApplicationFailure } from '@temporalio/common'
import { traceAccess } from '../db/accesses.ts'
import { advanceCase, type CaseRow, insertCase, joinOrder, type LockedCase, leaveOrder, lockCase } from '../db/cases.ts'
import { keepNumbers } from '../db/certificates.ts'
import type { Sql, Transaction } from '../db/client.ts'
import { becomesCase } from '../db/enquiries.ts'
import { appendEvents, chain, emptyLedger, type LedgerPosition, readEvents } from '../db/ledger.ts'
import { departmentsOfOriginal } from '../db/originalCase.ts'
import { addPrompts } from '../db/prompts.ts'
import { keepRefusal } from '../db/refusals.ts'
import { type LockedUnit, type WrittenEntry, writeEntry } from '../db/register.ts'
import { readActor } from '../db/staffing.ts'
import { giveTask } from '../db/tasks.ts'
import type { Command } from '../domain/case/commands.ts'
import { decide } from '../domain/case/decide/decide.ts'
import { stoodInFor } from '../domain/case/decide/standIn.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import { evolve } from '../domain/case/evolve.ts'
import type { ActorFacts, Facts, RegisterWrite } from '../domain/case/facts.ts'
import { deemedAcceptanceAt } from '../domain/case/filing.ts'
import { promptsOf } from '../domain/case/prompts.ts'
import { taskIdOf } from '../domain/case/tasks.ts'
import { tracksOf } from '../domain/case/tracks.ts'
import type { Actor, Application, ApplicationPart, CaseState, Refusal, UnitPlace } from '../domain/case/types.ts'
import { isKept } from '../domain/integrity/evidence.ts'
import { officeOf } from '../domain/office/profile.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import { publishedCalendar } from '../domain/time/calendar.ts'
import { dateOf, type Instant } from '../domain/time/instant.ts'
import { gatherFacts } from './facts.ts'

export interface OpenRequest {
  readonly caseNo: string
  readonly world: string
  readonly clockOffsetMs: number
  readonly now: Instant
  readonly application: Application
  readonly part?: ApplicationPart
  readonly actor: Actor
  readonly commandId: string
  readonly commandDigest: string
  readonly receivedAt: Instant
}

export interface PerformRequest {
  readonly caseNo: string
  readonly world: string
  readonly now: Instant
  readonly expected: LedgerPosition
  readonly command: Command
}

/**
 * `done`: the command is in the ledger, now or from an earlier attempt. `refused`: a rule is broken, nothing was written.
 * `behind`: the ledger is ahead of the workflow and the command was not looked at. `events` are all the workflow has missed.
 */
export type PerformResult =
  | { readonly outcome: 'done' | 'behind'; readonly events: LedgerEvent[] }
  | { readonly outcome: 'refused'; readonly events: LedgerEvent[]; readonly refusal: Refusal }

export interface CaseActivities {
  /** Writes the case's first event; asked again, answers with what is there. */
  open(request: OpenRequest): Promise<PerformResult>
  /** One command, one transaction. */
  perform(request: PerformRequest): Promise<PerformResult>
  /** What the ledger has after a position. */
  catchUp(request: { readonly caseNo: string; readonly expected: LedgerPosition }): Promise<PerformResult>
}

/** What happens around the commit beside the transaction; the first two are where tests on the real parts inject a fault. */
export interface PerformHooks {
  readonly beforeCommit?: (command: Command) => Promise<void>
  readonly afterCommit?: (command: Command) => Promise<void>
  /** Something is in the outbox: it need not wait for the next look. */
  readonly afterNews?: () => void
}

export function createCaseActivities(sql: Sql, hooks: PerformHooks = {}): CaseActivities {
  return {
    open: request => sql.begin(tx => openCase(tx, request)) as Promise<PerformResult>,
    catchUp: async ({ caseNo, expected }) => ({ outcome: 'behind', events: await missedEvents(sql, caseNo, expected) }),
    perform: async request => {
      const { told, ...result } = await inTransaction(sql, request, async tx => {
        const answer = await perform(tx, request)
        await hooks.beforeCommit?.(request.command)
        return answer
      })
      if (told) hooks.afterNews?.()
      await hooks.afterCommit?.(request.command)
      return result
    },
  }
}

/** A result, and whether the transaction has put anything into the outbox. */
type Committed = PerformResult & { readonly told: boolean }

async function inTransaction(
  sql: Sql,
  request: PerformRequest,
  work: (tx: Transaction) => Promise<Committed>,
): Promise<Committed> {
  try {
    return (await sql.begin(work)) as Committed
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await keepAttempt(sql, request, error)
    return { outcome: 'refused', events: [], refusal: error.refusal, told: false }
  }
}

/** A refusal is an answer and leaves nothing behind, except of attempts that the integrity signals list. */
export async function keepAttempt(
  sql: Sql | Transaction,
  { world, now, command }: Attempted,
  { caseNo, refusal }: Pick<Refused, 'caseNo' | 'refusal'>,
): Promise<void> {
  if (command.kind !== 'act' || !isKept(refusal.rule)) return
  const { action, actor, commandId } = command
  await keepRefusal(sql, world, { ...{ caseNo, action, commandId }, sub: actor.sub, at: now, ...refusal })
}

type Attempted = Pick<PerformRequest, 'world' | 'now' | 'command'>

/** Writes a case's first event, in the caller's transaction. */
export async function openCase(tx: Transaction, request: OpenRequest): Promise<PerformResult> {
  const present = await readEvents(tx, request.caseNo)
  if (present.length > 0) return { outcome: 'done', events: present }
  const { application, now } = request
  const office = officeOf(application.office)
  if (!office) throw new Error(`没有登记机构 ${application.office} 的设置`)
  const edition = editionOf(application.edition)
  const original = edition.tracks.departmentsOfOriginal
    ? await departmentsOfOriginal(tx, request.world, application.units, application.facts.of)
    : []
  const { enquiry } = application
  const firstAsked = enquiry
    ? await becomesCase(tx, { world: request.world, office: office.office }, enquiry, request.caseNo)
    : null
  const events = chain(emptyLedger, frameOf(request, now, null, request.actor.sub), [
    {
      type: 'Filed',
      data: {
        application,
        tracks: tracksOf(edition, application, original),
        deemedAcceptanceAt: deemedAcceptanceAt(application, office, publishedCalendar, now),
        world: request.world,
        ...(edition.entry === 'application' ? {} : { entry: edition.entry }),
        ...(request.part ? { part: request.part } : {}),
        ...(firstAsked ? { firstAsked } : {}),
      },
    },
  ])
  const state = foldOnto(null, events, request.caseNo)
  await Promise.all([appendEvents(tx, request.caseNo, events), insertCase(tx, request.world, request.clockOffsetMs, state)])
  return { outcome: 'done', events }
}

async function perform(tx: Transaction, request: PerformRequest): Promise<Committed> {
  // Asked together with the lock: who acts costs no round trip of its own.
  const [row, actor] = await Promise.all([lockAt(tx, request), actorFacts(tx, request, [request.caseNo])])
  if (row.missed.length === 0) return decideAndWrite(tx, request, row, actor)
  const applied = row.missed.some(event => event.commandId === request.command.commandId)
  return { outcome: applied ? 'done' : 'behind', events: [...row.missed], told: false }
}

/** What is known of who acts; alarms and news act by themselves. */
export async function actorFacts(
  tx: Transaction,
  { world, now, command }: Pick<PerformRequest, 'world' | 'now' | 'command'>,
  caseNos: readonly string[],
): Promise<ActorFacts | null> {
  return command.kind === 'act' ? readActor(tx, { world, on: dateOf(now), sub: command.actor.sub, caseNos }) : null
}

/** The case under its lock, with what its ledger has beyond the position. @throws when the ledger is not the one that was followed. */
export async function lockAt(
  tx: Transaction,
  { caseNo, expected }: Pick<PerformRequest, 'caseNo' | 'expected'>,
): Promise<LockedCase> {
  const row = await lockCase(tx, caseNo, expected.seq)
  if (!row) throw diverged(caseNo, `账本中没有这个案件，流程却已到第 ${expected.seq} 号事件`)
  if (row.missed.length > 0) checkContinues(caseNo, expected, row.missed)
  else if (row.seq !== expected.seq || row.head !== expected.head)
    throw diverged(caseNo, `流程在第 ${expected.seq} 号，账本在第 ${row.seq} 号`)
  return row
}

/** Decides one command on a locked case and writes what comes of it. @throws Refused when a rule is broken. */
export async function decideAndWrite(
  tx: Transaction,
  { caseNo, world, now, expected, command }: PerformRequest,
  row: CaseRow,
  actor: ActorFacts | null,
): Promise<Committed> {
  const { facts, locked, told } = await gatherFacts(tx, world, row.state, command, now, actor)
  const decision = decide(row.state, command, facts)
  if (decision.kind === 'refused') throw new Refused(caseNo, decision.refusal)
  const dueAt = command.kind === 'alarm' ? command.alarm.dueAt : null
  const frame = { caseNo, commandId: command.commandId, commandDigest: command.digest, receivedAt: command.receivedAt }
  const standsInFor = command.kind === 'act' ? stoodInFor(row.state, command, actor) : null
  const inStead = standsInFor ? { onBehalfOf: standsInFor.sub } : {}
  const events = chain(expected, { ...frameOf(frame, facts.at, dueAt, command.actor.sub), ...inStead }, decision.events)
  if (events.length === 0) return { outcome: 'done', events, told }
  const state = foldOnto(row.state, events, caseNo)
  const [written] = await Promise.all([
    Promise.all(registerChanges(tx, { world, caseNo, at: facts.at, writes: decision.writes, locked })),
    advanceCase(tx, state, events),
    ...orderChanges(tx, row.state, state, facts.order),
    ...certificateRows(tx, world, caseNo, state, events),
    ...looksGiven(tx, world, command.actor, state, events),
    ...handedOver(tx, caseNo, events),
    ...prompted(tx, world, state, events, facts),
  ])
  return { outcome: 'done', events, told: told || written.some(entry => entry.told) }
}

/** A refusal rolls the transaction back: it leaves nothing behind, not even a certificate number taken in vain. */
export class Refused extends Error {
  readonly caseNo: string
  readonly refusal: Refusal
  constructor(caseNo: string, refusal: Refusal) {
    super(refusal.detail)
    this.caseNo = caseNo
    this.refusal = refusal
  }
}

function orderChanges(tx: Transaction, before: CaseState, after: CaseState, order: readonly UnitPlace[]) {
  if (!('acceptance' in before) && 'acceptance' in after) return [joinOrder(tx, after.caseNo, order)]
  const waited = before.entry === 'entrustment' || before.stage === 'examination' || before.stage === 'recording'
  return waited && ('recording' in after || after.stage === 'closed') ? [leaveOrder(tx, after.caseNo)] : []
}

interface RegisterChange {
  readonly world: string
  readonly caseNo: string
  readonly at: Instant
  readonly writes: readonly RegisterWrite[]
  readonly locked: readonly LockedUnit[]
}

function registerChanges(tx: Transaction, { world, caseNo, at, writes, locked }: RegisterChange): Promise<WrittenEntry>[] {
  return writes.map(({ unitCode, entry }) => {
    const before = locked.find(unit => unit.unitCode === unitCode)
    if (!before) throw new Error(`登簿写入了未加锁的不动产单元 ${unitCode}`)
    return writeEntry(tx, { world, before, entry, at, caseNo })
  })
}

/** A query that is answered is a look at the register, and leaves its trace with the answer (S0-119). */
function looksGiven(tx: Transaction, world: string, actor: Actor, { application }: CaseState, events: readonly LedgerEvent[]) {
  const answered = events.find(
    event => event.type === 'Recorded' && event.data.notices.some(notice => notice.kind === 'query-result'),
  )
  if (!answered) return []
  const { parties, units, facts, office, channel } = application
  const look = {
    ...{ world, office, channel, at: answered.at, shown: 1 },
    purpose: facts.purpose ?? '信息查询',
    scope: `query:${parties.map(({ role }) => role).join('、')}`,
    onBehalfOf: parties.map(({ name }) => name).join('、'),
  }
  return units.map(objectId => traceAccess(tx, actor, { ...look, object: 'register-unit', objectId }))
}

/** Whoever has to know of it is told in the same transaction (S0-118). */
function prompted(tx: Transaction, world: string, state: CaseState, events: readonly LedgerEvent[], { at, duty }: Facts) {
  const prompts = duty ? promptsOf(state, events, duty) : []
  return prompts.length > 0 ? [addPrompts(tx, { world, caseNo: state.caseNo, at }, prompts)] : []
}

/** A reassigned task is claimed by whom it was given to, in the same transaction (S4-75). */
function handedOver(tx: Transaction, caseNo: string, events: readonly LedgerEvent[]) {
  return events.flatMap(event =>
    event.type === 'Reassigned'
      ? [giveTask(tx, { taskId: taskIdOf(caseNo, event.data.action), caseNo, sub: event.data.to, at: event.at })]
      : [],
  )
}

function certificateRows(tx: Transaction, world: string, caseNo: string, state: CaseState, events: readonly LedgerEvent[]) {
  const recorded = events.find(event => event.type === 'Recorded')
  if (!recorded || !('recording' in state) || state.recording.certificates.length === 0) return []
  const issued = state.recording.certificates.map(({ number, kind, unitCode }) => ({ number, kind, unitCode }))
  return [
    keepNumbers(
      tx,
      issued.map(one => ({ world, ...one, caseNo, at: recorded.at })),
    ),
  ]
}

export async function missedEvents(sql: Sql, caseNo: string, expected: LedgerPosition): Promise<LedgerEvent[]> {
  const events = await readEvents(sql, caseNo, expected.seq)
  checkContinues(caseNo, expected, events)
  return events
}

function checkContinues(caseNo: string, expected: LedgerPosition, events: readonly LedgerEvent[]): void {
  const first = events[0]
  if (first && first.prevHash !== expected.head)
    throw diverged(caseNo, `第 ${first.seq} 号事件不接在流程所知的第 ${expected.seq} 号之后`)
}

/** The ledger is not the one the workflow has followed: nothing may go on until an auditor has looked. */
function diverged(caseNo: string, detail: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`案件 ${caseNo} 的账本与流程不一致：${detail}。请通知审计岗`, 'LedgerDiverged')
}

function frameOf(
  {
    caseNo,
    commandId,
    commandDigest,
    receivedAt,
  }: { caseNo: string; commandId: string; commandDigest: string; receivedAt: Instant },
  at: Instant,
  dueAt: Instant | null,
  actor: string,
) {
  return { caseNo, at, receivedAt, dueAt, actor, commandId, commandDigest }
}

function foldOnto(state: CaseState | null, events: readonly LedgerEvent[], caseNo: string): CaseState {
  const folded = events.reduce<CaseState | null>((before, event) => evolve(before, event, caseNo), state)
  if (!folded) throw new Error('没有事件')
  return folded
}
