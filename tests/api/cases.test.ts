import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../../db/client.ts'
import { keepCommand } from '../../db/pendingCommands.ts'
import type { LedgerEvent } from '../../domain/case/events.ts'
import type { CaseView } from '../../domain/case/view.ts'
import { drive } from '../../scripts/scenario/drive.ts'
import {
  type Answer,
  bankA,
  expectProblem,
  expectUnharmed,
  fileCase,
  type Json,
  li,
  mortgage,
  office,
  openWorld,
  positionOf,
  type Request,
  sale,
  send,
  unitCode,
  type World,
  zhang,
} from './window.ts'

interface Page {
  readonly items: readonly (Json & { readonly caseNo: string })[]
  readonly nextCursor: string | null
}

const listed = async (world: World, query = '', as = 'auditor-1'): Promise<string[]> =>
  (await world.send<Page>(`/api/cases${query}`, { as })).body.items.map(({ caseNo }) => caseNo)

const eventsOf = async (caseNo: string, as = 'auditor-1'): Promise<LedgerEvent[]> =>
  (await send<LedgerEvent[]>(`/api/cases/${caseNo}/events`, { as })).body

const act = (caseNo: string, action: string, as: string, request: Partial<Request> = {}): Promise<Answer<CaseView>> =>
  send<CaseView>(`/api/cases/${caseNo}/actions/${action}`, { as, body: {}, ...request })

const otherUse = '已用于另一项请求'

describe('an application under a key', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  const file = (key: string, application: Json = sale(), as = 'intake-1') =>
    world.send<CaseView>('/api/cases', { as, body: application, key })

  it('becomes a case at intake that shows all that contract.md names', async () => {
    const { status, body, headers } = await file('first')
    expect(status).toBe(201)
    expect(headers.get('idempotency-key')).toBe('first')
    expect(body).toMatchObject({
      ...{ caseNo: expect.stringMatching(/^510802-20250310-\d{7}$/), procedure: 'transfer-by-sale', office, channel: 'counter' },
      ...{ edition: 'transfer-by-sale@2021-01-01', stage: 'intake', outcome: null, acceptedAt: null, deemedAccepted: false },
      ...{
        units: [unitCode(1)],
        parties: [
          { ...zhang, role: 'transferor' },
          { ...li, role: 'transferee', share: '1/1' },
        ],
      },
      ...{ clocks: [], dueAt: null, light: null, notices: [], payments: [], entries: [], certificates: [], blockedBy: [] },
      tracks: { examination: 'open', siteVisit: 'none', announcement: 'none', tax: 'open', departments: { housing: 'open' } },
      now: expect.stringMatching(/^2025-03-10T09:0\d:\d\d(\.\d+)?\+08:00$/),
    })
    expect(body.checklist).toContainEqual(
      expect.objectContaining({ code: 'sale-contract', status: 'present', title: '存量房买卖合同' }),
    )
    expect(body.availableActions).toContainEqual({ action: 'accept', label: '受理', posts: ['intake'] })
  })

  it('sent again is answered with the same case, sent by many at once too, and filed once', async () => {
    const before = await listed(world)
    const first = await file('again')
    const answers = await Promise.all(Array.from({ length: 6 }, () => file('again')))
    for (const { status, body } of answers)
      expect({ status, caseNo: body.caseNo }).toEqual({ status: 201, caseNo: first.body.caseNo })
    const racing = await Promise.all(Array.from({ length: 6 }, () => file('race')))
    expect(new Set(racing.map(({ status, body }) => `${status} ${body.caseNo}`)).size).toBe(1)
    expect(await listed(world)).toEqual([racing[0]?.body.caseNo, first.body.caseNo, ...before])
    expect((await eventsOf(first.body.caseNo)).map(({ type }) => type)).toEqual(['Filed'])
  })

  it('is refused when the key is used for another application, or for the same one in another world', async () => {
    await file('used')
    expectProblem(await asJson(file('used', sale({ channel: 'online' }))), 422, otherUse, 'body')
    const elsewhere = await openWorld('2030-01-02T09:00+08:00')
    expectProblem(await elsewhere.send('/api/cases', { as: 'intake-1', body: sale(), key: 'used' }), 422, otherUse, 'body')
  })

  it('is another person’s own under the same key', async () => {
    const mine = await file('shared-by-chance')
    const hers = await file('shared-by-chance', sale(), 'intake-2')
    expect(hers.status).toBe(201)
    expect(hers.body.caseNo).not.toBe(mine.body.caseNo)
  })

  it('sent again after the case is closed is answered with the closed case, and its procedure is not begun anew', async () => {
    const { caseNo } = (await file('old')).body
    await act(caseNo, 'not-accept', 'intake-1', { body: { ground: 'incomplete', detail: '缺少合同' } })
    const length = (await historyOf(caseNo)).events.length
    expect((await file('old')).body).toMatchObject({ caseNo, stage: 'closed', outcome: 'not-accepted' })
    expect((await historyOf(caseNo)).events).toHaveLength(length)
    await expectUnharmed(caseNo, await positionOf(caseNo))
  })

  it('without a key gets one to ask again with', async () => {
    const { headers } = await world.send('/api/cases', { as: 'intake-1', body: sale() })
    expect(headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('an act under a key', () => {
  let world: World
  let caseNo: string
  beforeAll(async () => {
    world = await openWorld()
    caseNo = await fileCase(world)
  })
  const urge = (note: string, key: string, as = 'supervisor-1') => act(caseNo, 'urge', as, { body: { note }, key })

  it('done again, at once or later, is one event and one answer', async () => {
    const key = randomUUID()
    const answers = [...(await Promise.all(Array.from({ length: 5 }, () => urge('请抓紧', key)))), await urge('请抓紧', key)]
    expect(answers.map(({ status, body }) => [status, body.seq])).toEqual(answers.map(() => [200, 2]))
    expect((await eventsOf(caseNo)).filter(({ commandId }) => commandId === key)).toHaveLength(1)
  })

  it('is refused when the key was used for other words, another act or by another person', async () => {
    const key = randomUUID()
    await urge('第一次', key)
    const before = await positionOf(caseNo)
    expectProblem(await asJson(urge('第二次', key)), 422, otherUse, 'body')
    expectProblem(await asJson(urge('第一次', key, 'quality-1')), 422, otherUse, 'body')
    expectProblem(await asJson(act(caseNo, 'accept', 'intake-1', { key })), 422, otherUse, 'body')
    await expectUnharmed(caseNo, before)
  })

  it('that was refused is refused again, and may be tried with what was missing', async () => {
    const number = await fileCase(world, sale({ materials: { all: true, except: ['sale-contract'] } }))
    const key = randomUUID()
    for (const _ of [1, 2])
      expectProblem(await asJson(act(number, 'accept', 'intake-1', { key })), 409, '存量房买卖合同', 'materials-incomplete')
    const items = [{ material: 'sale-contract', problem: '未提交', remedy: '提交合同原件' }]
    expect(await act(number, 'request-supplement', 'intake-1', { body: { items } })).toMatchObject({ status: 200 })
    const materials = [{ code: 'sale-contract', form: 'original' }]
    expect(await act(number, 'supplement', 'intake-1', { body: { materials } })).toMatchObject({ status: 200 })
    expect(await act(number, 'accept', 'intake-1', { key: randomUUID() })).toMatchObject({ status: 200 })
  })

  it('is answered after the case is closed as it was before, and other words under its key are refused', async () => {
    const number = await fileCase(world, mortgage())
    const key = randomUUID()
    const withdraw = (by: string[]) => act(number, 'withdraw', 'intake-1', { body: { by }, key })
    const first = await withdraw([zhang.name, bankA.name])
    expect(first).toMatchObject({ status: 200, body: { stage: 'closed', outcome: 'withdrawn' } })
    const again = await withdraw([zhang.name, bankA.name])
    expect({ ...again.body, now: '' }).toEqual({ ...first.body, now: '' })
    expectProblem(await asJson(withdraw([zhang.name])), 422, otherUse, 'body')
    await expectUnharmed(number, await positionOf(number))
  })
})

describe('identity numbers', () => {
  let world: World
  let caseNo: string
  const agent = { name: '王芳', idNo: '510802199003031234' }
  const phone = '13908120001'
  beforeAll(async () => {
    world = await openWorld()
    const [seller, buyer] = sale().parties as Json[]
    caseNo = await fileCase(world, sale({ parties: [{ ...seller, agent, phone }, buyer] }))
    await drive(world.client, caseNo, 'recorded')
  })
  const numbers = [zhang.idNo, li.idNo, agent.idNo, phone]
  const shown = (body: unknown) => numbers.filter(number => JSON.stringify(body).includes(number))

  it.each(['intake-1', 'examiner-1', 'registrar-1', 'auditor-1', 'quality-1'])('are shown to %s in full', async as => {
    expect(shown((await send(`/api/cases/${caseNo}`, { as })).body)).toEqual(numbers)
    expect(shown(await eventsOf(caseNo, as))).toEqual(numbers)
    expect(shown((await send(`/api/cases/${caseNo}/state?seq=1`, { as })).body)).toEqual(numbers)
  })

  it.each(['certifier-1', 'archivist-1', 'supervisor-1', 'director-1', 'admin-1'])(
    'are masked for %s wherever a case or unit is shown',
    async as => {
      const { body } = await send<CaseView>(`/api/cases/${caseNo}`, { as })
      expect(body.parties.map(({ name, idNo }) => [name, idNo])).toEqual([
        [zhang.name, '510802********1013'],
        [li.name, '510802********1134'],
      ])
      const seen = [
        body,
        await eventsOf(caseNo, as),
        (await send(`/api/cases/${caseNo}/state?seq=1`, { as })).body,
        (await world.send(`/api/register/units/${unitCode(1)}`, { as })).body,
        (await world.send(`/api/register/units/${unitCode(1)}/history`, { as })).body,
      ]
      expect(seen.map(shown)).toEqual(seen.map(() => []))
    },
  )

  it('are masked for the departments that are asked, who see the phone of nobody', async () => {
    for (const as of ['housing', 'tax']) {
      const { body } = await send<CaseView>(`/api/cases/${caseNo}`, { as })
      expect(shown(body)).toEqual([])
      expect(body.parties.some(party => 'phone' in party)).toBe(false)
    }
  })

  it('are in no list and no queue, whoever reads it', async () => {
    for (const as of ['intake-1', 'auditor-1', 'housing']) {
      const { body } = await world.send<Page>('/api/cases', { as })
      expect(body.items).toHaveLength(1)
      expect(shown(body)).toEqual([])
    }
    expect(shown((await world.send('/api/tasks?post=certifier', { as: 'certifier-1' })).body)).toEqual([])
  })
})

describe('a list of cases', () => {
  let world: World
  /** In order of filing. */
  const filed: string[] = []
  beforeAll(async () => {
    world = await openWorld('2025-03-10T09:00+08:00', 3)
    for (const i of [0, 1, 2, 3, 4, 5, 6])
      filed.push(await fileCase(world, (i % 2 === 0 ? sale : mortgage)({ units: [unitCode((i % 3) + 1)] })))
    const stranger = await openWorld()
    await fileCase(stranger)
  })
  const newestFirst = () => filed.toReversed()

  async function pages(query: string): Promise<string[][]> {
    const found: string[][] = []
    let cursor: string | null = ''
    for (let n = 0; cursor !== null && n < 20; n++) {
      const { body }: Answer<Page> = await world.send<Page>(`/api/cases?${query}${cursor && `&cursor=${cursor}`}`, {
        as: 'auditor-1',
      })
      found.push(body.items.map(({ caseNo }) => caseNo))
      cursor = body.nextCursor
    }
    return found
  }

  it.each([1, 2, 3, 7, 50])('in pages of %i shows each case of its world once and in order', async limit => {
    const found = await pages(`limit=${limit}`)
    expect(found.flat()).toEqual(newestFirst())
    expect(found.map(page => page.length).slice(0, -1)).toEqual(found.slice(0, -1).map(() => limit))
  })

  it('goes on where it was when a case is filed between two pages', async () => {
    const first = (await world.send<Page>('/api/cases?limit=3', { as: 'auditor-1' })).body
    const late = await fileCase(world, sale({ units: [unitCode(3)] }))
    const second = (await world.send<Page>(`/api/cases?limit=50&cursor=${first.nextCursor}`, { as: 'auditor-1' })).body
    expect([...first.items, ...second.items].map(({ caseNo }) => caseNo)).toEqual(newestFirst())
    filed.push(late)
  })

  it('finds by procedure, unit, holder, stage and light, and by all of them together', async () => {
    const newest = filed.at(-1) ?? ''
    expect(await act(newest, 'accept', 'intake-1')).toMatchObject({ status: 200 })
    expect(await listed(world, '?procedure=mortgage-first')).toEqual(
      newestFirst().filter(caseNo => [1, 3, 5].includes(filed.indexOf(caseNo))),
    )
    expect(await listed(world, `?unit=${unitCode(1)}`)).toEqual([filed[6], filed[3], filed[0]])
    expect(await listed(world, `?holder=${encodeURIComponent(bankA.name)}`)).toEqual([filed[5], filed[3], filed[1]])
    expect(await listed(world, `?holder=${encodeURIComponent('张建')}`)).toEqual([])
    expect(await listed(world, '?stage=examination')).toEqual([newest])
    expect(await listed(world, '?light=green')).toEqual([newest])
    expect(await listed(world, `?light=green&stage=examination&procedure=transfer-by-sale&unit=${unitCode(3)}`)).toEqual([newest])
    expect(await listed(world, '?light=red')).toEqual([])
  })

  it('of the office’s own business shows nothing of any drill', async () => {
    const { body } = await send<Page>('/api/cases?limit=200', { as: 'auditor-1' })
    expect(body.items.filter(({ caseNo }) => filed.includes(caseNo))).toEqual([])
  })
})

describe('a partner', () => {
  it('sees the cases it filed or is asked about, in lists and by number, and no others', async () => {
    const world = await openWorld('2025-03-10T09:00+08:00', 2)
    const ofBankA = await fileCase(world, mortgage({ channel: 'bank' }), 'bank-a')
    const ofBankB = await fileCase(world, mortgage({ channel: 'bank', units: [unitCode(2)] }), 'bank-b')
    const asked = await fileCase(world)
    const visible: Record<string, string[]> = {
      'bank-a': [ofBankA],
      'bank-b': [ofBankB],
      housing: [asked],
      tax: [asked],
      'court-a': [],
    }
    for (const [partner, own] of Object.entries(visible)) {
      expect(await listed(world, '', partner)).toEqual(own)
      expect(await listed(world, `?holder=${encodeURIComponent(zhang.name)}`, partner)).toEqual(own)
      for (const caseNo of [ofBankA, ofBankB, asked]) {
        const answer = await send(`/api/cases/${caseNo}`, { as: partner })
        if (own.includes(caseNo)) expect(answer).toMatchObject({ status: 200, body: { caseNo } })
        else expectProblem(answer, 404, ['没有找到案件', caseNo])
      }
    }
  })

  it('asks for the outcome of its own request; the centre’s staff see of it what they see of the case', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world, mortgage({ channel: 'bank' }), 'bank-a')
    const id = await keptUrging(world, caseNo)
    const ask = (as: string) =>
      send<{ status: string; outcome: { status: number; body: CaseView } | null }>(`/api/commands/${id}`, { as })
    await expect.poll(async () => (await ask('supervisor-1')).body.status, { timeout: 20_000, interval: 200 }).toBe('done')
    expect((await ask('auditor-1')).body.outcome).toMatchObject({ status: 200, body: { caseNo } })
    expect(JSON.stringify((await ask('certifier-1')).body)).not.toContain(zhang.idNo)
    for (const stranger of ['bank-a', 'bank-b', 'tax']) expectProblem(await asJson(ask(stranger)), 404, '没有找到请求')
    expect(await tracesOf(world, caseNo, 'certifier-1')).toEqual(['查询请求结果: command masked'])
  })

  /** A command as the API keeps it when no answer came in time; it is then carried out by itself. */
  async function keptUrging(world: World, caseNo: string): Promise<string> {
    const { sql, close } = connect(inject('databaseUrl'), { max: 1 })
    const id = `${caseNo}~${randomUUID()}`
    const actor = { sub: 'supervisor-1', posts: ['supervisor'] }
    const frame = { commandId: randomUUID(), digest: 'of-this-test', actor, receivedAt: '2025-03-10T09:00:00+08:00' }
    const payload = { kind: 'act', action: 'urge', body: { note: '请抓紧' }, ...frame }
    await keepCommand(sql, { id, sub: actor.sub, world: world.id, caseNo, kind: 'act', payload })
    await close()
    return id
  }
})

describe('the queue of a post', () => {
  let world: World
  const filed: string[] = []
  beforeAll(async () => {
    world = await openWorld('2025-03-10T09:00+08:00', 4)
    for (const i of [1, 2, 3, 4]) filed.push(await fileCase(world, (i < 4 ? mortgage : sale)({ units: [unitCode(i)] })))
  })
  const queue = async (post: string, as = `${post}-1`) =>
    (
      await world.send<{ items: { caseNo: string; taskId: string; claimedBy: string | null }[] }>(`/api/tasks?post=${post}`, {
        as,
      })
    ).body.items
  const claim = (caseNo: string, action: string, as: string) =>
    world.send(`/api/tasks/${caseNo}:${action}/claim`, { method: 'POST', as })
  const [first, second, third, other] = [() => filed[0] ?? '', () => filed[1] ?? '', () => filed[2] ?? '', () => filed[3] ?? '']

  it('stands in the order in which the applications were handed in, whatever was accepted first [S0-117]', async () => {
    expect((await queue('intake')).map(({ caseNo }) => caseNo)).toEqual(filed)
    for (const caseNo of [third(), second(), other(), first()]) await act(caseNo, 'accept', 'intake-1')
    expect((await queue('examiner')).map(({ caseNo }) => caseNo)).toEqual(filed)
    expect(await queue('intake')).toEqual([])
  })

  it('lets nobody claim past an earlier case of the same kind, and the earlier one is named [S0-117]', async () => {
    expectProblem(await claim(second(), 'examine', 'examiner-1'), 409, ['申请先后', first()], 'out-of-order')
    expectProblem(await claim(third(), 'examine', 'examiner-2'), 409, first(), 'out-of-order')
    expect(await claim(first(), 'examine', 'examiner-1')).toMatchObject({
      status: 200,
      body: { caseNo: first(), claimedBy: 'examiner-1' },
    })
    expectProblem(await claim(third(), 'examine', 'examiner-2'), 409, second(), 'out-of-order')
    expect(await claim(second(), 'examine', 'examiner-2')).toMatchObject({ status: 200, body: { claimedBy: 'examiner-2' } })
    expect(await claim(third(), 'examine', 'examiner-1')).toMatchObject({ status: 200 })
  })

  it('of another kind of case goes by its own order', async () => {
    expect(await claim(other(), 'examine', 'examiner-3')).toMatchObject({ status: 200 })
  })

  it('gives a task to one, who may claim it again', async () => {
    expectProblem(await claim(first(), 'examine', 'examiner-2'), 409, '已由他人领取', 'out-of-order')
    expect(await claim(first(), 'examine', 'examiner-1')).toMatchObject({ status: 200 })
    expect((await queue('examiner')).map(({ claimedBy }) => claimedBy)).toEqual([
      'examiner-1',
      'examiner-2',
      'examiner-1',
      'examiner-3',
    ])
  })

  it('gives no task to another post, to a partner, or in another world [S0-5]', async () => {
    expectProblem(await claim(first(), 'examine', 'intake-1'), 403, ['岗位不符', 'examine'], 'post')
    expectProblem(await claim(first(), 'examine', 'bank-a'), 403, '岗位不符', 'post')
    const elsewhere = await openWorld()
    expectProblem(await elsewhere.send(`/api/tasks/${first()}:examine/claim`, { method: 'POST', as: 'examiner-1' }), 404, first())
  })

  it('has no task for a step that is done, is not yet there, or never was', async () => {
    expect(await act(first(), 'examine', 'examiner-1', { body: { decision: 'pass', findings: '清楚' } })).toMatchObject({
      status: 200,
    })
    for (const action of ['examine', 'issue', 'bribe', 'constructor'])
      expectProblem(await claim(first(), action, action === 'issue' ? 'certifier-1' : 'examiner-1'), 404, `${first()}:${action}`)
    expect((await queue('registrar')).map(({ caseNo }) => caseNo)).toEqual([first()])
  })

  it('of a department holds the cases that it is asked about and has not answered', async () => {
    expect((await queue('department:housing', 'housing')).map(({ caseNo }) => caseNo)).toEqual([other()])
    expect((await queue('department:tax', 'tax')).map(({ caseNo }) => caseNo)).toEqual([other()])
    await act(other(), 'department-result', 'housing', { body: { department: 'housing', result: 'passed' } })
    expect(await queue('department:housing', 'housing')).toEqual([])
  })
})

describe('looking', () => {
  it('at a case, its ledger, history and past, at a unit and at a list leaves who, why and how much, for auditors too [S0-119][S0-116]', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world)
    const looks: [string, string, string[]][] = [
      [`/api/cases/${caseNo}`, 'certifier-1', ['办理案件: masked']],
      [`/api/cases/${caseNo}`, 'auditor-1', ['办理案件: full']],
      [`/api/cases/${caseNo}/events`, 'auditor-1', ['审计: events']],
      [`/api/cases/${caseNo}/state?seq=1`, 'auditor-1', ['审计: state #1']],
      [`/api/cases/${caseNo}/history`, 'auditor-1', ['审计: history']],
    ]
    for (const [path, as, trace] of looks) {
      const before = await tracesOf(world, caseNo, as)
      expect(await send(path, { as })).toMatchObject({ status: 200 })
      expect(await tracesOf(world, caseNo, as)).toEqual([...trace, ...before])
    }
    await send(`/api/cases/${caseNo}/replay`, { as: 'quality-1', body: {} })
    expect(await tracesOf(world, caseNo, 'quality-1')).toEqual(['审计: replay'])
  })

  it('at a unit’s present and past is traced with the purpose that was given [S0-119]', async () => {
    const world = await openWorld()
    const purpose = encodeURIComponent('核对权属')
    await world.send(`/api/register/units/${unitCode(1)}?purpose=${purpose}`, { as: 'director-1' })
    await world.send(`/api/register/units/${unitCode(1)}/history`, { as: 'director-1' })
    expect(await tracesOf(world, unitCode(1), 'director-1')).toEqual(['办理业务: history', '核对权属: current'])
  })

  it('at a list is traced with the number of cases shown, at the traces themselves too [S0-119][S0-116]', async () => {
    const world = await openWorld()
    await fileCase(world)
    expect(await listed(world, '', 'archivist-1')).toHaveLength(1)
    expect(await tracesOf(world, undefined, 'archivist-1', 'auditor-1')).toEqual(['查找案件: 1 件'])
    expect(await tracesOf(world, 'archivist-1', 'auditor-1')).toEqual(['审计: 1 条'])
  })

  it('in one world is not seen in another, and in pages each trace is shown once, newest first', async () => {
    const world = await openWorld()
    await fileCase(world)
    for (const _ of [1, 2, 3]) await listed(world, '', 'archivist-1')
    interface Traces {
      readonly items: readonly { readonly id: number; readonly sub: string; readonly at: string }[]
      readonly nextBefore: number
    }
    const { items } = (await world.send<Traces>('/api/audit/accesses?sub=archivist-1', { as: 'auditor-1' })).body
    const rest = (await world.send<Traces>(`/api/audit/accesses?sub=archivist-1&before=${items[0]?.id}`, { as: 'auditor-1' }))
      .body
    expect(items).toHaveLength(3)
    expect(rest.items).toEqual(items.slice(1))
    expect(await tracesOf(await openWorld(), undefined, 'archivist-1')).toEqual([])
  })

  it('at what one may not see leaves no trace of having seen it', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world)
    expect(await send(`/api/cases/${caseNo}`, { as: 'bank-b' })).toMatchObject({ status: 404 })
    expect(await tracesOf(world, caseNo, 'bank-b')).toEqual([])
  })
})

/** `purpose: scope` of one person's looks at an object, newest first. Asking leaves a trace of its own, under the name that was asked for. */
async function tracesOf(world: World, object: string | undefined, sub: string, as = 'supervisor-1'): Promise<string[]> {
  const query = new URLSearchParams({ sub, ...(object ? { object } : {}) })
  const { body } = await world.send<{ items: { object: string; purpose: string; scope: string; sub: string }[] }>(
    `/api/audit/accesses?${query}`,
    { as },
  )
  return body.items.map(({ purpose, scope }) => `${purpose}: ${scope}`)
}

describe('the past of a case', () => {
  let world: World
  let caseNo: string
  beforeAll(async () => {
    world = await openWorld()
    caseNo = await fileCase(world)
    for (const [until, action, as] of [
      ['2025-03-11T10:00+08:00', 'accept', 'intake-1'],
      ['2025-03-12T10:00+08:00', 'tax-cleared', 'tax'],
      ['2025-03-13T10:00+08:00', 'examine', 'examiner-1'],
    ] as const) {
      expect(await send(`/api/drill/worlds/${world.id}/advance`, { body: { until } })).toMatchObject({ status: 200 })
      const bodies = {
        accept: {},
        'tax-cleared': { receiptNo: 'T-1', paidFen: 1 },
        examine: { decision: 'pass', findings: '清楚' },
      }
      expect(await act(caseNo, action, as, { body: bodies[action] })).toMatchObject({ status: 200 })
    }
  })
  const state = (query: string) => send<CaseView>(`/api/cases/${caseNo}/state?${query}`, { as: 'auditor-1' })

  it('is shown as it was at an instant, whatever offset it is written with', async () => {
    const at = async (instant: string) => (await state(`at=${encodeURIComponent(instant)}`)).body
    expect(await at('2025-03-11T09:59+08:00')).toMatchObject({ stage: 'intake', acceptedAt: null, clocks: [], seq: 1 })
    const accepted = await at('2025-03-12T09:00+08:00')
    expect(accepted).toMatchObject({ stage: 'examination', tracks: { tax: 'open' }, now: '2025-03-12T09:00+08:00' })
    expect(accepted.dueAt).toMatch(/^2025-03-18T23:59:59/)
    expect(await at('2025-03-12T02:30Z')).toMatchObject({ tracks: { tax: 'passed', examination: 'open' } })
    expect(await at('2099-01-01T00:00+08:00')).toMatchObject({ tracks: { examination: 'passed' } })
  })

  it('is shown as it was after each event', async () => {
    const events = await eventsOf(caseNo)
    for (const { seq, hash } of events) expect((await state(`seq=${seq}`)).body).toMatchObject({ seq, head: hash })
    const last = (await state(`seq=${events.length}`)).body
    const now = (await send<CaseView>(`/api/cases/${caseNo}`, { as: 'auditor-1' })).body
    expect({ ...last, now: '', blockedBy: [] }).toEqual({ ...now, now: '', blockedBy: [] })
  })

  it('can be checked by a stranger from the events alone: each hash covers the event and the one before [S1-35]', async () => {
    const events = await eventsOf(caseNo)
    expect(events.length).toBeGreaterThan(3)
    expect(brokenLinks(caseNo, events)).toEqual([])
    expect(events.at(-1)?.hash).toBe((await positionOf(caseNo)).head)
  })

  it.each<[string, (events: LedgerEvent[]) => unknown[], number]>([
    ['another person’s act', events => events.map(event => (event.seq === 3 ? { ...event, actor: 'nobody' } : event)), 3],
    [
      'a moved instant',
      events => events.map(event => (event.seq === 2 ? { ...event, at: '2025-03-10T10:00:00+08:00' } : event)),
      2,
    ],
    ['a lowered tax', events => JSON.parse(JSON.stringify(events).replace('"paidFen":1', '"paidFen":0')), 3],
    ['a removed event', events => events.filter(({ seq }) => seq !== 2), 3],
    ['two events in another order', events => [events[0], events[2], events[1], events[3]], 3],
  ])('shows %s to that stranger [S1-35]', async (_, falsified, at) => {
    expect(brokenLinks(caseNo, falsified(await eventsOf(caseNo)) as LedgerEvent[])[0]).toBe(at)
  })

  it('does not verify from masked events, which say so by being masked', async () => {
    expect(brokenLinks(caseNo, await eventsOf(caseNo, 'certifier-1'))[0]).toBe(1)
  })

  it('as the procedure’s history tells each step and nothing of the persons', async () => {
    const history = await historyOf(caseNo)
    expect(history.events.length).toBeGreaterThan(10)
    expect(history.events[0]).toMatchObject({ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' })
    const text = JSON.stringify(history)
    const decoded = (text.match(/"[A-Za-z0-9+/=_-]{8,}"/g) ?? []).map(word => Buffer.from(word, 'base64').toString('utf8'))
    expect(text).toContain(Buffer.from('binary/encrypted').toString('base64'))
    for (const told of [zhang.name, li.name, zhang.idNo, li.idNo, '材料齐全', 'priceFen', 'transferee'])
      expect([text, ...decoded].filter(part => part.includes(told))).toEqual([])
  })

  it('is proven by replay, ledger and agreement together', async () => {
    expect((await send(`/api/cases/${caseNo}/replay`, { as: 'auditor-1', body: {} })).body).toMatchObject({
      ok: true,
      temporal: { ok: true, events: expect.any(Number), buildId: expect.any(String) },
      ledger: { ok: true, head: (await positionOf(caseNo)).head },
      agreement: { ok: true, differences: [] },
    })
    expect(await send(`/api/cases/${caseNo}/replay`, { as: 'auditor-1', method: 'POST' })).toMatchObject({
      status: 200,
      body: { ok: true },
    })
  })
})

/** Written from contract.md alone: SHA-256 over the RFC 8785 form of the case number and the event without its hash. */
function brokenLinks(caseNo: string, events: readonly LedgerEvent[]): number[] {
  return events.flatMap(({ hash, ...event }, i) => {
    const right = createHash('sha256')
      .update(canonicalize({ caseNo, ...event }) ?? '')
      .digest('hex')
    const before = events[i - 1]?.hash ?? '0'.repeat(64)
    return hash === right && event.prevHash === before ? [] : [event.seq]
  })
}

async function historyOf(caseNo: string): Promise<{ events: Json[] }> {
  return (await send<{ events: Json[] }>(`/api/cases/${caseNo}/history`, { as: 'auditor-1' })).body
}

async function asJson(answer: Promise<Answer<unknown>>): Promise<Answer> {
  return (await answer) as Answer
}

describe('an objection to an announcement', () => {
  const homestead = sale({
    ...{ procedure: 'homestead-first', units: ['510802001001JC00064F00010001'] },
    parties: [{ role: 'applicant', kind: 'person', idType: 'resident-id', ...zhang }],
    facts: { use: 'residential', location: '广元市利州区荣山镇中口村一组', areaSqm: 126.4 },
  })

  it('by a partner who may not read the case is taken, and answered with nothing of the case [S0-119]', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world, homestead)
    await act(caseNo, 'accept', 'intake-1')
    await act(caseNo, 'examine', 'examiner-1', { body: { decision: 'pass', findings: '材料齐全' } })
    expect(await act(caseNo, 'publish-announcement', 'examiner-1')).toMatchObject({ status: 200 })
    const body = { by: '陈大勇', reason: '该宅基地系本户承租' }
    const taken = await act(caseNo, 'announcement-objection', 'civil-affairs', { body })
    expect(taken).toMatchObject({ status: 200, body: { caseNo } })
    expect(Object.keys(taken.body).sort()).toEqual(['caseNo', 'now', 'taken'])
    expectProblem(await send(`/api/cases/${caseNo}`, { as: 'civil-affairs' }), 404, caseNo)
    const seen = await act(caseNo, 'announcement-objection', 'intake-1', { body: { by: '赵敏', reason: '四至有争议' } })
    expect(seen.body.announcement?.objections.map(({ by }) => by)).toEqual(['陈大勇', '赵敏'])
  })
})
