import { afterEach, describe, expect, it } from 'vitest'
import { FakeCentre } from './fakeCentre.ts'
import { parseScenario } from './load.ts'
import { runScenario } from './run.ts'

let centre: FakeCentre
const played = async (steps: string, prepare: (centre: FakeCentre) => void = () => {}) => {
  centre = new FakeCentre()
  prepare(centre)
  const apply = '  - apply: {case: sale, procedure: transfer-by-sale, units: ["u"], materials: all}\n'
  return runScenario(
    await centre.open(),
    parseScenario(`id: X1\ntitle: 试\nstart: 2025-01-13T09:30+08:00\nsteps:\n${apply}${steps}`, 'X1.yaml'),
  )
}
afterEach(() => centre.close())

describe('a scenario is played in a world of its own', () => {
  it('every request carries the world and the token of who acts, every act a key of its own', async () => {
    expect(
      await played('  - act: {case: sale, action: accept}\n  - act: {case: sale, as: tax, action: tax-cleared}'),
    ).toMatchObject({ ok: true })
    expect(centre.calls.find(call => call.path === '/api/drill/worlds')?.body).toEqual({ start: '2025-01-13T09:30+08:00' })
    const acts = centre.calls.filter(call => call.path.startsWith('/api/cases'))
    expect(acts.map(call => [call.headers['x-drill-world'], call.headers.authorization])).toEqual([
      ['w1', 'Bearer t-intake-1'],
      ['w1', 'Bearer t-intake-1'],
      ['w1', 'Bearer t-tax'],
    ])
    expect(new Set(acts.map(call => call.headers['idempotency-key'])).size).toBe(3)
    expect(centre.calls.filter(call => call.path === '/api/drill/tokens')).toHaveLength(3)
  })

  it('the number of a case stands wherever its name is written, and a list is matched under items', async () => {
    expect(await played('  - expect: {get: "/api/cases/{{sale.caseNo}}/events", items: [{seq: 1, type: Filed}]}')).toMatchObject({
      ok: true,
    })
  })

  it('the clock moves by a wait or until an instant', async () => {
    await played('  - wait: P3D\n  - until: 2025-02-05T09:00+08:00')
    const moved = centre.calls.filter(call => call.path === '/api/drill/worlds/w1/advance').map(call => call.body)
    expect(moved).toEqual([{ by: 'P3D' }, { until: '2025-02-05T09:00+08:00' }])
  })

  it('an act answered 202 counts when its command has an outcome', async () => {
    const verdict = await played('  - act: {case: sale, action: accept}\n  - expect: {case: sale, stage: examination}', it =>
      it.slow.add('accept'),
    )
    expect(verdict).toMatchObject({ ok: true })
    expect(centre.calls.filter(call => call.path === '/api/commands/accept')).toHaveLength(3)
  })

  it('the first difference names the step and the value', async () => {
    const { ok, difference } = await played('  - expect: {case: sale, stage: closed}')
    expect([ok, difference]).toEqual([false, 'step 2 expect sale: stage: expected closed, got intake'])
  })
})

describe('a step that must be refused', () => {
  const unpaid = (it: FakeCentre) => {
    it.refusals.record = { status: 409, body: { rule: 'tax-unpaid', detail: '契税未缴' } }
  }
  const record = (refused: string) => `  - act: {case: sale, as: registrar-1, action: record}\n    refused: ${refused}`

  it('passes when it is refused by that rule', async () => {
    expect(await played(record('{rule: tax-unpaid}'), unpaid)).toMatchObject({ ok: true })
  })

  it('passes when it is refused with that status', async () => {
    expect(await played(record('{status: 409}'), unpaid)).toMatchObject({ ok: true })
  })

  it.each([
    ['by another rule', '{rule: seized}', 'expected to be refused seized, got 409 tax-unpaid: 契税未缴'],
    ['with another status', '{status: 403}', 'expected to be refused 403, got 409 tax-unpaid: 契税未缴'],
  ])('fails when it is refused %s', async (_how, refused, message) => {
    expect((await played(record(refused), unpaid)).difference).toContain(message)
  })

  it('fails when it is done', async () => {
    expect((await played(record('{rule: tax-unpaid}'))).difference).toContain(
      'expected to be refused tax-unpaid, but it was done',
    )
  })

  it('that is not expected fails the scenario with the rule', async () => {
    expect((await played('  - drive: {case: sale, to: recorded}', unpaid)).difference).toBe(
      'step 2 drive sale to recorded: record by registrar-1: 409 tax-unpaid: 契税未缴',
    )
  })
})

describe('a case is driven by ordinary staff', () => {
  const drive = (to: string) => `  - drive: {case: sale, to: ${to}}`

  it('to the archive by every act in turn, each by its own post', async () => {
    expect(await played(drive('archived'))).toMatchObject({ ok: true })
    expect(centre.actions()).toEqual([
      'accept Bearer t-intake-1',
      'department-result Bearer t-housing',
      'tax-cleared Bearer t-tax',
      'examine Bearer t-examiner-1',
      'record Bearer t-registrar-1',
      'issue Bearer t-certifier-1',
      'deliver Bearer t-certifier-1',
      'archive Bearer t-archivist-1',
    ])
    expect(centre.calls.find(call => call.path.endsWith('/deliver'))?.body).toEqual({ by: 'pickup', receiver: '李秀兰' })
  })

  it('goes no further than told, and nothing happens when it is already there', async () => {
    await played(`${drive('examined')}\n${drive('examined')}\n${drive('accepted')}`)
    expect(centre.actions()).toHaveLength(4)
    expect(centre.view.stage).toBe('recording')
  })

  it('what a procedure does not have is skipped', async () => {
    await played(drive('examined'), it => {
      it.view.tracks = { examination: 'open', tax: 'none', departments: {} }
    })
    expect(centre.actions()).toEqual(['accept Bearer t-intake-1', 'examine Bearer t-examiner-1'])
  })

  it('an entrusted transfer waits in recording for the tax, and is examined when that is paid', async () => {
    await played(drive('examined'), it => {
      it.view.stage = 'recording'
      it.view.tracks = { examination: 'none', tax: 'open', departments: {} }
    })
    expect(centre.actions()).toEqual(['tax-cleared Bearer t-tax'])
  })

  it("an announcement is nobody's ordinary act: the scenario fails and says that it is open", async () => {
    const verdict = await played(drive('recorded'), it => {
      it.view.tracks = { examination: 'open', announcement: 'open', departments: {} }
    })
    expect(verdict.difference).toBe(
      'step 2 drive sale to recorded: cannot be recorded by ordinary acts: still open: announcement',
    )
  })

  it('a case that was refused cannot be recorded any more', async () => {
    const verdict = await played(drive('recorded'), it => {
      it.view.stage = 'closed'
      it.view.outcome = 'refused'
    })
    expect(verdict.difference).toContain('cannot be recorded: it is closed, refused')
  })
})
