import { siblingsOf } from '../db/applications.ts'
import { allocateNumbers } from '../db/certificates.ts'
import type { Transaction } from '../db/client.ts'
import { readLimits } from '../db/limits.ts'
import { readDuty } from '../db/prompts.ts'
import { type LockedUnit, lockUnits, takePlaces } from '../db/register.ts'
import { readAssignee } from '../db/staffing.ts'
import { holderOf } from '../db/tasks.ts'
import { buildingsOnLand, landOf, readUnitContext, type UnitContextRow } from '../db/unitContext.ts'
import type { Command } from '../domain/case/commands.ts'
import type { ActorFacts, Facts } from '../domain/case/facts.ts'
import { currentTask, taskIdOf } from '../domain/case/tasks.ts'
import type { Application, CaseState } from '../domain/case/types.ts'
import { seededStepLimits } from '../domain/limits/steps.ts'
import { officeOf } from '../domain/office/profile.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import type { UnitFacts } from '../domain/rules/rule.ts'
import { publishedCalendar } from '../domain/time/calendar.ts'
import { dateOf, type Instant, laterOf } from '../domain/time/instant.ts'
import { settleUnit } from './settling.ts'

/** Acts that look at the units, a reply to an organ to tell it what is registered; all others need no lock but the case's own. */
const unitActs: ReadonlySet<string> = new Set(['accept', 'leave', 'record', 'reply-to-court'])

export function touchesUnits(command: Command): boolean {
  if (command.kind === 'alarm') return command.alarm.kind === 'deemed-acceptance'
  return command.kind === 'learn' || unitActs.has(command.action)
}

/** Acts that promise a limit, or tell the applicant of one. */
const tellsLimits = (command: Command): boolean =>
  accepts(command) || (command.kind === 'act' && command.action === 'request-supplement')

/** Something of which people are told: a light that changes, a case nobody sees to, an urging. */
const callsPeople = (command: Command): boolean =>
  command.kind === 'alarm'
    ? command.alarm.kind === 'light' || command.alarm.kind === 'undisposed'
    : command.kind === 'act' && command.action === 'urge'

const records = (command: Command): boolean => command.kind === 'act' && command.action === 'record'

const repliesToCourt = (command: Command): boolean => command.kind === 'act' && command.action === 'reply-to-court'

/** Acts that may end in acceptance: they take their place in the order under the same lock. */
const accepts = (command: Command): boolean =>
  touchesUnits(command) && command.kind !== 'learn' && !records(command) && !repliesToCourt(command)

/** Buildings that come onto the register beside their land: a seizure of the land must see them, and they it (查封规定 21). */
const firstOfBuildings: ReadonlySet<ProcedureId> = new Set(['house-first', 'homestead-first'])

export interface GatheredFacts {
  readonly facts: Facts
  /** Units that may be written: under their locks, with no term left that is over. */
  readonly locked: readonly LockedUnit[]
  /** Whether the ends of terms have put anything into the outbox. */
  readonly told: boolean
}

/** Gathers, under locks, what `decide` may look at. The case's row is locked already. */
export async function gatherFacts(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  now: Instant,
  actor: ActorFacts | null = null,
): Promise<GatheredFacts> {
  const edition = editionOf(state.application.edition)
  const office = officeOf(state.application.office)
  if (!office) throw new Error(`没有登记机构 ${state.application.office} 的设置`)
  const limits = tellsLimits(command) ? { limits: await readLimits(tx, world) } : {}
  const common = {
    ...{ edition, office, calendar: publishedCalendar, actor, stepLimits: seededStepLimits },
    ...limits,
    ...(callsPeople(command) ? { duty: await readDuty(tx, { world, on: dateOf(now) }, state) } : {}),
  }
  if (!touchesUnits(command)) {
    // One set of materials: what any part needs may be handed in (一并申请).
    const siblings = state.part ? await siblingsOf(tx, state.part.applicationNo, state.caseNo) : []
    const nothing = {
      units: [],
      twin: null,
      reached: [],
      siblings,
      order: [],
      certificateNumbers: [],
      ...(await handoverFor(tx, world, state, command, now)),
    }
    return { locked: [], told: false, facts: { ...common, ...nothing, at: laterOf(now, state.lastAt) } }
  }
  const { order, codes } = await takeLocks(tx, world, state, command)
  const context = await readUnitContext(tx, state.caseNo, state.application.units)
  const found = underLock(context, codes, command)
  const at = found.reduce((latest, { unit }) => (unit ? laterOf(latest, unit.lastAt) : latest), laterOf(now, state.lastAt))
  // Whoever learns of a change stays open and hears of the next one as well; an acceptance or a recording has seen it itself.
  const unaware = command.kind === 'learn' ? [] : [state.caseNo]
  const { locked, told } = await settle(tx, { world, at, unaware }, found)
  const seen = withUnits(context, locked)
  const certificateNumbers = await numbersFor(tx, world, state, command, { at, office, edition })
  return { locked, told, facts: { ...common, ...seen, at, order, certificateNumbers } }
}

/** Who has the task that is to be reassigned, and who is to have it. */
async function handoverFor(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  now: Instant,
): Promise<Pick<Facts, 'handover'>> {
  const task = currentTask(state)
  if (command.kind !== 'act' || command.action !== 'reassign' || !task) return {}
  const from = await holderOf(tx, taskIdOf(state.caseNo, task.action))
  const { office } = state.application
  return { handover: { from, assignee: await readAssignee(tx, { world, on: dateOf(now), office, sub: command.body.to }) } }
}

/** Takes the locks in unit-code order; for an acceptance they are the places in the order at the same time. */
async function takeLocks(
  tx: Transaction,
  world: string,
  { application }: CaseState,
  command: Command,
): Promise<{ order: Facts['order']; codes: ReadonlySet<string> }> {
  const { units } = application
  if (accepts(command)) return { order: [...(await takePlaces(tx, world, units))], codes: new Set(units) }
  const beyond = records(command) ? await unitsBeyond(tx, world, application) : []
  const codes = new Set([...units, ...beyond])
  await lockUnits(tx, world, [...codes])
  return { order: [], codes }
}

/** Units that a recording reads or writes although the application does not name them. */
async function unitsBeyond(tx: Transaction, world: string, { edition, procedure, units }: Application): Promise<string[]> {
  if (editionOf(edition).writes.reachesParcel) return buildingsOnLand(tx, world, units)
  return firstOfBuildings.has(procedure) ? units.map(landOf) : []
}

/**
 * What was found and is locked. @throws Error when a building has come onto the parcel between the look and the lock: asked again, it is
 * among the locked.
 */
function underLock({ found, reached }: UnitContextRow, codes: ReadonlySet<string>, command: Command): LockedUnit[] {
  const late = records(command) && reached.find(({ unitCode }) => !codes.has(unitCode))
  if (late) throw new Error(`宗地上刚刚登记了新的房屋 ${late.unitCode}，请重试`)
  return found.filter(({ unitCode }) => codes.has(unitCode))
}

async function settle(
  tx: Transaction,
  frame: { readonly world: string; readonly at: Instant; readonly unaware: readonly string[] },
  units: readonly LockedUnit[],
): Promise<{ locked: LockedUnit[]; told: boolean }> {
  const locked: LockedUnit[] = []
  let anyTold = false
  for (const before of units) {
    const { unit, told } = await settleUnit(tx, frame, before)
    locked.push(unit)
    anyTold ||= told
  }
  return { locked, told: anyTold }
}

/** The context with the units as they are after the ends of their terms. */
function withUnits({ units, reached, twin, siblings }: UnitContextRow, locked: readonly LockedUnit[]) {
  const now = new Map(locked.map(({ unitCode, unit }) => [unitCode, unit]))
  const renewed = (facts: UnitFacts): UnitFacts => ({
    ...facts,
    unit: now.get(facts.unitCode) ?? facts.unit,
    land: facts.land && (now.get(facts.land.unitCode) ?? facts.land),
  })
  return { twin, siblings, units: units.map(renewed), reached: reached.map(renewed) }
}

async function numbersFor(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  { at, office, edition }: Pick<Facts, 'at' | 'office' | 'edition'>,
): Promise<string[][]> {
  const kind = edition.issues
  if (!kind || !records(command) || state.stage !== 'recording') return []
  const { units } = state.application
  const counts = units.map(unitCode => edition.writes.documents(state.application, unitCode))
  const numbers = await allocateNumbers(tx, { world, office, kind, at, count: counts.reduce((total, count) => total + count, 0) })
  return counts.map(count => numbers.splice(0, count))
}
