import { beforeAll, describe, expect, it } from 'vitest'
import { bankA, expectProblem, fileCase, mortgage, openWorld, send, tokenFor, unitCode, type World, zhang } from './window.ts'

/** A mortgage and a sale on one unit, with a refusal, over a week of a world's time. */

interface Moment {
  readonly type: string
  readonly title: string
  readonly effectiveAt: string
  readonly actor: { readonly sub: string; readonly name: string | null; readonly posts: readonly string[] | null }
  readonly what: readonly string[]
  readonly basis: readonly { readonly id: string }[]
  readonly clocks: readonly { readonly clock: string; readonly sentences: readonly string[] }[]
  readonly temporal: { readonly askedIn: number | null; readonly workflowTask: number; readonly marker: number } | null
}

interface Timeline {
  readonly workflow: { readonly workflowId: string; readonly runId: string; readonly events: number }
  readonly items: readonly Moment[]
  readonly refused: readonly object[]
}

const auditor = { as: 'auditor-1' }
const on = (day: number, time = '10:00') => `2025-03-${day}T${time}+08:00`
const query = (members: Record<string, string>) => new URLSearchParams(members)

let world: World
let caseNo: string

async function until(instant: string): Promise<void> {
  expect(await send(`/api/drill/worlds/${world.id}/advance`, { body: { until: instant } })).toMatchObject({ status: 200 })
}

async function act(action: string, as: string, body: object = {}): Promise<void> {
  expect(await send(`/api/cases/${caseNo}/actions/${action}`, { as, body })).toMatchObject({ status: 200 })
}

beforeAll(async () => {
  world = await openWorld(on(10, '09:00'), 2)
  caseNo = await fileCase(world, mortgage())
  await until(on(11))
  await act('accept', 'intake-1')
  await until(on(12))
  expect(await send(`/api/cases/${caseNo}/actions/record`, { as: 'registrar-1', body: {} })).toMatchObject({ status: 409 })
  await act('examine', 'examiner-1', { decision: 'pass', findings: '材料齐全' })
  await until(on(13))
  await act('record', 'registrar-1')
  await until(on(14))
  await act('issue', 'certifier-1')
})

describe('a case', () => {
  it('is told by its timeline: who at which post, what, by which article, what it did to the limits [S0-116]', async () => {
    const { body } = await send<Timeline>(`/api/cases/${caseNo}/timeline`, auditor)
    expect(body.items.map(({ title }) => title)).toEqual(['提交申请', '受理', '审核', '登簿', '缮证'])
    const [filed, accepted, examined, recorded, issued] = body.items
    expect(accepted).toMatchObject({
      actor: { sub: 'intake-1', name: '受理员1号', posts: ['intake'] },
      effectiveAt: expect.stringMatching(/^2025-03-11T10:00/),
    })
    expect(accepted?.clocks.map(({ sentences }) => sentences[0])).toEqual([
      expect.stringMatching(/^法定期限自 2025-03-11T10:00/),
      expect.stringMatching(/^承诺期限自 2025-03-11T10:00/),
    ])
    expect(accepted?.basis.length).toBeGreaterThan(0)
    expect(filed?.what).toContain(`申请登记，不动产单元 ${unitCode(1)}；当事人 张建国、广元甲银行`)
    expect(examined?.what).toEqual(
      expect.arrayContaining(['审核意见：材料齐全', '由“审核”转为“登簿”', '审核：进行中 → 已通过', '审核人：无 → examiner-1']),
    )
    expect(recorded?.what).toContain('由 registrar-1 登簿')
    expect(issued?.clocks.map(({ sentences }) => sentences[0])).toEqual([
      expect.stringMatching(/停止计算$/),
      expect.stringMatching(/停止计算$/),
    ])
  })

  it('has the Temporal events behind each event of its ledger, in the order of the history [S0-116]', async () => {
    const { body } = await send<Timeline>(`/api/cases/${caseNo}/timeline`, auditor)
    const history = (await send<{ events: { eventId: string; eventType: string }[] }>(`/api/cases/${caseNo}/history`, auditor))
      .body
    const typeOf = (id: number | null | undefined) => history.events.find(({ eventId }) => Number(eventId) === id)?.eventType
    for (const { temporal } of body.items) {
      expect(typeOf(temporal?.marker)).toBe('EVENT_TYPE_MARKER_RECORDED')
      expect(typeOf(temporal?.workflowTask)).toBe('EVENT_TYPE_WORKFLOW_TASK_COMPLETED')
    }
    expect(body.items.map(({ temporal }) => typeOf(temporal?.askedIn))).toEqual([
      'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
      ...Array(4).fill('EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED'),
    ])
    expect(body.workflow).toEqual({
      workflowId: caseNo,
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      events: history.events.length,
    })
  })

  it('shows what a rule has refused, by whom and why, although the ledger does not [S0-116]', async () => {
    const { body } = await send<Timeline>(`/api/cases/${caseNo}/timeline`, auditor)
    expect(body.refused).toEqual([
      expect.objectContaining({
        action: 'record',
        rule: 'stage',
        actor: { sub: 'registrar-1', name: '登簿员1号', posts: ['registrar'] },
      }),
    ])
  })

  it('is told apart between two instants, and between two sequences; the same twice is no difference', async () => {
    const changes = async (members: Record<string, string>) => {
      const answer = await send<{ changes: { member: string; sentences: string[] }[] }>(
        `/api/cases/${caseNo}/differences?${query(members)}`,
        auditor,
      )
      expect(answer).toMatchObject({ status: 200 })
      return answer.body.changes
    }
    const examined = await changes({ from: on(11, '12:00'), until: on(12, '12:00') })
    expect(examined).toContainEqual({ member: 'stage', sentences: ['由“审核”转为“登簿”'] })
    expect(await changes({ fromSeq: '2', untilSeq: '3' })).toEqual(examined)
    expect(await changes({ from: on(12, '12:00'), until: on(12, '13:00') })).toEqual([])
  })

  it('as of an instant holds what was known then, where that is asked', async () => {
    const stage = async (members: Record<string, string>) =>
      (await send<{ stage: string }>(`/api/cases/${caseNo}/state?${query(members)}`, auditor)).body.stage
    expect(await stage({ at: on(13, '12:00') })).toBe('certification')
    expect(await stage({ at: on(13, '12:00'), known: on(12, '12:00') })).toBe('recording')
  })

  it.each(['intake-1', 'supervisor-1', 'bank-a'])('shows neither timeline nor differences to %s', async as => {
    for (const path of ['timeline', 'differences?fromSeq=1&untilSeq=2'])
      expectProblem(await send(`/api/cases/${caseNo}/${path}`, { as }), 403, '审计岗', 'post')
  })

  it('of another office is not there for its auditors', async () => {
    const token = await tokenFor({ sub: 'kf-auditor', office: '410200', posts: ['auditor'] })
    expectProblem(await send(`/api/cases/${caseNo}/timeline`, { token }), 404, caseNo)
    expectProblem(await send(`/api/cases/${caseNo}/differences?fromSeq=1&untilSeq=2`, { token }), 404, caseNo)
  })

  it('half a question is answered with how to ask', async () => {
    expectProblem(
      await send(`/api/cases/${caseNo}/differences?from=${encodeURIComponent(on(11))}&untilSeq=2`, auditor),
      422,
      'fromSeq',
    )
    expectProblem(
      await world.send(`/api/register/differences?${query({ from: on(12), until: on(11) })}`, auditor),
      422,
      '不得晚于',
    )
  })
})

describe('the register', () => {
  const unit = (members: Record<string, string>) =>
    world.send<{ version: number; mortgages: object[]; holders: object[] }>(
      `/api/register/units/${unitCode(1)}/as-of?${query(members)}`,
      auditor,
    )

  it('of a unit is as it stood at an instant or a version [S0-116]', async () => {
    expect((await unit({ at: on(13, '09:59') })).body).toMatchObject({
      version: 1,
      mortgages: [],
      holders: [{ name: zhang.name }],
    })
    expect((await unit({ at: on(13, '10:30') })).body).toMatchObject({ version: 2, mortgages: [{ mortgagee: bankA.name }] })
    expect((await unit({ version: '1' })).body).toMatchObject({ version: 1, mortgages: [] })
    expectProblem(await unit({ version: '3' }), 404, '第 3 版')
    expectProblem(await unit({ at: '1999-12-31T08:00+08:00' }), 404, unitCode(1))
  })

  it('of all units is read page by page as it stood, with holders and burdens [S0-116]', async () => {
    const pages: { unitCode: string; mortgages: object[]; holders: object[] }[] = []
    for (let after: string | null = ''; after !== null; ) {
      const members = { at: on(13, '10:30'), limit: '1', ...(after ? { after } : {}) }
      const answer: { body: { items: typeof pages; nextAfter: string | null } } = await world.send(
        `/api/register/as-of?${query(members)}`,
        auditor,
      )
      pages.push(...answer.body.items)
      after = answer.body.nextAfter
    }
    expect(pages.map(({ unitCode, mortgages }) => [unitCode, mortgages.length])).toEqual([
      [unitCode(1), 1],
      [unitCode(2), 0],
    ])
  })

  it('tells which units have changed between two instants, how, and by the entries of which cases [S0-116]', async () => {
    const answer = await world.send<{ items: object[] }>(
      `/api/register/differences?${query({ from: on(12), until: on(14) })}`,
      auditor,
    )
    expect(answer.body.items).toEqual([
      {
        unitCode: unitCode(1),
        changes: expect.arrayContaining([
          { member: 'mortgages', sentences: ['设立抵押权：抵押权人 广元甲银行，500000 元，第 1 顺位'] },
        ]),
        entries: [
          {
            version: 2,
            at: expect.stringMatching(/^2025-03-13T10:00/),
            caseNo,
            kind: 'mortgage-created',
            title: '抵押权首次登记',
          },
        ],
      },
    ])
    const one = await world.send<{ changes: object[] }>(
      `/api/register/units/${unitCode(1)}/differences?${query({ from: on(10), until: on(12) })}`,
      auditor,
    )
    expect(one.body).toMatchObject({ changes: [], entries: [] })
  })

  it.each(['archivist-1', 'bank-a'])('of the past is not shown to %s', async as => {
    const at = query({ at: on(13) })
    for (const path of [`/api/register/as-of?${at}`, `/api/register/units/${unitCode(1)}/as-of?${at}`])
      expectProblem(await world.send(path, { as }), 403, '审计岗', 'post')
  })

  it('of other counties is not shown to an office', async () => {
    const token = await tokenFor({ sub: 'kf-auditor', office: '410200', posts: ['auditor'] })
    expect((await world.send(`/api/register/as-of?${query({ at: on(13) })}`, { token })).body).toMatchObject({
      items: [],
      nextAfter: null,
    })
  })
})
