import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Raised } from '../../domain/quality/finding.ts'
import { type OwnDatabase, ownDatabase } from '../../tests/support/ownDatabase.ts'
import { addToFinding, findFindings, findingsBetween, raiseFindings, readFinding } from './findings.ts'

// The record on quality on a database of its own, as the application connects.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

const raised = (more: Partial<Raised> = {}): Raised => ({
  ...{ origin: 'supervision', caseNo: 'C-1', item: '收件', error: '不清晰', severity: 'minor' },
  ...{ responsible: ['intake-1'], dueOn: '2025-06-10' },
  ...more,
})
const at = '2025-06-03T10:00:00+08:00'
const by = { by: 'quality-1', at }
const placeIn = (world: string) => ({ world, office: '510802' })
const raise = (world: string, ...all: Raised[]) => own.application.begin(tx => raiseFindings(tx, placeIn(world), all, by))
const correct = (world: string, no: number) =>
  addToFinding(own.application, placeIn(world), no, async () => {
    return { type: 'Corrected', data: { action: '补', evidence: ['1'] }, at, actor: 'intake-1' }
  })
const numbers = (found: readonly { no: number }[]) => found.map(({ no }) => no)

describe('findings', () => {
  it('raised at once have numbers of their own, each office and world from 1', async () => {
    await Promise.all(Array.from({ length: 6 }, () => raise('a', raised(), raised())))
    const found = await findFindings(own.application, placeIn('a'), {})
    expect(numbers(found)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(numbers(await raise('b', raised()))).toEqual([1])
    expect(await readFinding(own.application, { ...placeIn('a'), office: '410200' }, 1)).toBeNull()
  })

  it('are found by how they stand, by case, staff and origin, by lateness after the last day set, and in pages', async () => {
    const other = { origin: 'external-inspection', caseNo: null, responsible: [] } as const
    await raise('c', raised(), raised({ caseNo: 'C-2', dueOn: '2025-06-05' }), raised(other), raised({ responsible: ['a', 'b'] }))
    await correct('c', 1)
    const filtered = async (filter: Parameters<typeof findFindings>[2]) =>
      numbers(await findFindings(own.application, placeIn('c'), filter))
    expect(await filtered({ status: 'open' })).toEqual([2, 3, 4])
    expect(await filtered({ status: 'corrected' })).toEqual([1])
    expect(await filtered({ caseNo: 'C-2' })).toEqual([2])
    expect(await filtered({ responsible: 'b' })).toEqual([4])
    expect(await filtered({ origin: 'external-inspection' })).toEqual([3])
    expect(await filtered({ after: 2 })).toEqual([3, 4])
    expect(await filtered({ overdueOn: '2025-06-05' })).toEqual([])
    expect(await filtered({ overdueOn: '2025-06-06' })).toEqual([2])
    await correct('c', 2)
    expect(await filtered({ overdueOn: '2025-06-06' })).toEqual([])
    await addToFinding(own.application, placeIn('c'), 2, async () => {
      return { type: 'Returned', data: { reason: '不行', dueOn: '2025-06-09' }, at, actor: 'quality-1' }
    })
    expect(await filtered({ overdueOn: '2025-06-09' })).toEqual([])
    expect(await filtered({ overdueOn: '2025-06-10' })).toEqual([2])
    expect(await filtered({ overdueOn: '2025-06-11' })).toEqual([2, 3, 4])
    expect(numbers(await findingsBetween(own.application, placeIn('c'), { from: '2025-06-03', until: '2025-06-03' }))).toEqual([
      1, 2, 3, 4,
    ])
    expect(await findingsBetween(own.application, placeIn('c'), { from: '2025-06-04', until: '2025-07-04' })).toEqual([])
  })

  it('of many steps at once on one finding, each sees what the one before has left', async () => {
    await raise('d', raised())
    const steps = Array.from({ length: 5 }, () =>
      addToFinding(own.application, placeIn('d'), 1, async finding => {
        if (finding.status !== 'open') throw new Error('stage')
        return { type: 'Corrected', data: { action: '补', evidence: ['1'] }, at, actor: 'intake-1' }
      }),
    )
    const done = await Promise.allSettled(steps)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await readFinding(own.application, placeIn('d'), 1))?.corrections).toHaveLength(1)
    expect(await correct('d', 99)).toBeNull()
  })

  it('are never changed nor removed, and every line waits for the seal from its transaction on', async () => {
    await raise('e', raised())
    await expect(own.application`update quality_record set actor = 'x'`).rejects.toMatchObject({ code: '42501' })
    await expect(own.sql`delete from quality_record`).rejects.toThrow('append-only')
    const waiting = await own.sql`select world, subject, no::int, hash from seal_pending where kind = 'quality' and world = 'e'`
    const [line] = await own.sql`select hash from quality_record where world = 'e'`
    expect([...waiting]).toEqual([{ world: 'e', subject: '510802/finding/1', no: 1, hash: line?.hash }])
  })
})
