import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sampleDifferences } from '../../audit/verify/samples.ts'
import { drawn } from '../../domain/quality/sampling.ts'
import { type OwnDatabase, ownDatabase } from '../../tests/support/ownDatabase.ts'
import { addCheck, drawSample, handsIn, ownAmong, readRates, readSample, sampleDigest, setRate } from './samples.ts'

// Samples on a database of its own, of cases whose ledgers hold no more than what sampling looks at.

let own: OwnDatabase
let world: string
let worlds = 0
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(() => {
  world = `w${++worlds}`
})

const place = () => ({ world, office: '510802' })
const period = { from: '2025-06-02', until: '2025-06-15' }
const by = { by: 'system', at: '2025-06-16T02:00:00+08:00' }
const draw = (settings = { samplePerMille: 100 }) => drawSample(own.application, place(), period, settings, by)

async function recordedCase(caseNo: string, at: string, procedure = 'transfer-by-sale', office = '510802'): Promise<string> {
  const no = `${world}-${caseNo}`
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, party_names, fingerprint, seq, head, state)
    values (${no}, ${world}, ${office}, ${procedure}, 'closed', '', '{}', '', 1, '', '{"application": {"units": ["510802001"]}}')`
  await own.sql`
    insert into case_events (case_no, seq, type, at, received_at, actor, on_behalf_of, command_id, command_digest, data, prev_hash, hash)
    values (${no}, 1, 'Recorded', ${at}, ${at}, 'registrar-1', 'registrar-2', '', '', '{}', '', ${no})`
  return no
}

describe('a sample', () => {
  it('is drawn from the office’s cases recorded in the period, from its first to its last second, and an auditor draws the same [S1-79]', async () => {
    const inside = [
      await recordedCase('1', '2025-06-02T00:00:00+08:00'),
      await recordedCase('2', '2025-06-15T23:59:59.999+08:00'),
    ]
    await recordedCase('3', '2025-06-01T23:59:59.999+08:00')
    await recordedCase('4', '2025-06-16T00:00:00+08:00')
    await recordedCase('5', '2025-06-09T00:00:00+08:00', 'transfer-by-sale', '410200')
    const sample = await draw()
    expect(sample?.population).toEqual(inside.map(caseNo => ({ caseNo, procedure: 'transfer-by-sale', county: '510802' })))
    expect(sample?.drawn).toHaveLength(1)
    const kept = await readSample(own.application, place(), '2025-06-02..2025-06-15')
    expect(kept).toEqual(sample)
    expect(kept && drawn(kept, sampleDigest)).toEqual(sample?.drawn)
    expect(await sampleDifferences(own.sql)).toEqual([])
  })

  it('of a period is drawn once, however many draw at the same time; another period’s is drawn with another seed', async () => {
    await recordedCase('1', '2025-06-09T09:00:00+08:00')
    const all = await Promise.all(Array.from({ length: 6 }, () => draw()))
    expect(all.filter(sample => sample !== null)).toHaveLength(1)
    const next = await drawSample(
      own.application,
      place(),
      { from: '2025-06-16', until: '2025-06-29' },
      { samplePerMille: 1 },
      by,
    )
    expect(next).toMatchObject({ population: [], drawn: [] })
    expect(next?.seed).not.toBe(all.find(sample => sample !== null)?.seed)
  })

  it('goes by the rates that stand on its last day, and writes them down [S1-79]', async () => {
    for (const no of ['1', '2', '3', '4']) await recordedCase(no, '2025-06-09T09:00:00+08:00')
    await recordedCase('5', '2025-06-09T09:00:00+08:00', 'seizure')
    const rate = (procedure: 'seizure' | null, perMille: number, from: string) =>
      setRate(own.application, place(), { procedure, perMille, from, document: '通知' }, by)
    await rate(null, 500, '2025-06-15')
    await rate(null, 1_000, '2025-06-16')
    await rate('seizure', 1_000, '2025-01-01')
    expect(await readRates(own.application, place())).toHaveLength(3)
    const sample = await draw()
    expect(sample).toMatchObject({ rates: { 'transfer-by-sale': 500, seizure: 1_000 } })
    expect(sample?.drawn).toHaveLength(3)
  })

  it('whose population or draw was altered, or of whose period a case was taken away, is named by the audit', async () => {
    await recordedCase('1', '2025-06-09T09:00:00+08:00')
    await draw()
    const late = await recordedCase('2', '2025-06-09T10:00:00+08:00')
    const differences = (await sampleDifferences(own.sql)).filter(({ what }) => what.includes(world))
    expect(differences).toEqual([
      {
        what: `抽检样本 510802 2025-06-02..2025-06-15（演练 ${world}）`,
        path: 'population',
        expected: [`${world}-1`, late],
        found: [`${world}-1`],
      },
    ])
  })

  it('is looked at case by case: results and findings come together or not at all; the absent colleague had a hand in it too', async () => {
    const caseNo = await recordedCase('1', '2025-06-09T09:00:00+08:00')
    const sample = await draw()
    expect(await handsIn(own.application, caseNo)).toEqual([{ type: 'Recorded', subs: ['registrar-1', 'registrar-2'] }])
    expect([...(await ownAmong(own.application, 'registrar-2', [caseNo]))]).toEqual([caseNo])
    expect([...(await ownAmong(own.application, 'quality-1', [caseNo]))]).toEqual([])
    const id = sample?.id ?? ''
    const raised = {
      origin: 'sampling',
      caseNo,
      item: '登簿',
      error: '漏记',
      severity: 'minor',
      responsible: [],
      dueOn: '2025-06-30',
    } as const
    const results = [{ item: 'entry', result: 'fail' as const, note: '漏记' }]
    const line = { caseNo, version: '1', results }
    const check = (raise: (typeof raised)[]) =>
      addCheck(own.application, place(), { id, caseNo }, { by: 'quality-1', at: by.at }, async () => ({ line, raise }))
    expect(await check([raised, raised])).toMatchObject({ caseNo, findings: [1, 2] })
    expect((await readSample(own.application, place(), id))?.checked).toMatchObject([{ by: 'quality-1', findings: [1, 2] }])
    const failed = addCheck(own.application, place(), { id, caseNo }, by, async () => ({
      line,
      raise: [{ ...raised, dueOn: '\0' }],
    }))
    await expect(failed).rejects.toThrow()
    const [{ lines } = { lines: 0 }] = await own.sql`select count(*)::int as lines from quality_record where world = ${world}`
    expect(lines).toBe(4)
    expect(await addCheck(own.application, place(), { id: 'none', caseNo }, by, async () => ({ line, raise: [] }))).toBeNull()
  })
})
