import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { localIssuer } from '../../api/auth.ts'
import { actionNames, actions, stageTitles } from '../../domain/case/actions.ts'
import type { ActionBodies, ActionName } from '../../domain/case/commands.ts'
import type { Post, Stage } from '../../domain/case/types.ts'
import type { CaseView } from '../../domain/case/view.ts'
import { filled, operationsOf, readDocument } from './addresses.ts'
import {
  type Answer,
  everyPost,
  expectProblem,
  expectUnharmed,
  fileCase,
  li,
  localSecret,
  mortgage,
  office,
  openWorld,
  positionOf,
  sale,
  send,
  tokenFor,
  tokenOf,
  type World,
  zhang,
} from './window.ts'

let world: World
let caseNo: string
beforeAll(async () => {
  world = await openWorld()
  caseNo = await fileCase(world)
})

/** Each act as it is done in its time. */
const lawful: { readonly [A in ActionName]: ActionBodies[A] } = {
  accept: {},
  'request-supplement': { items: [{ material: 'sale-contract', problem: '缺少签名页', remedy: '补交签名页' }] },
  supplement: { materials: [{ code: 'sale-contract', form: 'original' }] },
  'not-accept': { ground: 'incomplete', detail: '缺少买卖合同' },
  leave: {},
  withdraw: { by: [zhang.name, li.name] },
  examine: { decision: 'pass', findings: '材料齐全，权属清楚' },
  refuse: { grounds: ['权属有争议'], findings: '权属有争议' },
  'department-result': { department: 'housing', result: 'passed' },
  'tax-cleared': { receiptNo: 'T-1', paidFen: 860_000 },
  consent: { by: li.name, of: 'co-owner' },
  undertake: { by: li.name },
  'open-site-visit': {},
  'site-visit': { findings: '坐落一致', staff: ['examiner-1', 'examiner-2'] },
  'publish-announcement': {},
  'announcement-objection': { by: li.name, reason: '系共同财产' },
  'settle-objection': { sustained: false },
  interview: { heir: li.name, record: '无异议' },
  'reply-to-court': { reason: '已转移' },
  'suit-proof': { document: '受理案件通知书' },
  'confirm-registrable': { registrableOn: '2025-06-03' },
  record: {},
  issue: {},
  deliver: { by: 'pickup', receiver: li.name },
  archive: {},
  suspend: { reason: 'other-law', basis: '《国有土地上房屋征收与补偿条例》第十六条' },
  resume: {},
  urge: { note: '请抓紧办理' },
  stop: { reason: '抽查发现疑点' },
  'lift-stop': { findings: '已经核实' },
  reassign: { to: 'examiner-2', reason: '承办人工作积压' },
  explain: { reason: '等待补充调查' },
}

const act = (path: string, action: ActionName, token: string): Promise<Answer> =>
  send(`/api/cases/${path}/actions/${action}`, { token, body: lawful[action] })

describe('who asks', () => {
  const clerk = { office, posts: ['intake'] }
  const signed = async (claims: object, alter: (token: SignJWT) => SignJWT = token => token, key?: Uint8Array) =>
    alter(new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).setIssuer(localIssuer).setSubject('intake-1'))
      .setIssuedAt()
      .sign(key ?? (await localSecret()))
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600
  const claimsOfIntake = () => ({ ...clerk, sub: 'intake-1', iss: localIssuer, exp: inAnHour() })
  const withOtherClaims = async (claims: object) => {
    const [head, , signature] = (await tokenOf('auditor-1')).split('.')
    return `${head}.${part(claims)}.${signature}`
  }

  it.each<[string, () => string | Promise<string>]>([
    ['of no form', () => 'let-me-in'],
    ['of three empty parts', () => '..'],
    ['without a signature (alg none)', () => `${part({ alg: 'none' })}.${part(claimsOfIntake())}.`],
    ['with a signature under alg none', () => `${part({ alg: 'none' })}.${part(claimsOfIntake())}.AAAA`],
    [
      'of another secret',
      () => signed(clerk, token => token, new TextEncoder().encode('another-secret-of-at-least-32-characters')),
    ],
    ['whose claims were changed after signing', () => withOtherClaims(claimsOfIntake())],
    ['that is over', () => signed(clerk, token => token.setExpirationTime(new Date(Date.now() - 1_000)))],
    ['that is not yet valid', () => signed(clerk, token => token.setNotBefore(new Date(Date.now() + 600_000)))],
    ['of another issuer', () => signed(clerk, token => token.setIssuer('elsewhere'))],
  ])('with a token %s is not let in', async (_, make) =>
    expectProblem(await send('/api/cases', { token: await make() }), 401, ['令牌', '重新登录']),
  )

  it.each<[string, object]>([
    ['office', { posts: ['intake'] }],
    ['posts', { office }],
    ['posts in a list', { office, posts: 'intake' }],
  ])('with a token without %s is told what it lacks', async (_, claims) =>
    expectProblem(await send('/api/cases', { token: await signed(claims) }), 401, ['sub', 'office', 'posts']),
  )

  it('with a token that ends is let in until then and no longer, however often it was used', async () => {
    const token = await signed(clerk, unsigned => unsigned.setExpirationTime(new Date(Date.now() + 2_000)))
    expect(await send('/api/cases', { token })).toMatchObject({ status: 200 })
    await sleep(2_500)
    expectProblem(await send('/api/cases', { token }), 401, '已经过期')
  })

  it('without a token, or with another kind of proof, is not let in anywhere but at what is public [S0-121]', async () => {
    const protectedOnes = operationsOf(await readDocument()).filter(({ security }) => security?.length !== 0)
    expect(protectedOnes.length).toBeGreaterThan(25)
    for (const { method, path } of protectedOnes) {
      const address = filled(path, { caseNo, taskId: `${caseNo}:accept` })
      for (const headers of [{}, { authorization: 'Basic aW50YWtlLTE6' }, { authorization: 'Bearer' }]) {
        const answer = await send(address, { method, headers })
        expectProblem(answer, 401, 'Bearer')
        expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      }
    }
  })

  it('without a post may do and see nothing of a case [S0-121]', async () => {
    const token = await tokenFor({ sub: 'guest', posts: [] })
    for (const action of actionNames) expectProblem(await act(caseNo, action, token), 403, '岗位不符', 'post')
    expectProblem(await send(`/api/cases/${caseNo}`, { token }), 404, caseNo)
    expect((await world.send('/api/cases', { token })).body).toMatchObject({ items: [] })
  })
})

describe('the wrong post', () => {
  it('is refused for every act it does not hold, before the body is looked at, and is told whose act it is', async () => {
    const before = await positionOf(caseNo)
    for (const post of everyPost) {
      const token = await tokenFor({ sub: `only-${post}`, posts: [post] })
      for (const action of actionNames.filter(name => !mayHold(name, post))) {
        const path = `/api/cases/${caseNo}/actions/${action}`
        expectProblem(await send(path, { token, body: { 不相干: true } }), 403, ['岗位不符', actions[action].label], 'post')
      }
    }
    await expectUnharmed(caseNo, before)
  })

  const mayHold = (action: ActionName, post: Post): boolean =>
    actions[action].posts.some(
      holder => holder === post || ((holder === 'department' || holder === 'partner') && post.startsWith('department:')),
    )

  it('a partner acts on the case it filed and on no other', async () => {
    const own = await fileCase(await openWorld(), mortgage({ channel: 'bank' }), 'bank-a')
    const before = await positionOf(own)
    for (const action of actionNames.filter(name => actions[name].posts.includes('filer'))) {
      expectProblem(await act(own, action, await tokenOf('bank-b')), 403, '提交申请的单位', 'post')
      expectProblem(await act('510802-20250310-9999999', action, await tokenOf('bank-b')), 403, '提交申请的单位', 'post')
    }
    expect(await positionOf(own)).toEqual(before)
    expect(await act(own, 'consent', await tokenOf('bank-a'))).toMatchObject({ status: 200 })
  })

  it('a department answers for itself, not for another and not where it was not asked', async () => {
    const drilled = await openWorld()
    const asked = await fileCase(drilled)
    expect(await act(asked, 'accept', await tokenOf('intake-1'))).toMatchObject({ status: 200 })
    const before = await positionOf(asked)
    expectProblem(await act(asked, 'department-result', await tokenOf('tax')), 403, '被征求意见的部门', 'post')
    expectProblem(await act(asked, 'tax-cleared', await tokenOf('housing')), 403, '税务部门', 'post')
    const forItself = { department: 'civil-affairs', result: 'passed' }
    const answer = await send(`/api/cases/${asked}/actions/department-result`, { as: 'civil-affairs', body: forItself })
    expectProblem(answer, 409, 'civil-affairs', 'stage')
    await expectUnharmed(asked, before)
  })

  it('an act on a case of another office finds no case, whatever the post', async () => {
    const token = await tokenFor({
      sub: 'stranger',
      office: '510803',
      posts: everyPost.filter(post => !post.startsWith('department')),
    })
    for (const action of actionNames.filter(name => name !== 'department-result' && name !== 'tax-cleared'))
      expectProblem(await act(caseNo, action, token), 404, ['没有找到案件', caseNo])
    for (const look of ['', '/events', '/history', '/state?seq=1'])
      expectProblem(await send(`/api/cases/${caseNo}${look}`, { token }), 404, caseNo)
    expect((await world.send('/api/cases', { token })).body).toMatchObject({ items: [] })
  })

  it('an application is refused to whom may not file it', async () => {
    const filed = (as: string, application: object) => world.send('/api/cases', { as, body: application })
    expectProblem(await filed('bank-a', sale()), 403, ['岗位不符', '受理岗'], 'post')
    expectProblem(await filed('examiner-1', sale()), 403, ['岗位不符', '受理岗'], 'post')
    expectProblem(await filed('auditor-1', mortgage()), 403, '岗位不符', 'post')
    const token = await tokenFor({ sub: 'stranger', office: '510803', posts: ['intake'] })
    expectProblem(await world.send('/api/cases', { token, body: sale() }), 403, ['510803', '510802'], 'post')
  })

  it.each([
    ['the queue of another post', 'intake-1', '/api/tasks?post=examiner', ['examiner', '岗位']],
    ['the traces of looks', 'intake-1', '/api/audit/accesses', ['审计']],
    ['the register as a partner', 'bank-a', '/api/register/units/510802001001GB00001F01010001', ['工作人员']],
    ['a unit’s history as a partner', 'bank-a', '/api/register/units/510802001001GB00001F01010001/history', ['工作人员']],
    ['a ledger as a partner', 'housing', '/api/cases/CASE/events', ['工作人员']],
    ['a history as a partner', 'housing', '/api/cases/CASE/history', ['工作人员']],
    ['an earlier state as a partner', 'housing', '/api/cases/CASE/state?seq=1', ['工作人员']],
  ])('%s is not shown', async (_, as, path, words) =>
    expectProblem(await world.send(path.replace('CASE', caseNo), { as }), 403, words, 'post'),
  )

  it('a proof is not given to a partner', async () =>
    expectProblem(await send(`/api/cases/${caseNo}/replay`, { as: 'housing', body: {} }), 403, '工作人员', 'post'))
})

describe('the wrong stage', () => {
  const inOrder: readonly [Stage, () => Promise<void>][] = [
    ['examination', () => done('accept', 'intake-1')],
    [
      'recording',
      () =>
        done('department-result', 'housing')
          .then(() => done('tax-cleared', 'tax'))
          .then(() => done('examine', 'examiner-1')),
    ],
    ['certification', () => done('record', 'registrar-1')],
    ['delivery', () => done('issue', 'certifier-1')],
    ['archive', () => done('deliver', 'certifier-1')],
    ['closed', () => done('archive', 'archivist-1')],
  ]
  let travelling: string
  async function done(action: ActionName, as: string): Promise<void> {
    expect(await act(travelling, action, await tokenOf(as))).toMatchObject({ status: 200 })
  }

  /** Asks for every act that the stage does not have, from one who holds every post. */
  async function expectOnlyItsOwnActs(number: string, stage: Stage): Promise<void> {
    const token = await tokenFor({ sub: 'everywhere', posts: everyPost })
    const view = (await send<CaseView>(`/api/cases/${number}`, { token })).body
    const before = await positionOf(number)
    expect(view.stage).toBe(stage)
    const others = actionNames.filter(name => !view.availableActions.some(({ action }) => action === name))
    expect(others.length).toBeGreaterThan(5)
    for (const action of others) {
      const answer = await act(number, action, token)
      // Recording during examination is answered with the track that is still open (contract.md).
      if (stage === 'examination' && action === 'record') expectProblem(answer, 409, '尚未通过', 'department-pending')
      else expectProblem(answer, 409, [stageTitles[stage], actions[action].label], 'stage')
    }
    await expectUnharmed(number, before)
  }

  it('at intake every act of a later stage is refused and leaves no trace', () => expectOnlyItsOwnActs(caseNo, 'intake'))

  it('while a supplement is awaited every other act is refused and leaves no trace', async () => {
    const number = await fileCase(world)
    expect(await act(number, 'request-supplement', await tokenOf('intake-1'))).toMatchObject({ status: 200 })
    await expectOnlyItsOwnActs(number, 'awaiting-supplement')
  })

  it('from examination to the end each stage refuses the acts of all others, and they leave no trace', async () => {
    travelling = await fileCase(await openWorld())
    for (const [stage, enter] of inOrder) {
      await enter()
      await expectOnlyItsOwnActs(travelling, stage)
    }
  })

  it.each<[string, ActionName, string]>([
    ['not accepted', 'not-accept', 'intake-1'],
    ['withdrawn', 'withdraw', 'intake-1'],
  ])('a case that was %s knows no act any more', async (_, action, as) => {
    travelling = await fileCase(await openWorld())
    await done(action, as)
    await expectOnlyItsOwnActs(travelling, 'closed')
  })

  it('an act of a closed case that is done again under a new key is refused', async () => {
    travelling = await fileCase(await openWorld())
    await done('not-accept', 'intake-1')
    expectProblem(await act(travelling, 'not-accept', await tokenOf('intake-1')), 409, '办结', 'stage')
  })
})

it('what is not there is not there for anyone, with or without a token', async () => {
  const path = `/api/cases/${caseNo}/actions/accept`
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    expectProblem(await send(path, { method }), 404, [method, path])
    expectProblem(await send(path, { method, as: 'intake-1' }), 404, [method, path])
  }
})
