import type { FastifyReply } from 'fastify'
import { readCase } from '../../db/cases.ts'
import { fileUnderKey } from '../../db/filings.ts'
import { dateOf } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import type { Identity } from '../auth.ts'
import { answer, caseTold, count } from '../cases/answers.ts'
import { digestOf, keyReused, type Outcome } from '../cases/commandDesk.ts'
import { checkEnquiry, checkedApplication } from '../cases/filing.ts'
import { commandHeaders, type FilingFrame, filingFrame, kept } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { noLook } from '../looks.ts'
import { refusalProblem } from '../problems.ts'
import { type CaseBody, caseAnswer, caseBody, caseTags as tags } from '../schemas/cases.ts'
import { problems } from '../schemas/common.ts'

/** 收件: an application becomes a case. */
export function registerCaseFiling(app: Api, context: ApiContext): void {
  app.post(
    '/api/cases',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '提交申请：File an application; the case starts at intake',
        headers: commandHeaders,
        body: caseBody,
        response: { 201: caseAnswer, 202: kept, ...problems(400, 403, 409, 413, 422, 503) },
      },
    },
    async (request, reply) => {
      const frame = await filingFrame(context, request)
      return context.worlds.act(frame.world, () => file(context, request.identity, request.body, frame, reply))
    },
  )
}

async function file(context: ApiContext, identity: Identity, body: CaseBody, frame: FilingFrame, reply: FastifyReply) {
  const { world, offsetMs, now, key } = frame
  const application = checkedApplication(context, identity, body, now)
  await checkEnquiry(context, identity, body, world)
  // A drill world is part of what was asked; the office's own business has none.
  const digest = digestOf({ sub: identity.sub, body, ...(world ? { world } : {}) })
  const filing = await fileUnderKey(context.sql, { sub: identity.sub, key, digest, office: application.office, on: dateOf(now) })
  if (filing.digest !== digest) throw refusalProblem(keyReused)
  reply.header('Idempotency-Key', key)
  const { caseNo } = filing
  const { sub, posts } = identity
  const input = {
    caseNo,
    world,
    clockOffsetMs: offsetMs,
    application,
    actor: { sub, posts },
    commandId: key,
    commandDigest: digest,
    receivedAt: now,
  }
  // Filed before: the case may have gone on, or be closed, and its workflow gone.
  const there = filing.fresh ? null : await readCase(context.sql, caseNo)
  const outcome: Outcome = there ? { kind: 'done', seq: there.seq, head: there.head } : await context.desk.open(input)
  count(context, 'file', outcome)
  return answer(reply, outcome, { caseNo }, { status: 201, done: () => caseTold(context, caseNo, identity) })
}
