import { beforeAll, describe, expect, it } from 'vitest'
import type { ActionName } from '../../domain/case/commands.ts'
import type { CaseView } from '../../domain/case/view.ts'
import { drive } from '../../scripts/scenario/drive.ts'
import { filled, type Operation, operationsOf, parametersOf, readDocument } from './addresses.ts'
import {
  type Answer,
  buyers,
  everyPost,
  expectProblem,
  expectUnharmed,
  fileCase,
  type Json,
  openWorld,
  positionOf,
  sale,
  send,
  tokenFor,
  unitCode,
  type World,
  zhang,
} from './window.ts'

let world: World
let caseNo: string
let before: Awaited<ReturnType<typeof positionOf>>
let operations: Operation[]
/** Holds every post: only what is asked can be wrong. */
let token: string

beforeAll(async () => {
  world = await openWorld()
  caseNo = await fileCase(world)
  before = await positionOf(caseNo)
  operations = operationsOf(await readDocument())
  token = await tokenFor({ sub: 'anybody', posts: everyPost })
})

/** `[address]: [what it answered]` wherever that is not a clear refusal; a test expects none. */
async function unclear(
  asked: readonly Operation[],
  ask: (operation: Operation) => Promise<Answer>,
  statuses: readonly number[],
  words: string,
): Promise<string[]> {
  const answers: string[] = []
  for (const operation of asked) {
    const { status, type, body } = await ask(operation)
    const clear = statuses.includes(status) && type?.startsWith('application/problem+json') && String(body.detail).includes(words)
    if (!clear) answers.push(`${operation.method} ${operation.path}: ${status} ${JSON.stringify(body).slice(0, 200)}`)
  }
  return answers
}

const pathOf = ({ path }: Operation, values: Record<string, string> = {}): string =>
  filled(path, {
    // Of the office, so that the body is looked at; that no application has the number comes after.
    ...{
      caseNo,
      applicationNo: caseNo,
      taskId: `${caseNo}:accept`,
      unitCode: unitCode(1),
      procedure: 'transfer-by-sale',
      world: world.id,
      year: '2027',
      id: '1',
      no: '1',
      evaluation: '2025-01-06..2025-01-19',
      sample: '2025-01-06..2025-01-19',
    },
    ...values,
  })

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const bytes = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers)

describe('at every address that takes a body', () => {
  const json = (raw: string | Uint8Array) => ({ raw })
  it.each([
    ['a text that is no JSON', json('{"a":'), 400, '合法的 JSON'],
    ['nothing, announced as JSON', json(''), 400, '为空'],
    ['plain text', { raw: '受理', headers: { 'content-type': 'text/plain' } }, 415, 'application/json'],
    ['a web form', { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'application/json'],
    ['a list', json('[]'), 422, '应为 对象'],
    ['a bare text', json('"accept"'), 422, '应为 对象'],
    ['a field that nobody knows', json('{"不相干":1}'), 422, '不认识的字段'],
    ['a member that would change all objects', json('{"__proto__":{"posts":["registrar"]}}'), 400, '__proto__'],
    ['lists in lists without end', json(`{"a":${nested(50_000)}}`), 422, '嵌套'],
    ['a text with a NUL', json('{"a":"张\\u0000建国"}'), 422, '空字符'],
    ['a name with a NUL', json('{"a\\u0000":1}'), 422, '空字符'],
    ['half of a character', json('{"a":"\\ud842"}'), 422, '不完整的字符'],
    ['a text in GBK', json(bytes(0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xd5, 0xc5, 0x22, 0x7d)), 422, 'UTF-8'],
    ['a number beyond all numbers', json('{"a":1e999}'), 422, '数字超出范围'],
    ['an integer that would be rounded', json('{"a":9007199254740993}'), 422, '精确'],
  ])('%s is refused as what it is', async (_, request, status, words) => {
    const withBody = operations.filter(operation => operation.requestBody)
    expect(withBody.length).toBeGreaterThan(20)
    expect(await unclear(withBody, operation => world.send(pathOf(operation), { token, ...request }), [status], words)).toEqual(
      [],
    )
  })

  it('a body over 256 KB is refused unread', async () => {
    const small = operations.filter(({ requestBody, path }) => requestBody && path !== '/api/drill/register')
    const raw = JSON.stringify({ a: '登'.repeat(100_000) })
    expect(await unclear(small, operation => world.send(pathOf(operation), { token, raw }), [413], '256 KB')).toEqual([])
  })
})

describe('at every address with places and questions in it', () => {
  const placesOf = (operation: Operation) => parametersOf(operation, 'path').map(({ name }) => name)
  const withPlaces = () => operations.filter(operation => placesOf(operation).length > 0)
  const asking = (operation: Operation, place: string) =>
    world.send(pathOf(operation, Object.fromEntries(placesOf(operation).map(name => [name, place]))), {
      method: operation.method,
      token,
      ...(operation.requestBody ? { body: {} } : {}),
    })

  it.each([
    ['a NUL', '%00', [422], '空字符'],
    ['a broken percent code', '%E0%A4%A', [400], '百分号'],
    ['a way up to other files', '..%2F..%2Fetc%2Fpasswd', [403, 404, 422], ''],
    ['a name that every object has', 'constructor', [403, 404, 422], ''],
    ['SQL', "'%20or%20'1'='1", [403, 404, 422], ''],
    ['more than a number or code can have', 'x'.repeat(900), [404, 422], ''],
    ['more than an address can have', 'x'.repeat(1_500), [414], '过长'],
  ])('%s in the place of a number is refused', async (_, place, statuses, words) => {
    expect(await unclear(withPlaces(), operation => asking(operation, place), statuses, words)).toEqual([])
  })

  const questionsOf = (operation: Operation) => parametersOf(operation, 'query')
  const withQuestions = () => operations.filter(operation => questionsOf(operation).length > 0)
  const eachQuestion = () =>
    withQuestions().flatMap(operation => questionsOf(operation).map(question => ({ ...operation, question })))

  it.each([
    ['asked twice', (name: string) => `${name}=a&${name}=b`],
    ['with a NUL', (name: string) => `${name}=%00`],
    ['far longer than it may be', (name: string) => `${name}=${'9'.repeat(5_000)}`],
  ])('a question %s is refused by its name', async (_, queryOf) => {
    const answers = await Promise.all(
      eachQuestion().map(({ question: { name }, ...operation }) =>
        unclear([operation], () => world.send(`${pathOf(operation)}?${queryOf(name)}`, { token }), [422], name),
      ),
    )
    expect(answers.flat()).toEqual([])
  })

  it('a question that nobody knows is refused, not passed over', async () => {
    const ask = (operation: Operation) => world.send(`${pathOf(operation)}?colour=blue`, { token })
    expect(await unclear(withQuestions(), ask, [422], '不认识的字段 colour')).toEqual([])
  })

  it('questions too long for any server are refused in the same form', async () => {
    expectProblem(await world.send(`/api/cases?holder=${'x'.repeat(20_000)}`, { token }), 431, '16 KB')
  })

  it('a drill world that does not exist is named in the refusal', async () => {
    const inWorlds = operations.filter(operation =>
      parametersOf(operation, 'header').some(({ name }) => name === 'x-drill-world'),
    )
    const answers = await Promise.all(
      [
        ['/api/cases', { body: sale() }],
        ['/api/cases', {}],
        ['/api/tasks?post=intake', {}],
        [`/api/tasks/${caseNo}:accept/claim`, { method: 'POST' }],
        [`/api/cases/${caseNo}/actions/accept`, { body: {} }],
        [`/api/register/units/${unitCode(1)}`, {}],
        ['/api/audit/accesses', {}],
        ['/api/drill/register', { body: { units: [{ unitCode: unitCode(9), holders: [] }] } }],
      ].map(([path, request]) =>
        send(path as string, { token, headers: { 'x-drill-world': 'atlantis' }, ...(request as object) }),
      ),
    )
    expect(inWorlds.length).toBeGreaterThan(20)
    for (const answer of answers) expectProblem(answer, 404, ['演练世界', 'atlantis'])
  })
})

describe('an application', () => {
  const refused = async (application: unknown, words: string | string[], rule?: string) =>
    expectProblem(await world.send('/api/cases', { token, body: application }), 422, words, rule)

  it.each<[string, Json, string[]]>([
    ['for no unit', { units: [] }, ['units', '至少 1 项']],
    ['for 51 units', { units: Array.from({ length: 51 }, (_, i) => unitCode(i)) }, ['units', '至多 50 项']],
    ['for the same unit twice', { units: [unitCode(1), unitCode(1)] }, ['units', '重复']],
    ['for units in an object', { units: { 0: unitCode(1) } }, ['units', '应为 列表']],
    ['for a unit without a code', { units: [''] }, ['units.0', '至少 1 个字符']],
    ['of an unknown procedure', { procedure: 'transfer-by-wish' }, ['procedure', '下列之一', 'transfer-by-sale']],
    ['to an unknown office', { office: '999999' }, ['没有登记机构 999999']],
    ['to an office given as a number', { office: 510802 }, ['office', '应为 文本']],
    ['through an unknown channel', { channel: 'fax' }, ['channel', 'counter']],
    ['without parties', { parties: undefined }, ['缺少 parties']],
    ['with an unknown role', { parties: [{ ...party(), role: 'king' }] }, ['parties.0.role', 'transferee']],
    ['with a role of another procedure', { parties: [{ ...party(), role: 'lawyer' }] }, ['lawyer', zhang.name, 'transferor']],
    ['with an unknown kind of party', { parties: [{ ...party(), kind: 'ghost' }] }, ['parties.0.kind', 'person']],
    ['with an unknown kind of document', { parties: [{ ...party(), idType: 'library-card' }] }, ['idType', 'resident-id']],
    ['with an identity number that is a number', { parties: [{ ...party(), idNo: 510802 }] }, ['parties.0.idNo', '文本']],
    ['with a party without a name', { parties: [{ ...party(), name: '' }] }, ['parties.0.name', '至少 1 个字符']],
    ['with a name of spaces', { parties: [{ ...party(), name: ' \u3000 ' }] }, ['parties.0.name', '空白']],
    ['with a name of 201 characters', { parties: [{ ...party(), name: '张'.repeat(201) }] }, ['name', '至多 200 个字符']],
    ['with an agent in one word', { parties: [{ ...party(), agent: '李' }] }, ['parties.0.agent', '对象']],
    ['with 51 parties', { parties: Array.from({ length: 51 }, party) }, ['parties', '至多 50 项']],
    [
      'with an unknown form of material',
      { materials: [{ code: 'sale-contract', form: 'fax' }] },
      ['materials.0.form', 'original'],
    ],
    ['with materials in one word', { materials: 'most' }, ['materials', 'all']],
    ['with consents in one word', { consents: 'yes' }, ['consents', '对象']],
    ['with mail consent in a word', { consents: { mail: 'yes' } }, ['consents.mail', 'true 或 false']],
    ['without what the procedure must know', { facts: {} }, ['facts.priceFen']],
    ['with an unknown fact', { facts: { priceFen: 1, colour: 'red' } }, ['facts', '不认识的字段 colour']],
    ['at a price in a text', { facts: { priceFen: '86000000' } }, ['facts.priceFen', '整数']],
    ['at a negative price', { facts: { priceFen: -1 } }, ['facts.priceFen', '不得小于 0']],
    ['at a fraction of a fen', { facts: { priceFen: 0.5 } }, ['facts.priceFen', '整数']],
    ['at a price beyond all money', { facts: { priceFen: 1e300 } }, ['facts.priceFen', '精确']],
    ['for half a copy', { facts: { priceFen: 1, copies: 0.5 } }, ['facts.copies', '整数']],
    ['for no copy', { facts: { priceFen: 1, copies: 0 } }, ['facts.copies', '不得小于 1']],
    ['for 21 copies', { facts: { priceFen: 1, copies: 21 } }, ['facts.copies', '不得大于 20']],
    ['with an unknown use', { facts: { priceFen: 1, use: 'castle' } }, ['facts.use', 'residential']],
    ['with an area of nothing', { facts: { priceFen: 1, areaSqm: 0 } }, ['facts.areaSqm', '大于 0']],
    ['with the 30th of February', { facts: { priceFen: 1, landTermEnds: '2025-02-30' } }, ['landTermEnds', '实际存在的日期']],
    ['with a date of another form', { facts: { priceFen: 1, registrableOn: '30/06/2025' } }, ['registrableOn', '日期']],
    ['with a term without an end', { facts: { priceFen: 1, term: { from: '2025-01-01' } } }, ['facts.term', '缺少 until']],
    ['with a service in words', { facts: { priceFen: 1, servedAt: 'yesterday' } }, ['facts.servedAt', '时刻']],
    ['with a service without an offset', { facts: { priceFen: 1, servedAt: '2025-03-10T09:00' } }, ['servedAt', '时区']],
    ['with something beside', { note: '请快办' }, ['不认识的字段 note']],
  ])('%s is no application', (_, changes, words) => refused(sale(changes), words))

  it.each(['0/1', '2/1', '1/0', '0/0', '3/2'])('for the share %s is no application', share =>
    refused(buyers({ share }), ['份额', share], 'body'),
  )

  it.each(['1', '0.5', '-1/2', '1/2/3', '１/２', '1/1000000000'])('for the share “%s” is no application', share =>
    refused(buyers({ share }), ['parties.1.share', '1/2']),
  )

  it('for more than the whole is no application, whatever the denominators', async () => {
    await refused(buyers({ share: '2/3' }, { share: '1/2' }), '合计超过 1', 'body')
    // One third and three hair's breadths over.
    await refused(
      buyers({ share: '333333334/999999937' }, { share: '333333334/999999929' }, { share: '333333334/999999893' }),
      '合计超过 1',
      'body',
    )
  })

  it('with shares for some of the buyers only is no application', () =>
    refused(buyers({ share: '1/2' }, {}), '全部写明，或者全部不写', 'body'))

  it('for a procedure that the law did not have on that day is no application', async () => {
    const before = await openWorld('2020-12-31T09:00+08:00')
    const answer = await before.send('/api/cases', { token, body: sale() })
    expectProblem(answer, 422, ['transfer-by-sale', '2020-12-31'], 'body')
  })

  it('tells three of many faults and how many more there are', () =>
    refused({ procedure: 1, office: 2, channel: 3, units: 4, parties: 5, materials: 6 }, ['；', '另有']))

  it.each([
    ['empty', '', '至少 1 个字符'],
    ['of 201 characters', 'k'.repeat(201), '至多 200 个字符'],
  ])('under a key that is %s is not filed', async (_, key, words) =>
    expectProblem(await world.send('/api/cases', { token, key, body: sale() }), 422, ['idempotency-key', words], 'body'),
  )

  it('leaves no case behind when it is refused', async () => {
    const { body } = await world.send<{ items: { caseNo: string }[] }>('/api/cases', { token })
    expect(body.items.map(item => item.caseNo)).toEqual([caseNo])
  })
})

describe('an act', () => {
  const item = { material: 'sale-contract', problem: '缺页', remedy: '补齐' }

  it.each<[ActionName, unknown, string[]]>([
    ['accept', { at: '2020-01-01T00:00+08:00' }, ['不认识的字段 at']],
    ['request-supplement', {}, ['缺少 items']],
    ['request-supplement', { items: [] }, ['items', '至少 1 项']],
    ['request-supplement', { items: [{ ...item, remedy: undefined }] }, ['items.0', '缺少 remedy']],
    ['request-supplement', { items: [{ ...item, problem: 7 }] }, ['items.0.problem', '文本']],
    ['request-supplement', { items: Array.from({ length: 51 }, () => item) }, ['items', '至多 50 项']],
    ['supplement', { materials: [] }, ['materials', '至少 1 项']],
    ['supplement', { materials: [{ code: 'sale-contract', form: 'fax' }] }, ['materials.0.form', 'original']],
    ['supplement', { materials: 'all' }, ['materials', '列表']],
    ['not-accept', { ground: 'dislike', detail: '不喜欢' }, ['ground', 'incomplete']],
    ['not-accept', { ground: 'incomplete' }, ['缺少 detail']],
    ['leave', { by: zhang.name }, ['不认识的字段 by']],
    ['withdraw', { by: [] }, ['by', '至少 1 项']],
    ['withdraw', { by: zhang.name }, ['by', '列表']],
    ['withdraw', { by: [zhang.name, zhang.name] }, ['by', '重复']],
    ['examine', { decision: 'perhaps', findings: '尚可' }, ['decision', 'pass']],
    ['examine', { decision: 'pass' }, ['缺少 findings']],
    ['examine', { decision: 'pass', findings: '好'.repeat(5_001) }, ['findings', '至多 5000 个字符']],
    ['examine', { decision: 'refuse', findings: '不符', grounds: [''] }, ['grounds.0', '至少 1 个字符']],
    ['refuse', { grounds: [], findings: '不符' }, ['grounds', '至少 1 项']],
    ['refuse', { grounds: '查封', findings: '不符' }, ['grounds', '列表']],
    ['department-result', { result: 'passed' }, ['缺少 department']],
    ['department-result', { department: 'housing', result: 'maybe' }, ['result', 'passed']],
    ['department-result', { department: ['housing'], result: 'passed' }, ['department', '文本']],
    ['tax-cleared', { paidFen: 1 }, ['缺少 receiptNo']],
    ['tax-cleared', { receiptNo: 'T-1', paidFen: -1 }, ['paidFen', '不得小于 0']],
    ['tax-cleared', { receiptNo: 'T-1', paidFen: 0.1 }, ['paidFen', '整数']],
    ['tax-cleared', { receiptNo: 'T-1', paidFen: '100' }, ['paidFen', '整数']],
    ['consent', { by: zhang.name, of: 'neighbour' }, ['of', 'co-owner']],
    ['consent', { of: 'co-owner' }, ['缺少 by']],
    ['undertake', { by: { name: zhang.name } }, ['by', '文本']],
    ['record', { entries: [] }, ['不认识的字段 entries']],
    ['issue', { certificateNo: '1' }, ['不认识的字段 certificateNo']],
    ['deliver', { by: 'pigeon', receiver: zhang.name }, ['by', 'pickup']],
    ['deliver', { by: 'mail' }, ['缺少 receiver']],
    ['archive', { boxNo: 1 }, ['不认识的字段 boxNo']],
    ['urge', { note: '\n\t' }, ['note', '空白']],
    ['urge', {}, ['缺少 note']],
    ['suspend', { reason: '征收' }, ['缺少 basis']],
    ['resume', { reason: 3 }, ['reason']],
    ['reassign', { to: 'examiner-2' }, ['缺少 reason']],
    ['explain', { reason: ' ' }, ['reason', '空白']],
  ])('%s with %j is refused for its body', async (action, body, words) =>
    expectProblem(await world.send(`/api/cases/${caseNo}/actions/${action}`, { token, body }), 422, words, 'body'),
  )

  it('that nobody knows has no address', async () =>
    expectProblem(await world.send(`/api/cases/${caseNo}/actions/bribe`, { token, body: {} }), 404, 'actions/bribe'))

  it.each(['510802-20250310-9999999', '999999-20250310-0000001', 'nowhere'])('on the unknown case %s finds none', async unknown =>
    expectProblem(await world.send(`/api/cases/${unknown}/actions/accept`, { token, body: {} }), 404, ['没有找到案件', unknown]),
  )

  it('in another drill world than its case is refused, and in none is dated by the case’s own', async () => {
    const elsewhere = await openWorld('2031-05-05T09:00+08:00')
    const path = `/api/cases/${await fileCase(world)}/actions/urge`
    expectProblem(await elsewhere.send(path, { token, body: { note: '请抓紧' } }), 404, ['不在演练世界', elsewhere.id])
    expect(await send(path, { token, body: { note: '请抓紧' } })).toMatchObject({ status: 200 })
    const { body } = await send<{ receivedAt: string }[]>(path.replace('/actions/urge', '/events'), { token })
    expect(body.at(-1)?.receivedAt).toMatch(/^2025-03-10T/)
  })
})

describe('a question', () => {
  it.each<[string, number, string[]]>([
    ['/api/cases?light=blue', 422, ['light', 'green']],
    ['/api/cases?stage=limbo', 422, ['stage', 'examination']],
    ['/api/cases?procedure=magic', 422, ['procedure', 'mortgage-first']],
    ['/api/cases?limit=0', 422, ['limit', '不得小于 1']],
    ['/api/cases?limit=201', 422, ['limit', '不得大于 200']],
    ['/api/cases?limit=many', 422, ['limit', '整数']],
    ['/api/cases?cursor=anything', 422, ['cursor', 'nextCursor']],
    [`/api/cases?cursor=${cursorOf(['\0', 'x'])}`, 422, ['cursor', 'nextCursor']],
    [`/api/cases?cursor=${cursorOf(['2025-02-30T09:00:00+08:00', '510802-1'])}`, 422, ['cursor']],
    [`/api/cases?cursor=${cursorOf({ filedAt: 1 })}`, 422, ['cursor']],
    ['/api/cases/CASE/state', 422, ['at', 'seq']],
    ['/api/cases/CASE/state?seq=1&at=2025-03-10T10:00%2B08:00', 422, ['at', 'seq']],
    ['/api/cases/CASE/state?seq=0', 422, ['seq', '不得小于 1']],
    ['/api/cases/CASE/state?seq=1.5', 422, ['seq', '整数']],
    ['/api/cases/CASE/state?seq=99', 404, ['第 99 号']],
    ['/api/cases/CASE/state?at=2025-02-30T10:00%2B08:00', 422, ['at', '实际存在']],
    ['/api/cases/CASE/state?at=2025-03-10T10:00', 422, ['at', '时区']],
    ['/api/cases/CASE/state?at=2025-03-10T10:00+08:00', 422, ['at', '%2B']],
    ['/api/cases/CASE/state?at=2025-03-09T10:00%2B08:00', 404, ['尚未提交申请']],
    ['/api/audit/accesses?before=100000000000000000000', 422, ['before', '不得大于']],
    ['/api/tasks', 422, ['缺少 post']],
    ['/api/tasks?post=janitor', 422, ['post', 'intake']],
    ['/api/tasks?post=constructor', 422, ['post', 'intake']],
    [`/api/register/units/${unitCode(1)}?purpose=`, 422, ['purpose', '至少 1 个字符']],
    ['/api/register/units/nowhere', 404, ['不动产单元 nowhere']],
    ['/api/register/units/nowhere/history', 404, ['不动产单元 nowhere']],
    ['/api/cases/nowhere', 404, ['案件 nowhere']],
    ['/api/cases/nowhere/events', 404, ['案件 nowhere']],
    ['/api/cases/nowhere/history', 404, ['案件 nowhere']],
    ['/api/commands/nowhere', 404, ['nowhere']],
    ['/api/calendar/due?workingDays=5', 422, ['缺少 from']],
    ['/api/calendar/due?from=2025-02-30T10:00%2B08:00&workingDays=5', 422, ['from', '实际存在']],
    ['/api/calendar/due?from=2025-03-10&workingDays=5', 422, ['from', '时刻']],
    ['/api/calendar/due?from=9999-12-30T10:00%2B08:00&days=9', 422, ['9999']],
    ['/api/limits?office=510802&procedure=transfer-by-sale&on=2025-02-30', 422, ['on', '实际存在的日期']],
    ['/api/limits?office=1&procedure=transfer-by-sale&on=2025-03-10', 422, ['没有登记机构 1']],
    ['/api/limits?office=510802&procedure=magic&on=2025-03-10', 422, ['procedure', 'transfer-by-sale']],
    ['/api/limits?office=510802&procedure=transfer-by-sale&on=2015-03-10', 404, ['transfer-by-sale', '2015-03-10']],
    ['/api/public/guides/magic', 404, ['magic']],
    ['/api/public/guides/transfer-by-sale?on=2025-02-30', 422, ['on', '实际存在的日期']],
    ['/api/public/guides/transfer-by-sale?office=1', 422, ['没有登记机构 1']],
    ['/api/units/validate', 422, ['缺少 code']],
    ['/api/drill/worlds/atlantis', 404, ['atlantis']],
    ['/api/nothing', 404, ['/api/nothing']],
  ])('%s is answered %i', async (path, status, words) =>
    expectProblem(await world.send(path.replace('CASE', caseNo), { token }), status, words),
  )

  it.each<[string, unknown, string[]]>([
    ['/api/fees/quote', { items: [] }, ['items', '至少 1 项']],
    ['/api/fees/quote', { items: [{ procedure: 'magic' }] }, ['items.0.procedure', 'transfer-by-sale']],
    ['/api/fees/quote', { items: [{ procedure: 'transfer-by-sale', use: 'castle' }] }, ['items.0.use', 'garage']],
    ['/api/fees/quote', { items: [{ procedure: 'transfer-by-sale', copies: 0 }] }, ['items.0.copies', '不得小于 1']],
    ['/api/fees/quote', { items: [{ procedure: 'transfer-by-sale', copies: 1.5 }] }, ['items.0.copies', '整数']],
    ['/api/fees/quote', { items: [{ procedure: 'transfer-by-sale', facts: { payer: 'king' } }] }, ['payer', 'micro-enterprise']],
    ['/api/drill/tokens', {}, ['缺少 sub']],
    ['/api/drill/tokens', { sub: 1 }, ['sub', '文本']],
    ['/api/drill/worlds', { start: '2025-02-30T09:00+08:00' }, ['start', '实际存在']],
    ['/api/drill/worlds', { start: '2025-03-10T09:00' }, ['start', '时区']],
    ['/api/drill/worlds', { start: 1741568400000 }, ['start', '文本']],
    ['/api/drill/worlds', { start: '9999-12-31T23:59:59+08:00' }, ['8999-12-31']],
  ])('POST %s with %j is refused', async (path, body, words) => expectProblem(await world.send(path, { body }), 422, words))

  it('for the token of an unknown person finds nobody', async () =>
    expectProblem(await send('/api/drill/tokens', { body: { sub: 'nobody-1' } }), 404, 'nobody-1'))
})

describe('a drill', () => {
  it.each<[string, Json, string[]]>([
    ['by and until at once', { by: 'P1D', until: '2025-03-11T09:00+08:00' }, ['by', 'until']],
    ['neither by nor until', {}, ['by', 'until']],
    ['into the past', { until: '2025-03-09T09:00+08:00' }, ['不能退回', '2025-03-09T09:00+08:00']],
    ['backwards', { by: '-P1D' }, ['by', 'P3D']],
    ['by a month, which has no fixed length', { by: 'P1M' }, ['by', 'P3D']],
    ['by nothing', { by: 'P' }, ['by', 'P3D']],
    ['by a number of days', { by: 3 }, ['by', '文本']],
    ['until a day that does not exist', { until: '2025-02-30T09:00+08:00' }, ['until', '实际存在']],
    ['until an instant without offset', { until: '2025-03-12T09:00' }, ['until', '时区']],
    ['beyond all years', { by: 'P99999999999999999999D' }, ['8999-12-31']],
  ])('is not advanced %s', async (_, body, words) =>
    expectProblem(await send(`/api/drill/worlds/${world.id}/advance`, { body }), 422, words),
  )

  const unit = (changes: Json = {}): Json => ({ unitCode: unitCode(7), holders: [zhang], ...changes })
  const owed = { mortgagee: '广元甲银行', amountFen: 1 }
  it.each<[string, unknown[], string[]]>([
    ['nothing', [], ['units', '至少 1 项']],
    ['the same unit twice', [unit(), unit()], [unitCode(7), '重复']],
    ['a unit without holders', [{ unitCode: unitCode(7) }], ['units.0', '缺少 holders']],
    ['a share over the whole', [unit({ holders: [{ ...zhang, share: '2/1' }] })], [zhang.name, '2/1']],
    [
      'shares that come to more than the whole',
      [
        unit({
          holders: [
            { ...zhang, share: '2/3' },
            { name: '李', share: '1/2' },
          ],
        }),
      ],
      [unitCode(7), '合计超过 1'],
    ],
    ['a negative debt', [unit({ mortgages: [{ ...owed, amountFen: -1 }] })], ['mortgages.0.amountFen', '不得小于 0']],
    ['half a fen of debt', [unit({ mortgages: [{ ...owed, amountFen: 0.5 }] })], ['mortgages.0.amountFen', '整数']],
    ['a debt recorded on no day', [unit({ mortgages: [{ ...owed, recordedAt: '2025-02-30' }] })], ['recordedAt', '实际存在']],
    ['a land term that ends on no day', [unit({ landTermEnds: '2075-06-31' })], ['landTermEnds', '实际存在']],
    [
      'a seizure of no known state',
      [unit({ seizures: [{ organ: '甲', documentNo: '1', status: 'odd' }] })],
      ['status', 'active'],
    ],
  ])('does not put on the register %s', async (_, units, words) =>
    expectProblem(await world.send('/api/drill/register', { body: { units } }), 422, words),
  )

  it('does not put on the register a unit that is there already', async () =>
    expectProblem(
      await world.send('/api/drill/register', { body: { units: [unit({ unitCode: unitCode(1) })] } }),
      409,
      unitCode(1),
    ))

  it('is where it was after all this', async () => {
    const { body } = await send<{ now: string }>(`/api/drill/worlds/${world.id}`)
    expect(body.now).toMatch(/^2025-03-10T09:0/)
    expect(await world.send(`/api/register/units/${unitCode(7)}`, { token })).toMatchObject({ status: 404 })
  })
})

it('a name of rare characters, emoji, quotes and SQL goes from the application to the register exactly as it was written', async () => {
  const names = ['𠮷田㐂', '欧阳·Ă̱ny-Böhm', "'); drop table cases; --", '👨‍👩‍👧‍👦有限公司', '"\\u0000"\\', '＂\u200B\u2028％s$1']
  const own = await openWorld()
  const application = buyers(...names.map(name => ({ name, share: `1/${names.length}` })))
  const filed = await fileCase(own, application)
  await drive(own.client, filed, 'recorded')
  const { body: view } = await own.send<CaseView>(`/api/cases/${filed}`, { token })
  const { body: unit } = await own.send<{ holders: { name: string }[] }>(`/api/register/units/${unitCode(1)}`, { token })
  expect(view.parties.slice(1).map(({ name }) => name)).toEqual(names)
  expect(unit.holders.map(({ name }) => name)).toEqual(names)
  for (const name of names) {
    const found = await own.send<{ items: { caseNo: string }[] }>(`/api/cases?holder=${encodeURIComponent(name)}`, { token })
    expect(found.body.items.map(item => item.caseNo)).toEqual([filed])
  }
  await expectUnharmed(filed, await positionOf(filed))
})

it('after all these requests the case stands where it stood and proves itself', () => expectUnharmed(caseNo, before))

function party(): Json {
  return { role: 'transferor', kind: 'person', idType: 'resident-id', ...zhang }
}

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
