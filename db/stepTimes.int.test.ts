import { afterAll, beforeAll, expect, it } from 'vitest'
import { marksOf, spansOf } from '../domain/case/stepMarks.ts'
import { mortgage, ordinary, sale } from '../domain/case/testing/applications.ts'
import { readyUnits } from '../domain/case/testing/flaws.ts'
import { accepted, act, at, given, housingPassed, type Situation } from '../domain/case/testing/situation.ts'
import { seededStepLimits } from '../domain/limits/steps.ts'
import type { SteppedCase } from '../domain/supervision/stepTimes.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { json } from './client.ts'
import { steppedCases } from './stepTimes.ts'

// The steps of many cases as one query reads them, on a database of its own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

const office = '510802'
const scope = { world: 'w', office, from: '2025-06-03', until: '2025-06-03' }

/** The case as its transactions would have left it. */
async function stored(caseNo: string, { state, ledger }: Situation, world = 'w', place = office): Promise<void> {
  const acceptedAt = 'acceptance' in state ? state.acceptance.at : null
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, accepted_at, party_names, fingerprint, seq, head, state)
    values (${caseNo}, ${world}, ${place}, ${state.application.procedure}, ${state.stage}, ${state.filedAt}, ${acceptedAt}, '{}', '', ${state.seq}, '',
      ${json(state)}::text::jsonb)`
  for (const { seq, type, at: when, data } of ledger)
    await own.sql`
      insert into case_events (case_no, seq, type, at, received_at, actor, command_id, command_digest, data, prev_hash, hash)
      values (${caseNo}, ${seq}, ${type}, ${when}, ${when}, 'a-1', '', '', ${json(data)}::text::jsonb, '', ${`${caseNo}/${seq}`})`
}

async function read(change: Partial<typeof scope> = {}, procedure?: SteppedCase['procedure']): Promise<SteppedCase[]> {
  const all: SteppedCase[] = []
  for await (const cases of steppedCases(own.application, { ...scope, ...change }, procedure)) all.push(...cases)
  return all.toSorted((a, b) => (a.caseNo < b.caseNo ? -1 : 1))
}

const timed = (situation: Situation) => situation.where({ stepLimits: seededStepLimits })
const acts = (...names: readonly Parameters<typeof act>[0][]) => names.map(name => act(name))

it('tells each case accepted in the period with the steps of its ledger and what stood still, and no other [S2-3]', async () => {
  const homestead = ordinary['homestead-first']
  const seizure = ordinary.seizure
  if (!homestead || !seizure) throw new Error('no ordinary application')
  const cases: Record<string, Situation> = {
    A: timed(given(sale())).after(
      ...acts('accept', 'examine'),
      housingPassed,
      ...acts('tax-cleared', 'record', 'issue', 'deliver', 'archive'),
    ),
    B: timed(given(sale())).after(...acts('request-supplement', 'supplement', 'accept', 'examine')),
    C: timed(given(homestead()).where({ units: readyUnits('homestead-first', homestead().units) })).after(
      ...acts('accept', 'publish-announcement'),
    ),
    D: timed(given(seizure())).after(...acts('accept', 'record', 'archive')),
    E: timed(given(mortgage())).after(...acts('accept', 'refuse')),
  }
  for (const [caseNo, situation] of Object.entries(cases)) await stored(caseNo, situation)
  await stored('F', given(sale()))
  await stored('G', given(sale()).after(at('2025-06-04T09:00:00+08:00', accepted)))
  await stored('H', given(sale()).after(accepted), '')
  await stored('I', given(sale()).after(accepted), 'w', '410200')

  const found = await read()
  expect(found.map(({ caseNo }) => caseNo)).toEqual(Object.keys(cases))
  for (const { caseNo, procedure, spans } of found) {
    const { state, ledger } = cases[caseNo] as Situation
    expect([caseNo, procedure, spans]).toEqual([caseNo, state.application.procedure, spansOf(marksOf(ledger), state.entry)])
  }
  const stepsOf = (caseNo: string) => found.find(one => one.caseNo === caseNo)?.spans.map(({ step }) => step)
  expect(stepsOf('A')).toEqual(['intake', 'examination', 'recording', 'certification', 'delivery', 'archive'])
  expect(stepsOf('B')).toEqual(['intake', 'awaiting-supplement', 'intake', 'examination'])
  expect(stepsOf('D')).toEqual(['intake', 'recording', 'archive'])
  expect(found.map(({ suspensions }) => suspensions.length > 0)).toEqual([false, false, true, false, false])
  expect(found[2]?.suspensions[0]).toMatchObject({ from: '2025-06-03', reason: expect.stringContaining('公告') })

  expect((await read({}, 'seizure')).map(({ caseNo }) => caseNo)).toEqual(['D'])
  expect((await read({ until: '2025-06-04' }, 'transfer-by-sale')).map(({ caseNo }) => caseNo)).toEqual(['A', 'B', 'G'])
})
