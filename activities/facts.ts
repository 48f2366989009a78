import { allocateNumbers } from '../db/certificates.ts'
import type { Transaction } from '../db/client.ts'
import { type LockedUnit, lockUnits, takePlaces } from '../db/register.ts'
import { readUnitContext } from '../db/unitContext.ts'
import type { Command } from '../domain/case/commands.ts'
import type { Facts } from '../domain/case/facts.ts'
import type { CaseState } from '../domain/case/types.ts'
import { officeOf } from '../domain/office/profile.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import { publishedCalendar } from '../domain/time/calendar.ts'
import { type Instant, laterOf } from '../domain/time/instant.ts'

/** Acts whose rules look at the units; all others need no lock but the case's own. */
const unitActs: ReadonlySet<string> = new Set(['accept', 'leave', 'record'])

export const touchesUnits = (command: Command): boolean =>
  command.kind === 'alarm' ? command.alarm.kind === 'deemed-acceptance' : unitActs.has(command.action)

/** Acts that may end in acceptance: they take their place in the order under the same lock. */
const accepts = (command: Command): boolean => command.kind === 'alarm' || command.action !== 'record'

export interface GatheredFacts {
  readonly facts: Facts
  readonly locked: readonly LockedUnit[]
}

/** Gathers, under locks, what `decide` may look at. The case's row is locked already. */
export async function gatherFacts(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  now: Instant,
): Promise<GatheredFacts> {
  const edition = editionOf(state.application.edition)
  const office = officeOf(state.application.office)
  if (!office) throw new Error(`没有登记机构 ${state.application.office} 的设置`)
  const common = { edition, office, calendar: publishedCalendar }
  if (!touchesUnits(command)) {
    return {
      locked: [],
      facts: { ...common, at: laterOf(now, state.lastAt), units: [], twin: null, order: [], certificateNumbers: [] },
    }
  }
  const codes = state.application.units
  const order = accepts(command) ? [...(await takePlaces(tx, world, codes))] : []
  if (order.length === 0) await lockUnits(tx, world, codes)
  const { units, locked, twin } = await readUnitContext(tx, state.caseNo, codes)
  const at = locked.reduce((latest, { unit }) => (unit ? laterOf(latest, unit.lastAt) : latest), laterOf(now, state.lastAt))
  const certificateNumbers = await numbersFor(tx, world, state, command, { at, office, edition })
  return { locked, facts: { ...common, at, units, twin, order, certificateNumbers } }
}

async function numbersFor(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  { at, office, edition }: Pick<Facts, 'at' | 'office' | 'edition'>,
): Promise<string[][]> {
  const kind = edition.issues
  if (!kind || command.kind !== 'act' || command.action !== 'record' || state.stage !== 'recording') return []
  const perUnit = edition.writes.documents(state.application)
  const count = perUnit * state.application.units.length
  const numbers = await allocateNumbers(tx, { world, office, kind, at, count })
  return state.application.units.map((_, i) => numbers.slice(i * perUnit, (i + 1) * perUnit))
}
