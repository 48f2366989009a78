import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { CaseRow } from '../../db/cases.ts'
import { readEvents } from '../../db/ledger.ts'
import { readNames } from '../../db/staff.ts'
import { type AsOf, eventsAsOf } from '../../domain/case/asOf.ts'
import { caseDifference } from '../../domain/case/difference.ts'
import { fold } from '../../domain/case/evolve.ts'
import { timelineOf } from '../../domain/case/timeline.ts'
import type { CaseState } from '../../domain/case/types.ts'
import { caseView } from '../../domain/case/view.ts'
import { cite, citeAll } from '../../domain/law/provisions.ts'
import { namesOf } from '../../domain/procedures/names.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { readableCase, seesIdentity } from '../cases/read.ts'
import type { ApiContext } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { caseAnswer } from '../schemas/cases.ts'
import { closed, instant, problems } from '../schemas/common.ts'

const tags = ['audit 审计']
const config = looksAt('case', '审计')
const params = Type.Object({ caseNo: Type.String({ maxLength: 60 }) })
const serial = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const known = Type.Optional(Type.Unsafe<string>({ ...instant, description: '只看此刻账本里已经有的事件' }))

type Looking = Pick<FastifyRequest, 'identity' | 'look'> & { readonly params: { readonly caseNo: string } }

/** A case as it was, what has changed between two points of it, and how it came about (design.md, invariants 3 and 9). */
export function registerCasePastRoutes(app: Api, context: ApiContext): void {
  registerState(app, context)
  registerDifferences(app, context)
  registerTimeline(app, context)
}

function registerState(app: Api, { sql }: ApiContext): void {
  app.get(
    '/api/cases/:caseNo/state',
    {
      config,
      schema: {
        tags,
        summary: '案件在某一时刻或序号的状态：The case as it was',
        description:
          'at: what counted in law then; what came due by itself counts from its due instant, however late it was recorded. known: only what the ledger held by then.',
        params,
        querystring: Type.Object({ at: Type.Optional(instant), seq: Type.Optional(serial), known }, closed),
        response: { 200: caseAnswer, ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { at, seq, known } = request.query
      if ((at === undefined) === (seq === undefined)) throw new Problem(422, '请给出 at（时刻）或者 seq（序号）之一')
      requireStaff(request.identity, '案件账本')
      const { caseNo } = await looked(sql, request, `state ${at ?? `#${seq}`}${known ? `，截至 ${known} 所知` : ''}`)
      const state = await stateAsOf(sql, caseNo, asOf({ at, seq, known }))
      return caseView(state, at ?? state.lastAt, null, { fullIdentity: seesIdentity(request.identity) })
    },
  )
}

function registerDifferences(app: Api, { sql }: ApiContext): void {
  app.get(
    '/api/cases/:caseNo/differences',
    {
      config,
      schema: {
        tags,
        summary: '案件前后对照：What has changed between two instants or sequences, in Chinese',
        params,
        querystring: Type.Object(
          {
            from: Type.Optional(instant),
            until: Type.Optional(instant),
            fromSeq: Type.Optional(serial),
            untilSeq: Type.Optional(serial),
          },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { from, until, fromSeq, untilSeq } = request.query
      const pairs = [from !== undefined && until !== undefined, fromSeq !== undefined && untilSeq !== undefined]
      if (pairs.filter(Boolean).length !== 1 || Object.keys(request.query).length !== 2)
        throw new Problem(422, '请给出 from 和 until（时刻），或者 fromSeq 和 untilSeq（序号）')
      mayAudit(request)
      const { caseNo, state } = await looked(sql, request, `differences ${from ?? `#${fromSeq}`} 至 ${until ?? `#${untilSeq}`}`)
      const events = await readEvents(sql, caseNo)
      const [before, after] = [asOf({ at: from, seq: fromSeq }), asOf({ at: until, seq: untilSeq })].map(one =>
        fold(eventsAsOf(events, one), caseNo),
      )
      return { caseNo, changes: caseDifference(before ?? null, after ?? null, namesOf(state)) }
    },
  )
}

function registerTimeline(app: Api, { sql, audit }: ApiContext): void {
  app.get(
    '/api/cases/:caseNo/timeline',
    {
      config,
      schema: {
        tags,
        summary:
          '案件经过：Who, at which post, on whose behalf, what, by which provision, what it did to the limits, and the Temporal events behind it',
        params,
        response: { 200: Type.Any(), ...problems(403, 404) },
      },
    },
    async request => {
      mayAudit(request)
      const { caseNo, state } = await looked(sql, request, 'timeline')
      const [events, trace] = await Promise.all([readEvents(sql, caseNo), audit.trace(caseNo)])
      const moments = timelineOf(events, caseNo, namesOf(state))
      const refused = trace?.refused ?? []
      const people = await readNames(sql, [
        ...moments.flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf ?? actor]),
        ...refused.map(({ command }) => command.actor.sub),
      ])
      const named = (sub: string) => ({ sub, name: people.get(sub)?.name ?? null })
      return {
        caseNo,
        workflow: trace ? { workflowId: caseWorkflowId(caseNo), runId: trace.runId, events: trace.events } : null,
        items: moments.map(({ basis, clocks, actor, onBehalfOf, ...moment }) => ({
          ...moment,
          // The posts that the token named when he acted; without the history, nobody can say.
          actor: { ...named(actor), posts: trace?.posts.get(moment.commandId) ?? null },
          onBehalfOf: onBehalfOf === null ? null : named(onBehalfOf),
          basis: basis.map(cite),
          clocks: clocks.map(({ suspensions, ...effect }) => ({
            ...effect,
            suspensions: suspensions.map(one => ({ ...one, basis: one.basis.map(cite) })),
          })),
          temporal: trace?.bySeq.get(moment.seq) ?? null,
        })),
        refused: refused.map(({ command, refusal, askedIn }) => ({
          at: command.receivedAt,
          actor: { ...named(command.actor.sub), posts: command.actor.posts },
          action: command.action,
          rule: refusal.rule,
          detail: refusal.detail,
          basis: citeAll(refusal.basis),
          temporal: { askedIn },
        })),
      }
    },
  )
}

/** Every look is written down, the auditor's too. @throws Problem 404: what one may not see is not there. */
async function looked(sql: ApiContext['sql'], request: Looking, scope: string): Promise<CaseRow> {
  const row = await readableCase(sql, request.params.caseNo, request.identity)
  request.look = { world: row.world, id: row.caseNo, scope }
  return row
}

const mayAudit = ({ identity }: Looking): void =>
  requirePost(identity, ['auditor', 'quality'], '案件经过和前后对照由审计岗、质量监管岗查看')

/** @throws Problem 404 where there was nothing yet, or not so much. */
async function stateAsOf(sql: ApiContext['sql'], caseNo: string, wanted: AsOf): Promise<CaseState> {
  const state = fold(eventsAsOf(await readEvents(sql, caseNo), wanted), caseNo)
  if (!state) throw notFound(`案件 ${caseNo} 在 ${wanted.at ?? wanted.known} 的状态：当时尚未提交申请`)
  if (wanted.seq !== undefined && !wanted.known && state.seq < wanted.seq)
    throw notFound(`案件 ${caseNo} 的第 ${wanted.seq} 号事件：账本到第 ${state.seq} 号`)
  return state
}

/** Without the members that were not asked for. */
const asOf = (wanted: { [M in keyof AsOf]: AsOf[M] | undefined }): AsOf =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
