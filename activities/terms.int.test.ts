import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overdueTerms, unitsWithTerms } from '../db/outbox.ts'
import { lockUnits, readEntries, readUnits, writeEntry } from '../db/register.ts'
import { anObjection, aSeizure, asLoaded, registered } from '../domain/case/testing/register.ts'
import type { Unit } from '../domain/register/types.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { recordedCase } from '../tests/support/recordedCase.ts'
import { createTermsActivities } from './terms.ts'

// The transactions that end the rights with a term, on a database of their own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

const caseNo = '510802-20250303-0000001'
const parcel = '510802001001GB00001'
let count = 0
const freshCode = () => `${parcel}F0001${String(++count).padStart(4, '0')}`

/** Puts a unit on the register of a fresh world, or of the office's own. */
async function onRegister(change: Partial<Unit>, world: string = randomUUID()): Promise<{ world: string; unitCode: string }> {
  const unitCode = freshCode()
  await own.sql.begin(async tx => {
    await lockUnits(tx, world, [unitCode])
    const [before] = await readUnits(tx, world, [unitCode])
    if (!before) throw new Error('nothing read')
    const unit = asLoaded(registered({ ...change, unitCode }))
    await writeEntry(tx, { world, before, entry: { kind: 'unit-loaded', unit }, at: '2025-03-03T10:00:00+08:00', caseNo: null })
  })
  return { world, unitCode }
}

const unitOf = async ({ world, unitCode }: { world: string; unitCode: string }) =>
  (await readUnits(own.sql, world, [unitCode]))[0]?.unit
const objection = anObjection({ caseNo, lapsesOn: '2025-03-18' })
const proof = { kind: 'suit-proof', caseNo, document: '受理案件通知书' } as const

describe('settling the terms of a unit', () => {
  it('ends nothing on the last day, and all that is over at 00:00 of the next, dated then however late it is done [CC-220-2]', async () => {
    const here = await onRegister({ objections: [objection] })
    const { settleTerms } = createTermsActivities(own.sql)
    const waiting = { version: 1, nextTermEndsAt: '2025-03-19T00:00:00+08:00' }
    expect(await settleTerms({ ...here, now: '2025-03-18T23:59:59+08:00' })).toEqual(waiting)
    expect(await unitsWithTerms(own.sql, here.world)).toEqual([here.unitCode])
    expect(await settleTerms({ ...here, now: '2025-03-21T08:30:00+08:00' })).toEqual({ version: 2, nextTermEndsAt: null })
    expect((await unitOf(here))?.objections).toMatchObject([{ status: 'lapsed' }])
    const entries = await readEntries(own.sql, here.world, here.unitCode)
    expect(entries[1]).toMatchObject({ at: '2025-03-19T00:00:00+08:00', caseNo: null, entry: { kind: 'objection-ended' } })
    expect(await unitsWithTerms(own.sql, here.world)).toEqual([])
  })

  it('lets the waiting seizures take effect one after another, each from the end of the one before [SF-26]', async () => {
    const first = aSeizure({ from: '2025-06-05', until: '2026-06-04' })
    const waiting = (documentNo: string, servedAt: string) =>
      aSeizure({ documentNo, servedAt, status: 'waiting', years: 1, from: null, until: null })
    const seizures = [first, waiting('三号', '2025-09-02T09:00:00+08:00'), waiting('二号', '2025-09-01T09:00:00+08:00')]
    const here = await onRegister({ seizures })
    const { settleTerms } = createTermsActivities(own.sql)
    expect(await settleTerms({ ...here, now: '2027-12-01T09:00:00+08:00' })).toMatchObject({ version: 3 })
    const now = (await unitOf(here))?.seizures.map(({ status, from }) => ({ status, from }))
    expect(now).toEqual([
      { status: 'expired', from: '2025-06-05' },
      { status: 'active', from: '2027-06-06' },
      { status: 'expired', from: '2026-06-05' },
    ])
  })

  it('twice at once ends a right once', async () => {
    const here = await onRegister({ objections: [objection] })
    const { settleTerms } = createTermsActivities(own.sql)
    const now = '2025-03-19T00:00:00+08:00'
    const both = await Promise.all([settleTerms({ ...here, now }), settleTerms({ ...here, now })])
    expect(both.map(({ version }) => version)).toEqual([2, 2])
  })

  it('a unit that is not on the register has no terms', async () => {
    const { settleTerms } = createTermsActivities(own.sql)
    const nowhere = { world: randomUUID(), unitCode: freshCode(), now: '2025-03-19T00:00:00+08:00' }
    expect(await settleTerms(nowhere)).toEqual({ version: 0, nextTermEndsAt: null })
  })

  it('a term that is over and stands is named, in the office’s own business', async () => {
    const here = await onRegister({ objections: [objection] }, '')
    const late = { unitCode: here.unitCode, termEndsAt: '2025-03-19T00:00:00+08:00' }
    expect(await overdueTerms(own.sql, '2025-03-19T00:01:00+08:00')).toContainEqual(late)
    expect(await overdueTerms(own.sql, '2025-03-18T00:01:00+08:00')).not.toContainEqual(late)
  })
})

describe('the proof of a suit', () => {
  it('in time keeps the objection alive beyond the 15 days; sent again under its key it is written once [DR-83-2]', async () => {
    const here = await onRegister({ objections: [objection] })
    const objectionRecorded = { unitCode: here.unitCode, version: 1, kind: 'objection-recorded' } as const
    await own.sql.begin(tx => recordedCase(tx, here.world, caseNo, { entries: [objectionRecorded] }))
    const { actOnTerm, settleTerms } = createTermsActivities(own.sql)
    const request = { ...here, act: proof, now: '2025-03-17T15:00:00+08:00', commandId: 'k', digest: 'd' }
    expect(await actOnTerm(request)).toEqual({ outcome: 'done', version: 2, nextTermEndsAt: null })
    expect(await actOnTerm(request)).toMatchObject({ outcome: 'done', version: 2 })
    expect(await actOnTerm({ ...request, digest: 'another' })).toMatchObject({ outcome: 'key-reused', version: 2 })
    expect(await settleTerms({ ...here, now: '2025-06-01T09:00:00+08:00' })).toMatchObject({ version: 2 })
    expect((await unitOf(here))?.objections).toMatchObject([{ status: 'active', suit: { document: '受理案件通知书' } }])
    const entries = await readEntries(own.sql, here.world, here.unitCode)
    expect(entries[1]).toMatchObject({ caseNo, at: '2025-03-17T15:00:00+08:00' })
  })

  it('a day late is refused, and the objection has lapsed with its last day although its timer had not fired [DR-83-2]', async () => {
    const here = await onRegister({ objections: [objection] })
    const { actOnTerm } = createTermsActivities(own.sql)
    const request = { ...here, act: proof, now: '2025-03-19T09:00:00+08:00', commandId: 'k', digest: 'd' }
    const refused = { outcome: 'refused', refusal: { rule: 'stage', basis: ['DR-83-2'] }, version: 2 }
    expect(await actOnTerm(request)).toMatchObject(refused)
    expect(await actOnTerm(request)).toMatchObject(refused)
    expect((await unitOf(here))?.objections).toMatchObject([{ status: 'lapsed' }])
  })
})
