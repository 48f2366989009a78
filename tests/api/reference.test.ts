import { beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../domain/case/actions.ts'
import type { CaseView } from '../../domain/case/view.ts'
import type { LimitAnswer } from '../../domain/limits/limits.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import type { Due } from '../../domain/time/terms.ts'
import { drive } from '../../scripts/scenario/drive.ts'
import {
  type Answer,
  bankA,
  expectProblem,
  fileCase,
  type Json,
  mortgage,
  office,
  openWorld,
  sale,
  send,
  unitCode,
  type World,
  zhang,
} from './window.ts'

/** Whatever is asked here is asked without a token: it is for everyone. */

interface Cited extends Json {
  readonly basis: readonly { readonly instrument: string; readonly article: string }[]
}

interface Guide extends Cited {
  readonly title: string
  readonly conditions: readonly Cited[]
  readonly queryWays: readonly string[]
  readonly materials: readonly (Cited & { readonly code: string; readonly title: string; readonly condition?: string })[]
  readonly steps: readonly { readonly title: string; readonly stage: string; readonly posts: readonly string[] }[]
  readonly limits: Record<
    'statutory' | 'promised',
    Cited & { readonly amount: number; readonly unit: string; readonly document: string }
  >
  readonly fees: readonly {
    readonly use: string
    readonly totalFen: number
    readonly lines: readonly (Cited & { title: string; feeFen: number })[]
  }[]
  readonly result: string
}

const day = '2025-03-10'

const expectCited = ({ basis }: Cited) => {
  expect(basis.length).toBeGreaterThan(0)
  for (const { instrument, article } of basis) expect([instrument, article].join()).toMatch(/\p{Script=Han}.*,.*\S/u)
}

const guideOf = async (procedure: string): Promise<Guide> =>
  (await send<Guide>(`/api/public/guides/${procedure}?office=${office}&on=${day}`)).body

const due = async (from: string, amount: string): Promise<Due> =>
  (await send<Due>(`/api/calendar/due?from=${encodeURIComponent(from)}&${amount}`)).body

const cancellation = (changes: Json = {}): Json =>
  mortgage({
    procedure: 'mortgage-cancel',
    parties: [{ role: 'mortgagee', kind: 'organisation', idType: 'uscc', ...bankA }],
    facts: { ground: '主债权消灭' },
    ...changes,
  })

/** One application for each procedure that is in force; for the cancellation there is something to cancel. */
const applications = { 'transfer-by-sale': sale, 'mortgage-first': mortgage, 'mortgage-cancel': cancellation }
const procedures = Object.keys(applications) as (keyof typeof applications)[]

async function mortgagedWorld(): Promise<World> {
  const world = await openWorld()
  const mortgages = [{ mortgagee: bankA.name, amountFen: 1 }]
  const units = [{ unitCode: unitCode(2), holders: [zhang], mortgages }]
  expect(await world.send('/api/drill/register', { body: { units } })).toMatchObject({ status: 200 })
  return world
}

const applied = (procedure: keyof typeof applications, changes: Json = {}): Json =>
  applications[procedure](procedure === 'mortgage-cancel' ? { units: [unitCode(2)], ...changes } : changes)

describe('the end of a term', () => {
  it('in working days lists every day from the first to the last, counted or not, and why', async () => {
    const { dueAt, dueOn, provisional, explain } = await due('2025-09-29T16:45+08:00', 'workingDays=5')
    expect({ dueAt, dueOn, provisional }).toEqual({ dueAt: '2025-10-13T23:59:59+08:00', dueOn: '2025-10-13', provisional: false })
    const days = Array.from({ length: 15 }, (_, i) => new Date(Date.UTC(2025, 8, 29 + i)).toISOString().slice(0, 10))
    expect(explain.map(({ date }) => date)).toEqual(days)
    expect(explain.filter(({ counted }) => counted).map(({ date }) => date.slice(5))).toEqual([
      '09-30',
      '10-09',
      '10-10',
      '10-11',
      '10-13',
    ])
    const why = Object.fromEntries(explain.map(({ date, why }) => [date.slice(5), why]))
    expect(why['09-29']).toContain('起算日')
    expect(why['10-03']).toContain('国庆节')
    expect(why['10-11']).toContain('调休上班')
    expect(why['10-12']).toMatch(/周末|星期|周日/)
  })

  it('beyond the years whose holidays are published is provisional and counts ordinary weekends', async () => {
    const { dueOn, provisional, explain } = await due('2026-12-30T10:00+08:00', 'workingDays=4')
    expect({ dueOn, provisional }).toEqual({ dueOn: '2027-01-05', provisional: true })
    expect(explain.find(({ date }) => date === '2027-01-01')).toMatchObject({
      counted: true,
      why: expect.stringContaining('尚未公布'),
    })
    expect(await due('2026-12-24T10:00+08:00', 'workingDays=4')).toMatchObject({ provisional: false })
  })

  it.each([
    ['2025-01-31T10:00+08:00', 'months=1', '2025-02-28T23:59:59+08:00', 'a month ends on the last day of a shorter one'],
    ['2025-04-01T10:00+08:00', 'months=1', '2025-05-06T23:59:59+08:00', 'a month that ends in a holiday ends after it'],
    ['2025-03-10T10:00+08:00', 'days=5', '2025-03-17T23:59:59+08:00', 'days that end on a Saturday end on Monday'],
    ['2025-03-10T10:00+08:00', 'hours=48', '2025-03-12T10:00:00+08:00', 'hours run through the night'],
    ['2025-03-10T20:00Z', 'workingDays=1', '2025-03-12T23:59:59+08:00', 'the first day is Beijing’s, whatever offset is written'],
    ['2025-03-10T10:00:30.5+08:00', 'workingDays=1', '2025-03-11T23:59:59+08:00', 'seconds and their parts may be written'],
  ])('from %s with %s is %s: %s', async (from, amount, dueAt) => {
    expect(await due(from, amount)).toMatchObject({ dueAt })
  })

  it('is asked for in exactly one amount', async () => {
    const from = `from=${encodeURIComponent('2025-03-10T10:00+08:00')}`
    for (const amounts of ['', '&days=1&months=1', '&workingDays=5&hours=24&days=1'])
      expectProblem(await send(`/api/calendar/due?${from}${amounts}`), 422, ['只能给出一项', 'workingDays', 'months'])
  })

  it('is the same for an accepted case as for whoever asks the calendar', async () => {
    const world = await openWorld('2025-09-26T10:00+08:00')
    const caseNo = await fileCase(world, mortgage())
    await drive(world.client, caseNo, 'accepted')
    const { body } = await send<CaseView>(`/api/cases/${caseNo}`, { as: 'auditor-1' })
    const asked = await due(
      String(body.acceptedAt),
      `workingDays=${body.clocks.find(({ name }) => name === 'promised')?.limitWorkingDays}`,
    )
    expect(body.dueAt).toBe(asked.dueAt)
    expect(asked.dueOn).toBe('2025-10-10')
  })
})

describe('the limits', () => {
  const limits = async (procedure: string, on = day) =>
    (await send<LimitAnswer>(`/api/limits?office=${office}&procedure=${procedure}&on=${on}`)).body

  it('of a procedure are the statutory and the promised one, with every candidate and the one that was chosen', async () => {
    for (const procedure of procedures) {
      const { statutory, promised, candidates } = await limits(procedure)
      expect({ statutory, promised }).toMatchObject({
        statutory: { amount: 30, unit: 'working-day' },
        promised: { amount: 5, unit: 'working-day' },
      })
      expect(candidates.filter(({ chosen }) => chosen)).toMatchObject([{ amount: 5, document: promised?.document }])
      for (const candidate of candidates)
        expect(candidate).toMatchObject({
          level: 'nation',
          from: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
          unit: 'working-day',
        })
      expect(Math.min(...candidates.map(({ amount }) => amount))).toBe(promised?.amount)
    }
  })

  it('are none for a procedure that the law did not have on that day', async () => {
    const answer = await send(`/api/limits?office=${office}&procedure=transfer-by-sale&on=2020-12-31`)
    expectProblem(answer, 404, ['transfer-by-sale', '2020-12-31'])
  })
})

describe('the fees', () => {
  const quote = async (...items: Json[]) =>
    (
      await send<{ lines: { title: string; feeFen: number; basis: string[] }[]; totalFen: number }>('/api/fees/quote', {
        body: { items },
      })
    ).body

  it.each<[string, Json, number]>([
    ['a dwelling', { procedure: 'transfer-by-sale', use: 'residential' }, 8_000],
    ['where no use is told, a dwelling', { procedure: 'transfer-by-sale' }, 8_000],
    ['a shop', { procedure: 'transfer-by-sale', use: 'non-residential' }, 55_000],
    ['a garage', { procedure: 'transfer-by-sale', use: 'garage' }, 8_000],
    ['a dwelling with three certificates', { procedure: 'transfer-by-sale', copies: 3 }, 10_000],
    ['a cancelled mortgage', { procedure: 'mortgage-cancel' }, 0],
    [
      'a shop of a small enterprise',
      { procedure: 'transfer-by-sale', use: 'non-residential', facts: { payer: 'micro-enterprise' } },
      0,
    ],
  ])('of %s are the sum of their lines, each with its law and its document', async (_, item, totalFen) => {
    const quoted = await quote(item)
    expect(quoted.totalFen).toBe(totalFen)
    expect(quoted.lines.reduce((sum, { feeFen }) => sum + feeFen, 0)).toBe(totalFen)
    for (const { title, basis } of quoted.lines) {
      expect(title).toMatch(/〔20\d\d〕\d+号/)
      expect(basis.length).toBeGreaterThan(0)
    }
  })

  it('of several cases are added up', async () => {
    const together = await quote({ procedure: 'transfer-by-sale' }, { procedure: 'mortgage-first', use: 'non-residential' })
    expect(together.totalFen).toBe(63_000)
  })
})

describe('a unit code', () => {
  const validate = async (code: string) => (await send(`/api/units/validate?code=${encodeURIComponent(code)}`)).body

  it('that is sound is taken apart into its county and parcel', async () =>
    expect(await validate(unitCode(1))).toMatchObject({ valid: true, county: '510802', parcel: unitCode(1).slice(0, 19) }))

  it.each([
    ['too short', '510802001001GB00001F0101', '28位'],
    ['too long', `${unitCode(1)}0`, '28位'],
    ['with a letter among the digits', unitCode(1).replace('5108', '51O8'), '第1至12位'],
    ['of no known kind of ownership', unitCode(1).replace('GB', 'QB'), '第13位'],
    ['of no known kind of parcel', unitCode(1).replace('GB', 'GQ'), '第14位'],
    ['of parcel 00000', unitCode(1).replace('GB00001', 'GB00000'), '第15至19位'],
    ['of no known fixture', unitCode(1).replace('F0101', 'X0101'), '第20位'],
    ['in full-width digits', '５１０８０２００１００１ＧＢ００００１Ｆ０１０１０００１', '第1至12位'],
    ['empty', '', '28位'],
    ['in SQL', "' or 1=1 --", '28位'],
  ])('that is %s is told where it is wrong', async (_, code, reason) =>
    expect(await validate(code)).toMatchObject({
      valid: false,
      county: null,
      parcel: null,
      reason: expect.stringContaining(reason),
    }),
  )

  it('that is wrong is filed all the same, and refused at acceptance for the reason that was told', async () => {
    const code = unitCode(1).replace('GB', 'QB')
    const { reason } = await validate(code)
    const caseNo = await fileCase(await openWorld(), sale({ units: [code] }))
    const answer = await send(`/api/cases/${caseNo}/actions/accept`, { as: 'intake-1', body: {} })
    expectProblem(answer, 409, [code, String(reason)], 'unit-code')
  })
})

describe('the public guide', () => {
  let guides: Answer<Guide>[]
  beforeAll(async () => {
    guides = await Promise.all(procedureIds.map(procedure => send<Guide>(`/api/public/guides/${procedure}?on=${day}`)))
  })

  it('of every procedure in force names its basis, conditions, materials, process, limit, result and ways to ask, and none is published without [S0-71][S4-39][S4-40][S4-41][S4-42][S4-43][S4-44][S4-45]', () => {
    const published = guides.filter(({ status }) => status === 200)
    expect(published.map(({ body }) => body.procedure)).toEqual(expect.arrayContaining(procedures))
    for (const { body } of published) {
      expect(body.title).toMatch(/登记|查询|证/)
      expect(body.conditions.length).toBeGreaterThan(0)
      expect(body.queryWays.length).toBeGreaterThan(0)
      for (const part of [body, ...body.materials, body.limits.statutory, body.limits.promised]) expectCited(part)
      expect(body.materials.length).toBeGreaterThan(0)
      expect(body.steps[0]).toMatchObject({ title: actions.accept.label, posts: ['受理岗'] })
      expect(body.limits.promised.amount).toBeGreaterThan(0)
      expect(body.result).toMatch(/\p{Script=Han}/u)
    }
    for (const { status } of guides.filter(guide => !published.includes(guide))) expect(status).toBe(404)
  })

  it.each(procedures)(
    'of %s lists just the materials that acceptance asks for, and each of them is asked for [S0-72][S4-41]',
    async procedure => {
      const guide = await guideOf(procedure)
      // Here everybody has an agent; what else has a condition is another case's (在建建筑物抵押 …).
      const materials = guide.materials.filter(({ code, condition }) => !condition || code === 'power-of-attorney')
      const world = await mortgagedWorld()
      const parties = (applied(procedure).parties as Json[]).map((party, i) =>
        i === 0 ? { ...party, agent: { name: '王芳' } } : party,
      )
      for (const { code, title } of materials) {
        const lacking = applied(procedure, { parties, materials: { all: true, except: [code] } })
        const filed = await world.send<CaseView>('/api/cases', { as: 'intake-1', body: lacking })
        expect(filed.body.checklist.map(item => item.code)).toEqual(materials.map(material => material.code))
        expect(filed.body.checklist.filter(({ status }) => status === 'missing').map(item => item.code)).toEqual([code])
        const answer = await send(`/api/cases/${filed.body.caseNo}/actions/accept`, { as: 'intake-1', body: {} })
        expectProblem(answer, 409, title, 'materials-incomplete')
      }
      const unconditional = materials.filter(({ condition }) => !condition).map(({ code }) => code)
      const plain = await world.send<CaseView>('/api/cases', { as: 'intake-1', body: applied(procedure) })
      expect(plain.body.checklist.map(({ code }) => code)).toEqual(unconditional)
    },
  )

  it.each(procedures)(
    'of %s promises the limit that an accepted case then has, by a public document [S0-74][S4-43]',
    async procedure => {
      const { limits } = await guideOf(procedure)
      const asked = (await send<LimitAnswer>(`/api/limits?office=${office}&procedure=${procedure}&on=${day}`)).body
      const world = await mortgagedWorld()
      const caseNo = await fileCase(world, applied(procedure))
      await drive(world.client, caseNo, 'accepted')
      const { clocks } = (await send<CaseView>(`/api/cases/${caseNo}`, { as: 'auditor-1' })).body
      for (const name of ['statutory', 'promised'] as const) {
        expect(limits[name].amount).toBe(asked[name]?.amount)
        expect(clocks.find(clock => clock.name === name)).toMatchObject({
          limitWorkingDays: limits[name].amount,
          document: limits[name].document,
        })
      }
      expect(limits.promised.document).toBe('国办发〔2019〕8号')
    },
  )

  it.each(procedures)(
    'of %s shows the standard by use, each amount with its document and article, and that is what is charged [S0-75]',
    async procedure => {
      const { fees } = await guideOf(procedure)
      expect(fees.map(({ use }) => use)).toEqual(['residential', 'non-residential', 'garage'])
      for (const { lines, totalFen } of fees) {
        expect(lines.reduce((sum, { feeFen }) => sum + feeFen, 0)).toBe(totalFen)
        for (const line of lines) {
          expect(line.title).toMatch(/〔20\d\d〕\d+号/)
          expectCited(line)
        }
      }
      for (const { use, totalFen } of fees) {
        const world = await mortgagedWorld()
        const application = applied(procedure)
        const caseNo = await fileCase(world, { ...application, facts: { ...(application.facts as Json), use } })
        await drive(world.client, caseNo, 'recorded')
        const { payments } = (await send<CaseView>(`/api/cases/${caseNo}`, { as: 'auditor-1' })).body
        // Who cancels owes nothing, and no payment is asked for.
        expect(payments.map(payment => payment.totalFen)).toEqual(totalFen === 0 ? [] : [totalFen])
      }
    },
  )

  it.each(procedures)(
    'of %s tells the steps that a case then goes through, one by one, to the result [S0-71][S4-42][S4-44]',
    async procedure => {
      const { steps, result } = await guideOf(procedure)
      const world = await mortgagedWorld()
      const caseNo = await fileCase(world, applied(procedure))
      await drive(world.client, caseNo, 'archived')
      const events = (await send<{ type: string }[]>(`/api/cases/${caseNo}/events`, { as: 'auditor-1' })).body
      const acts: Record<string, string> = {
        ...{ Accepted: actions.accept.label, Examined: actions.examine.label, Recorded: actions.record.label },
        ...{ Issued: actions.issue.label, Delivered: actions.deliver.label, Archived: actions.archive.label },
      }
      expect(events.flatMap(({ type }) => acts[type] ?? [])).toEqual(steps.map(({ title }) => title))
      const { certificates } = (await send<CaseView>(`/api/cases/${caseNo}`, { as: 'auditor-1' })).body
      const issued = certificates.map(({ kind }) => (kind === 'title' ? '不动产权证书' : '不动产登记证明'))
      expect(issued).toEqual(result.includes('不颁发') ? [] : [result])
    },
  )

  it('is for everyone and the same for everyone, of the office’s own where none is named', async () => {
    const path = `/api/public/guides/transfer-by-sale?on=${day}`
    const seen = await Promise.all([send(path), send(path, { as: 'bank-a' }), send(`${path}&office=${office}`)])
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(seen[1]?.body).toEqual(seen[0]?.body)
    expect(seen[2]?.body).toEqual(seen[0]?.body)
  })
})

describe('the list of guides', () => {
  it('names every procedure in force on the day, each with the address of its guide [S4-39]', async () => {
    const { body } = await send<{ guides: { procedure: string; edition: string; guide: string }[] }>(
      `/api/public/guides?on=${day}`,
    )
    expect(body.guides.map(({ procedure }) => procedure)).toEqual(expect.arrayContaining(procedures))
    for (const { guide, edition } of body.guides) expect(await send(guide)).toMatchObject({ status: 200, body: { edition } })
    expect(await send(`/api/public/guides?on=2020-12-31`)).toMatchObject({ status: 200, body: { guides: [] } })
  })
})

describe('the catalogue of “最多跑一次”', () => {
  interface Catalogue extends Json {
    readonly effectiveFrom: string | null
    readonly items: readonly {
      readonly no: number
      readonly departments: readonly string[]
      readonly procedures: readonly Json[]
    }[]
    readonly exclusions: readonly Cited[]
    readonly window: { readonly accepts: readonly { readonly procedure: string }[] }
  }

  it('is public: eleven rows with their departments and procedures, seven exclusions, the scope of the window [S4-16][S4-50]', async () => {
    const { status, body } = await send<Catalogue>(`/api/public/once-only?office=${office}&on=${day}`)
    expect(status).toBe(200)
    expect(body.effectiveFrom).toBeNull()
    expect(body.items.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(body.items[1]?.departments).toEqual(['国土资源', '住房城乡建设', '税务'])
    for (const exclusion of body.exclusions) expectCited(exclusion)
    expect(body.exclusions).toHaveLength(7)
    expect(body.window.accepts.map(({ procedure }) => procedure)).toEqual(expect.arrayContaining(procedures))
  })

  it('is of an office that exists', async () => {
    expectProblem(await send('/api/public/once-only?office=1'), 422, ['没有登记机构 1'])
  })
})
