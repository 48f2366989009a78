import { Type } from 'typebox'
import { hallOfWindow } from '../../db/halls.ts'
import {
  callNext,
  changeTicket,
  linkCase,
  readTicket,
  type TicketKey,
  takeTicket,
  ticketKey,
  ticketsBetween,
} from '../../db/tickets.ts'
import { businessTitles } from '../../domain/hall/dictionary.ts'
import { hoursNow } from '../../domain/hall/hours.ts'
import { windowTitle } from '../../domain/hall/layout.ts'
import {
  isExtended,
  isOpen,
  nextCall,
  refuseCall,
  refuseStep,
  refuseTicket,
  stepped,
  type Ticket,
  type TicketStep,
  ticketSteps,
} from '../../domain/hall/tickets.ts'
import { priorityTitles } from '../../domain/office/priority.ts'
import { publishedCalendar } from '../../domain/time/calendar.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { readableCase } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { hallNow, hallProblem, layoutAt, requireWindowPost } from '../halls/desk.ts'
import { looksAt, noLook } from '../looks.ts'
import { notFound } from '../problems.ts'
import { closed, problems, text, worldHeader } from '../schemas/common.ts'
import { hallParams, ticketBody, ticketParams, windowParams } from '../schemas/halls.ts'
import { officeFor } from './reference.ts'

const tags = ['halls 登记大厅']
const headers = worldHeader
const answers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }
const empty = Type.Object({}, closed)

/** 取号、叫号: a place in the queue, the calls of the windows, and how a visit ended. */
export function registerTicketRoutes(app: Api, context: ApiContext): void {
  registerTaking(app, context)
  registerCalling(app, context)
  registerEnding(app, context)
}

function registerTaking(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/halls/:hall/tickets',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '取号：The next number of the day; priority needs its reason',
        params: hallParams,
        headers,
        body: ticketBody,
        response: { 201: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async ({ identity, headers, params: { hall }, body }, reply) => {
      requireWindowPost(identity)
      const known = await hallNow(context, identity, hall, headers)
      const hours = hoursNow(publishedCalendar, officeFor(identity.office), known.now)
      if ('rule' in hours) throw hallProblem(hours)
      const wanted = { class: 'ordinary', reason: null, callMode: 'both', ...body } as const
      const refusal = refuseTicket(layoutAt(known, known.today), wanted)
      if (refusal) throw hallProblem(refusal)
      const taken = await takeTicket(sql, known.place, { ...wanted, takenAt: known.now, firstAsked: identity.sub }, hours)
      return reply.code(201).send(told(taken, known.now))
    },
  )
  app.get(
    '/api/halls/:hall/tickets',
    {
      config: looksAt('ticket-list', '办理叫号'),
      schema: { tags, summary: '当天未办结的号：Who waits or is served today', params: hallParams, headers, response: answers },
    },
    async request => {
      const { identity, headers, params } = request
      requireWindowPost(identity)
      const known = await hallNow(context, identity, params.hall, headers)
      layoutAt(known, known.today)
      const items = (await ticketsBetween(sql, known.place, known.today, known.today)).filter(isOpen)
      request.look = { id: params.hall, scope: `${items.length} 张`, shown: items.length }
      return { items: items.map(ticket => told(ticket, known.now)) }
    },
  )
  app.get(
    '/api/tickets/:id',
    {
      config: looksAt('ticket', '办理叫号'),
      schema: { tags, summary: '号票：A ticket', params: ticketParams, headers, response: answers },
    },
    async request => {
      const { identity, headers, params } = request
      requireWindowPost(identity)
      const { ticket, now } = await ticketNow(context, identity, params.id, headers)
      request.look = { id: params.id, scope: ticket.state }
      return told(ticket, now)
    },
  )
}

function registerCalling(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/windows/:id/call-next',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '叫下一号：The first of the highest class that the window serves; null when nobody waits for it',
        params: windowParams,
        headers,
        body: empty,
        response: answers,
      },
    },
    async ({ identity, headers, params: { id } }) => {
      requireWindowPost(identity)
      const { world } = await worldOf(context, headers['x-drill-world'])
      const hall = await hallOfWindow(sql, { world, office: identity.office }, id)
      if (!hall) throw notFound(`窗口 ${id}`)
      const known = await hallNow(context, identity, hall, headers)
      const layout = layoutAt(known, known.today)
      const window = layout.windows.find(one => one.id === id)
      if (!window) throw notFound(`今天的窗口 ${id}`)
      const call = { window: id, by: identity.sub, at: known.now }
      const ticket = await callNext(sql, known.place, call, ({ waiting, inHand }) => {
        const refusal = refuseCall(window, inHand)
        if (refusal) throw hallProblem(refusal)
        return nextCall(layout, window, waiting)
      })
      return { window: { id, title: windowTitle(window) }, ticket: ticket && told(ticket, known.now) }
    },
  )
}

function registerEnding(app: Api, context: ApiContext): void {
  const { sql } = context
  const schema = (summary: string) => ({ tags, summary, headers, response: answers })
  for (const action of ticketSteps)
    app.post(
      `/api/tickets/:id/actions/${action}`,
      { config: noLook('acted'), schema: { ...schema(stepSummaries[action]), params: ticketParams, body: empty } },
      async ({ identity, headers, params: { id } }) => {
        requireWindowPost(identity)
        const { key, now } = await ticketNow(context, identity, id, headers)
        return change(identity, key, now, ticket => {
          refuse(ticket, action, now)
          return stepped(ticket, action, now)
        })
      },
    )
  app.post(
    '/api/tickets/:id/exception',
    {
      config: noLook('acted'),
      schema: {
        ...schema('登记未办结原因：Why a ticket of a day that is over was not finished'),
        params: ticketParams,
        body: Type.Object({ reason: text() }, closed),
      },
    },
    async ({ identity, headers, params: { id }, body: { reason } }) => {
      requirePost(identity, ['supervisor', 'director'], '未办结原因由值班长或者负责人登记')
      const { key, now } = await ticketNow(context, identity, id, headers)
      return change(identity, key, now, ticket => {
        refuse(ticket, 'exception', now)
        return { ...ticket, state: 'excepted', endedAt: now, exception: reason }
      })
    },
  )
  app.post(
    '/api/tickets/:id/link',
    {
      config: noLook('acted'),
      schema: {
        ...schema('关联登记案件：The case that the visit opened'),
        params: ticketParams,
        body: Type.Object({ caseNo: text(60) }, closed),
      },
    },
    async ({ identity, headers, params: { id }, body: { caseNo } }) => {
      requireWindowPost(identity)
      const { key, ticket, now } = await ticketNow(context, identity, id, headers)
      refuse(ticket, 'link', now)
      const found = await readableCase(sql, caseNo, identity)
      if (found.world !== key.world) throw notFound(`案件 ${caseNo}`)
      await linkCase(sql, key, caseNo, { by: identity.sub, at: now })
      return told((await readTicket(sql, key)) ?? ticket, now)
    },
  )

  async function change({ sub }: Identity, key: TicketKey, now: Instant, step: (ticket: Ticket) => Ticket) {
    const changed = await changeTicket(sql, key, step, sub)
    if (!changed) throw notFound(`号票 ${key.no}`)
    return told(changed, now)
  }
}

const stepSummaries: Readonly<Record<TicketStep, string>> = {
  recall: '重呼：Call the same number again',
  served: '办结：Served',
  'no-show': '过号：Called and not there',
  leave: '弃号：Given up by whoever took it',
}

/** @throws Problem */
function refuse(ticket: Ticket, step: Parameters<typeof refuseStep>[1], now: Instant): void {
  const refusal = refuseStep(ticket, step, now)
  if (refusal) throw hallProblem(refusal)
}

/** A ticket of the asker's office. @throws Problem 404 */
async function ticketNow(context: ApiContext, { office }: Identity, id: string, headers: { 'x-drill-world'?: string }) {
  const { world, now } = await worldOf(context, headers['x-drill-world'])
  const key = ticketKey({ world, office }, id)
  const ticket = key && (await readTicket(context.sql, key))
  if (!key || !ticket) throw notFound(`号票 ${id}`)
  return { key, ticket, now }
}

const told = (ticket: Ticket, now: Instant) => ({
  ...ticket,
  ...{ title: businessTitles[ticket.business], classTitle: priorityTitles[ticket.class], extended: isExtended(ticket, now) },
})
