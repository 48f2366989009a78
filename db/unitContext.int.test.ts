import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { servedAtOf } from '../domain/case/service.ts'
import { type ApplicationChange, ordinary } from '../domain/case/testing/applications.ts'
import { asLoaded, elsewhere, house, nextDoor, registered } from '../domain/case/testing/register.ts'
import type { Application, CaseState } from '../domain/case/types.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { insertCase, joinOrder, leaveOrder, sortable } from './cases.ts'
import { genesis } from './hashChain.ts'
import { lockUnits, readUnits, takePlaces, writeEntry } from './register.ts'
import { buildingsOnLand, landOf, readUnitContext } from './unitContext.ts'

// What stands before a case on its units, and around them: on a database of its own.

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

interface Filing extends ApplicationChange {
  /** Of a combined application, and which part of it. */
  readonly part?: { readonly applicationNo: string; readonly no: number; readonly of: number }
  /** Does not take its place in the order. */
  readonly notAccepted?: true
}

function applicationFor(procedure: ProcedureId, change: ApplicationChange): Application {
  const make = ordinary[procedure]
  if (!make) throw new Error(`no ordinary application for ${procedure}`)
  return make(change)
}

/** Files a case, and accepts it unless told otherwise. */
async function filed(procedure: ProcedureId, { part, notAccepted, ...change }: Filing = {}): Promise<string> {
  const caseNo = randomUUID()
  const application = applicationFor(procedure, change)
  const state = {
    caseNo,
    application,
    part: part ?? null,
    stage: 'recording',
    filedAt: '2025-06-05T10:00:00+08:00',
    seq: 1,
    head: genesis,
  }
  await own.sql.begin(async tx => {
    await insertCase(tx, world, 0, state as unknown as CaseState)
    if (!notAccepted) await joinOrder(tx, caseNo, await takePlaces(tx, world, application.units))
  })
  return caseNo
}

async function onRegister(...codes: string[]): Promise<void> {
  await own.sql.begin(async tx => {
    await lockUnits(tx, world, codes)
    for (const before of await readUnits(tx, world, codes)) {
      const unit = asLoaded(registered({ unitCode: before.unitCode }))
      await writeEntry(tx, { world, before, entry: { kind: 'unit-loaded', unit }, at: '2025-03-03T10:00:00+08:00', caseNo: null })
    }
  })
}

const contextOf = async (caseNo: string, units: string[] = [house]) =>
  own.sql.begin(tx => readUnitContext(tx, caseNo, units)) as ReturnType<typeof readUnitContext>

const ahead = async (caseNo: string, unitCode = house) =>
  (await contextOf(caseNo, [unitCode])).units[0]?.earlier.map(other => other.caseNo)

describe('cases that are to be recorded before', () => {
  it('of an application: those accepted earlier, the first first; not later ones, not recorded ones, not those on another unit', async () => {
    await onRegister(house)
    const [first, recorded, second] = [
      await filed('transfer-by-sale'),
      await filed('mortgage-cancel'),
      await filed('mortgage-first'),
    ]
    await filed('mortgage-first', { units: [elsewhere] })
    const last = await filed('transfer-by-sale')
    await own.sql.begin(tx => leaveOrder(tx, recorded))
    expect(await ahead(last)).toEqual([first, second])
    expect(await ahead(first)).toEqual([])
  })

  it('of one that is being accepted: all that have been', async () => {
    const first = await filed('transfer-by-sale')
    expect(await ahead(await filed('mortgage-first', { notAccepted: true }))).toEqual([first])
  })

  it('an order of an organ goes before every application, even one accepted earlier', async () => {
    const sale = await filed('transfer-by-sale')
    const seizure = await filed('seizure')
    expect(await ahead(sale)).toEqual([seizure])
    expect(await ahead(seizure)).toEqual([])
  })

  it('orders among themselves go by service, whatever the offset it is written in, and by acceptance where served together [DR-91]', async () => {
    const servedAt = (instant: string) => ({ facts: { ...applicationFor('seizure', {}).facts, servedAt: instant } })
    const third = await filed('seizure', servedAt('2025-06-05T10:00:00.5+08:00'))
    const second = await filed('seizure', servedAt('2025-06-05T10:00+08:00'))
    const first = await filed('seizure', servedAt('2025-06-05T01:59:59Z'))
    const alsoSecond = await filed('seizure', servedAt('2025-06-05T10:00:00+08:00'))
    expect(await ahead(third)).toEqual([first, second, alsoSecond])
    expect(await ahead(alsoSecond)).toEqual([first, second])
    expect(await ahead(first)).toEqual([])
  })

  it('an objection neither waits nor holds back', async () => {
    const sale = await filed('transfer-by-sale')
    const objection = await filed('objection')
    expect(await ahead(objection)).toEqual([])
    expect(await ahead(await filed('mortgage-first'))).toEqual([sale])
  })

  it('the parts of one application do not wait for each other, and both for what was accepted before', async () => {
    const earlier = await filed('mortgage-cancel')
    const part = (no: number) => ({ part: { applicationNo: `${world}-a`, no, of: 2 } })
    const [sale, mortgage] = [await filed('transfer-by-sale', part(1)), await filed('mortgage-first', part(2))]
    expect(await ahead(sale)).toEqual([earlier])
    expect(await ahead(mortgage)).toEqual([earlier])
    const { siblings } = await contextOf(mortgage)
    expect(siblings.map(({ procedure }) => procedure)).toEqual(['transfer-by-sale'])
    expect(await ahead(await filed('mortgage-cancel'))).toEqual([earlier, sale, mortgage])
  })

  it('the same application again has a twin, its first has none', async () => {
    const first = await filed('transfer-by-sale')
    expect((await contextOf(await filed('transfer-by-sale', { notAccepted: true }))).twin).toBe(first)
    expect((await contextOf(first)).twin).toBeNull()
  })
})

describe('land and buildings [SF-21]', () => {
  it('a building sees the land it stands on; the land itself, and a building whose land is no unit, see none', async () => {
    await onRegister(house, land, elsewhere)
    const landSeen = async (code: string) => {
      const { units } = await contextOf(await filed('transfer-by-sale', { units: [code] }), [code])
      return units[0]?.land?.unitCode ?? null
    }
    expect(await landSeen(house)).toBe(land)
    expect(await landSeen(land)).toBeNull()
    expect(await landSeen(elsewhere)).toBeNull()
  })

  it('a seizure of the land reaches the registered buildings of its parcel, and an order served on one of them before goes first', async () => {
    await onRegister(house, nextDoor, land, elsewhere)
    const onHouse = await filed('seizure', {
      facts: { ...applicationFor('seizure', {}).facts, servedAt: '2025-06-05T09:00:00+08:00' },
    })
    const onLand = await filed('seizure', { units: [land] })
    const { reached, units } = await contextOf(onLand, [land])
    expect(reached.map(({ unitCode }) => unitCode)).toEqual([house, nextDoor])
    expect(reached.map(({ earlier }) => earlier.map(({ caseNo }) => caseNo))).toEqual([[onHouse], []])
    expect(reached.map(one => one.land?.unitCode)).toEqual([land, land])
    expect(units.map(({ unitCode }) => unitCode)).toEqual([land])
    expect(await own.sql.begin(tx => buildingsOnLand(tx, world, [land]))).toEqual([house, nextDoor])
  })

  it('one of a building reaches nothing else, nor does a mortgage of the land', async () => {
    await onRegister(house, nextDoor, land)
    expect((await contextOf(await filed('seizure'), [house])).reached).toEqual([])
    expect((await contextOf(await filed('mortgage-first', { units: [land] }), [land])).reached).toEqual([])
  })

  it('a case about the land and a building on it has each of them once', async () => {
    await onRegister(house, land)
    const caseNo = await filed('mortgage-first', { units: [house, land] })
    const { found, units } = await contextOf(caseNo, [house, land])
    expect(found.map(({ unitCode }) => unitCode).sort()).toEqual([house, land].sort())
    expect(units.map(one => one.land?.unitCode ?? null)).toEqual([land, null])
  })
})

describe('the time of service', () => {
  const filedAt = '2025-06-05T10:00:00+08:00'
  const served = (servedAt: unknown) =>
    sortable(servedAtOf({ filedAt, application: { facts: { servedAt } } as unknown as Application }))

  it('is the filing where none is told, or none that can be read', () => {
    expect(served(undefined)).toBe('2025-06-05T10:00:00.000+08:00')
    expect(served('昨天')).toBe('2025-06-05T10:00:00.000+08:00')
    expect(served('2025-06-04T23:30:00.25Z')).toBe('2025-06-05T07:30:00.250+08:00')
  })
})
