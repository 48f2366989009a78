import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertCase } from '../db/cases.ts'
import type { Transaction } from '../db/client.ts'
import { genesis } from '../db/hashChain.ts'
import { lockUnits, readUnits, writeEntry } from '../db/register.ts'
import { landOf } from '../db/unitContext.ts'
import type { ActCommand } from '../domain/case/commands.ts'
import { type ApplicationChange, ordinary } from '../domain/case/testing/applications.ts'
import { anObjection, aSeizure, asLoaded, house, nextDoor, registered } from '../domain/case/testing/register.ts'
import type { CaseState } from '../domain/case/types.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import type { Unit } from '../domain/register/types.ts'
import { builtInCalendar } from '../domain/time/calendar.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { gatherFacts } from './facts.ts'

// What a transaction locks, settles and sees before it decides: on a database of its own.

let own: OwnDatabase
let world: string
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(() => {
  world = randomUUID()
})

const land = landOf(house)
const record = { kind: 'act', action: 'record', body: {}, commandId: 'r', digest: 'r' } as unknown as ActCommand
const now = '2025-06-05T10:00:00+08:00'
const known = { actor: null, calendar: builtInCalendar }

async function write(tx: Transaction, unitCode: string, change: Partial<Unit> = {}): Promise<void> {
  const [before] = await readUnits(tx, world, [unitCode])
  if (!before) throw new Error('nothing read')
  const unit = asLoaded(registered({ ...change, unitCode }))
  await writeEntry(tx, { world, before, entry: { kind: 'unit-loaded', unit }, at: '2025-03-03T10:00:00+08:00', caseNo: null })
}

const onRegister = (unitCode: string, change: Partial<Unit> = {}) => own.sql.begin(tx => write(tx, unitCode, change))

/** A case that stands at recording. */
async function atRecording(procedure: ProcedureId, change: ApplicationChange = {}, lastAt = now): Promise<CaseState> {
  const application = ordinary[procedure]?.(change)
  if (!application) throw new Error(`no ordinary application for ${procedure}`)
  const bare = { caseNo: randomUUID(), application, part: null, stage: 'recording', filedAt: now, lastAt, seq: 1, head: genesis }
  const state = bare as unknown as CaseState
  await own.sql.begin(tx => insertCase(tx, world, 0, state))
  return state
}

const gathered = (state: CaseState, at = now) =>
  own.sql.begin(tx => gatherFacts(tx, world, state, record, at, known)) as ReturnType<typeof gatherFacts>

/** Whether another transaction would have to wait for the unit. */
async function isLocked(unitCode: string): Promise<boolean> {
  try {
    await own.sql`select 1 from unit_order where world = ${world} and unit_code = ${unitCode} for update nowait`
    return false
  } catch {
    return true
  }
}

describe('what is locked for recording', () => {
  it('a seizure of the land and the first registration of a building on it never miss each other [SF-21]', async () => {
    await onRegister(land)
    const state = await atRecording('seizure', { units: [land] })
    let registeredNow = () => {}
    const first = own.sql.begin(async tx => {
      await lockUnits(tx, world, [house, land])
      await write(tx, house)
      await new Promise<void>(resolve => (registeredNow = resolve))
    })
    await sleep(100)
    const seizing = gathered(state)
    seizing.catch(() => undefined)
    await sleep(300)
    registeredNow()
    await first
    // The look before the lock saw no building: tried again, it has it.
    await expect(seizing).rejects.toThrow(house)
    const { facts, locked } = await gathered(state)
    expect(facts.reached.map(({ unitCode }) => unitCode)).toEqual([house])
    expect(locked.map(({ unitCode }) => unitCode).sort()).toEqual([house, land])
  })

  it.each([
    ['house-first', true],
    ['transfer-by-sale', false],
  ] as const)('%s: the land is locked too: %s', async (procedure, locks) => {
    await onRegister(land)
    await own.sql.begin(tx => lockUnits(tx, world, [house, land]))
    const state = await atRecording(procedure, { units: [house] })
    await own.sql.begin(async tx => {
      const { facts } = await gatherFacts(tx, world, state, record, now, known)
      expect(facts.units[0]?.land?.unitCode).toBe(land)
      expect([await isLocked(house), await isLocked(land)]).toEqual([true, locks])
    })
  })

  it('a mortgage of the land locks no building', async () => {
    for (const code of [land, house, nextDoor]) await onRegister(code)
    const { facts, locked } = await gathered(await atRecording('mortgage-first', { units: [land] }))
    expect(facts.reached).toEqual([])
    expect(locked.map(({ unitCode }) => unitCode)).toEqual([land])
  })
})

describe('terms that are over', () => {
  const expiring = {
    seizures: [aSeizure({ from: '2022-06-05', until: '2025-06-04' })],
    objections: [anObjection({ lapsesOn: '2025-06-04' })],
  }

  it('have ended before anything is decided, dated their end; entries follow from there [SF-27, CC-220-2]', async () => {
    await onRegister(house, expiring)
    const { facts, locked, told } = await gathered(await atRecording('transfer-by-sale'))
    expect(facts.units[0]?.unit).toMatchObject({
      version: 3,
      seizures: [{ status: 'expired' }],
      objections: [{ status: 'lapsed' }],
    })
    expect(locked).toMatchObject([{ unitCode: house, unit: { version: 3, lastAt: '2025-06-05T00:00:00+08:00' } }])
    expect(told).toBe(true)
    expect((await readUnits(own.sql, world, [house]))[0]).toEqual(locked[0])
  })

  it('stand as they were when the act is refused: the terms themselves end them', async () => {
    await onRegister(house, expiring)
    const state = await atRecording('transfer-by-sale')
    const refused = own.sql.begin(async tx => {
      await gatherFacts(tx, world, state, record, now, known)
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    expect((await readUnits(own.sql, world, [house]))[0]?.unit).toMatchObject({ version: 1, seizures: [{ status: 'active' }] })
  })

  it('whose last day is today still stand', async () => {
    await onRegister(house, expiring)
    const lastSecond = '2025-06-04T23:59:59+08:00'
    const { facts, told } = await gathered(await atRecording('transfer-by-sale', {}, '2025-06-04T09:00:00+08:00'), lastSecond)
    expect(facts.at).toBe(lastSecond)
    expect(facts.units[0]?.unit).toMatchObject({
      version: 1,
      seizures: [{ status: 'active' }],
      objections: [{ status: 'active' }],
    })
    expect(told).toBe(false)
  })
})

describe('certificate numbers', () => {
  it('are as many on each unit as the procedure issues there: of an easement one, on the land that serves [CN-1]', async () => {
    for (const code of [house, nextDoor]) await onRegister(code)
    const { facts } = await gathered(await atRecording('easement-first'))
    expect(facts.certificateNumbers).toEqual([[expect.stringMatching(/不动产证明第\d{7}号$/)], []])
  })
})
