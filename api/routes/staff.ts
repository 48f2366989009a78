import { Type } from 'typebox'
import {
  addRelative,
  addTraining,
  approveAbsence,
  endAbsence,
  handoverList,
  readAbsence,
  readStaffOn,
  requestAbsence,
  signHandover,
} from '../../db/staffing.ts'
import { ownPosts, type Post, type Refusal } from '../../domain/case/types.ts'
import { gapsIn, refuseApproval } from '../../domain/office/absence.ts'
import { type Absence, absenceKinds } from '../../domain/office/staff.ts'
import { type ProcedureId, procedureTitles } from '../../domain/procedures/ids.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost, requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { misasked, notFound, refusalProblem } from '../problems.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'

const tags = ['staff 人员与岗位']
const headers = worldHeader
const subParams = Type.Object({ sub: Type.String({ maxLength: 100 }) })
const absenceParams = Type.Object({ id: Type.String({ maxLength: 120, description: '人员编号@首日' }) })
const answer = { 200: Type.Any() }
const officePost = oneOf(ownPosts)
const inCharge: readonly Post[] = ['supervisor', 'director']
/** An absence shows the cases that are handed over with it. */
const absenceLook = looksAt('absence', '办理离岗交接')

/** Posts, training, back-ups and absences (岗位责任、先培训再上岗、备岗、交接). In a drill world all of it is that world's own. */
export function registerStaffRoutes(app: Api, context: ApiContext): void {
  registerPeople(app, context)
  registerRecords(app, context)
  registerLeaving(app, context)
  registerDeciding(app, context)
}

function registerPeople(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/staff',
    {
      config: looksAt('staff', '查阅人员名册'),
      schema: {
        tags,
        summary: '人员、岗位、培训、备岗和离岗：The office’s people',
        headers,
        response: { ...answer, ...problems(403, 404) },
      },
    },
    async request => {
      const { identity, headers } = request
      requireStaff(identity, '人员名册')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const items = await readStaffOn(sql, identity.office, { world, on: dateOf(now) })
      request.look = { id: identity.office, scope: `${items.length} 人`, shown: items.length }
      return { items }
    },
  )
  app.get(
    '/api/staff/gaps',
    {
      config: looksAt('staff', '查阅岗位人手'),
      schema: {
        tags,
        summary: '人手不足两人的岗位：Posts with fewer than two people',
        headers,
        response: { ...answer, ...problems(403, 404) },
      },
    },
    async request => {
      const { identity, headers } = request
      requireStaff(identity, '岗位人手')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const on = dateOf(now)
      const items = gapsIn(await readStaffOn(sql, identity.office, { world, on }), on)
      request.look = { id: identity.office, scope: `${items.length} 岗`, shown: items.length }
      return { items }
    },
  )
}

function registerRecords(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/staff/:sub/training',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记培训结果：The last result for a post decides whether its acts may be done',
        params: subParams,
        headers,
        body: Type.Object(
          {
            post: officePost,
            passed: Type.Boolean({ description: '是否合格；不合格的不得上岗' }),
            heldOn: localDate,
            validUntil: Type.Optional(localDate),
            content: text(),
          },
          closed,
        ),
        response: { ...answer, ...problems(403, 404, 422) },
      },
    },
    async ({ identity, headers, params: { sub }, body }) => {
      requirePost(identity, ['admin', 'director'], '培训记录由管理员或者负责人登记')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      await memberOf(context, identity, sub, { world, now })
      if (body.heldOn > dateOf(now)) throw misasked('培训日期不得晚于今天')
      await addTraining(sql, world, { sub, recordedBy: identity.sub, ...body, validUntil: body.validUntil ?? null })
      return memberOf(context, identity, sub, { world, now })
    },
  )
  app.post(
    '/api/staff/:sub/relatives',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '申报应当回避的亲属：A relative whose cases the person must not handle',
        params: subParams,
        headers,
        body: Type.Object({ name: text(200), idNo: Type.Optional(text(50)), relation: text(50) }, closed),
        response: { ...answer, ...problems(403, 404, 422) },
      },
    },
    async ({ identity, headers, params: { sub }, body }) => {
      if (identity.sub !== sub) requirePost(identity, ['admin', 'director'], '亲属由本人申报，或者由管理员、负责人登记')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      await memberOf(context, identity, sub, { world, now })
      const { name, relation, idNo } = body
      await addRelative(sql, world, { sub, name, relation, ...(idNo === undefined ? {} : { idNo }) })
      return { sub, name, relation }
    },
  )
}

function registerLeaving(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/absences',
    {
      config: absenceLook,
      schema: {
        tags,
        summary: '申请休假、离岗：Answers with what is in hand and pending, to be handed over',
        headers,
        body: Type.Object({ sub: text(100), from: localDate, until: localDate, kind: oneOf(absenceKinds) }, closed),
        response: { ...answer, ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { identity, headers, body } = request
      requireSelfOr(identity, body.sub, '离岗由本人申请，或者由值班长、负责人代为申请')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      await memberOf(context, identity, body.sub, { world, now })
      if (body.until < body.from || body.from < dateOf(now)) throw misasked('离岗应当自今天或者以后开始，末日不得早于首日')
      const absence = await requestAbsence(sql, world, body)
      if (!absence || absence.until !== body.until || absence.kind !== body.kind)
        throw refusalProblem({ rule: 'stage', detail: '同一天开始的离岗已经申请过，请在原申请上办理', basis: ['SEED-8'] })
      const handoverList = await listFor(context, world, body.sub)
      request.look = { id: absence.id, scope: `交接清单 ${handoverList.length} 件` }
      return { ...absence, handoverList }
    },
  )
  app.post(
    '/api/absences/:id/handover',
    {
      config: absenceLook,
      schema: {
        tags,
        summary: '签署交接清单，提名代行人员：Sign the handover list and name who acts',
        params: absenceParams,
        headers,
        body: Type.Object({ acting: text(100), note: Type.Optional(text(2_000)) }, closed),
        response: { ...answer, ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { identity, headers, params, body } = request
      const { id } = params
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const absence = await absenceOf(context, identity, id, { world, now })
      requireSelfOr(identity, absence.sub, '交接清单由本人签署；本人不能到场的，由值班长、负责人代签')
      if (absence.approvedBy)
        throw refusalProblem({ rule: 'stage', detail: '本次离岗已经批准，交接清单不能再改', basis: ['SEED-8'] })
      const items = await listFor(context, world, absence.sub)
      const handover = { items, note: body.note ?? '', signedBy: identity.sub, signedAt: now }
      await signHandover(sql, world, id, handover, body.acting)
      request.look = { id, scope: `交接清单 ${items.length} 件` }
      return readAbsence(sql, world, id)
    },
  )
}

function registerDeciding(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/absences/:id/approve',
    {
      config: absenceLook,
      schema: {
        tags,
        summary: '批准离岗并指定代行人员：Approve, with the person who acts; never two back-ups at a time',
        params: absenceParams,
        headers,
        body: Type.Object({ acting: Type.Optional(text(100)) }, closed),
        response: { ...answer, ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { identity, headers, params, body } = request
      const { id } = params
      requirePost(identity, inCharge, '离岗由值班长、负责人批准')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const asked = await absenceOf(context, identity, id, { world, now })
      const actingSub = body.acting ?? asked.actingSub ?? ''
      const approval = { id, by: identity.sub, at: now, actingSub }
      const refusal = await approveAbsence(sql, world, approval, async tx => {
        const absence = (await readAbsence(tx, world, id)) ?? asked
        const staff = await readStaffOn(tx, identity.office, { world, on: absence.from })
        return refuseApproval({ absence, staff, actingSub, approver: identity.sub })
      }).catch(refusedByDatabase)
      if (refusal) throw refusalProblem(refusal)
      request.look = { id, scope: '批准' }
      return readAbsence(sql, world, id)
    },
  )
  app.post(
    '/api/absences/:id/return',
    {
      config: absenceLook,
      schema: {
        tags,
        summary: '销假返岗：Back at the post; what is not done comes back',
        params: absenceParams,
        headers,
        body: Type.Object({}, closed),
        response: { ...answer, ...problems(403, 404, 409) },
      },
    },
    async request => {
      const { identity, headers, params } = request
      const { id } = params
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const absence = await absenceOf(context, identity, id, { world, now })
      requireSelfOr(identity, absence.sub, '返岗由本人办理，或者由值班长、负责人代为办理')
      await endAbsence(sql, world, id, now)
      request.look = { id, scope: '返岗' }
      return readAbsence(sql, world, id)
    },
  )
}

interface At {
  readonly world: string
  readonly now: Instant
}

/** @throws Problem 404: another office's people are not here either. */
async function memberOf({ sql }: ApiContext, { office }: Identity, sub: string, { world, now }: At) {
  const [member] = await readStaffOn(sql, office, { world, on: dateOf(now) }, sub)
  if (!member) throw notFound(`工作人员 ${sub}`)
  return member
}

async function absenceOf(context: ApiContext, identity: Identity, id: string, at: At): Promise<Absence> {
  requireStaff(identity, '离岗事项')
  const absence = await readAbsence(context.sql, at.world, id)
  if (!absence) throw notFound(`离岗申请 ${id}`)
  await memberOf(context, identity, absence.sub, at)
  return absence
}

async function listFor({ sql }: ApiContext, world: string, sub: string) {
  const items = await handoverList(sql, world, sub)
  return items.map(item => ({ ...item, title: procedureTitles[item.title as ProcedureId] }))
}

function requireSelfOr(identity: Identity, sub: string, what: string): void {
  if (identity.sub !== sub) requirePost(identity, inCharge, what)
}

const exclusionViolation = '23P01'

/** The database's own word on back-ups that would be away together. */
function refusedByDatabase(error: { readonly code?: unknown }): Refusal {
  if (error.code !== exclusionViolation) throw error
  return { rule: 'backup-away', detail: '互为备岗的人员不得同时休假或者离岗，请调整日期', basis: ['SEED-8'] }
}
