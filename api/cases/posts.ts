import type { FastifyRequest } from 'fastify'
import { readCase } from '../../db/cases.ts'
import { type ActingPost, actions, postsAt } from '../../domain/case/actions.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import { isPartner, notAtPost } from '../../domain/case/decide/guards.ts'
import { windowPostFor } from '../../domain/case/instantWindow.ts'
import type { Post } from '../../domain/case/types.ts'
import { officeOf } from '../../domain/office/profile.ts'
import { type Identity, isStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, refusalProblem } from '../problems.ts'
import { stoodInForAt } from '../standIns.ts'
import { type Subject, titleOf } from './subject.ts'

/**
 * The wrong post comes before everything else, the body's faults included; another office's case does not exist here. `caseNo`: the
 * case asked who filed it and in which world it is; of an application, its first part. @throws Problem 403, 404.
 */
export async function checkPost(
  context: ApiContext,
  request: FastifyRequest,
  action: ActionName,
  subject: Subject,
  caseNo: string,
): Promise<void> {
  const { identity } = request
  const { posts } = actions[action]
  // A number begins with its office (`fileUnderKey`), which spares a look at the case.
  if (!caseNo.startsWith(`${identity.office}-`)) throw notFound(titleOf(subject))
  if (posts.some(post => !isPart(post) && identity.posts.includes(post))) return
  if (posts.includes('partner') && identity.posts.some(isPartner)) return
  if (posts.includes('department') && mayAnswer(identity, request.body)) return
  if (posts.includes('filer') && identity.posts.some(isPartner)) {
    const row = await readCase(context.sql, caseNo)
    if (row?.state.filedBy === identity.sub) return
  }
  const window = await windowPostAt(context, identity.office, caseNo, action)
  if (window !== null && (identity.posts as readonly string[]).includes(window)) return
  if (await standsIn(context, identity, caseNo, action)) return
  throw refusalProblem(notAtPost(action, posts))
}

/**
 * The post of the window that may do another post's act because the case is instant (S3-13); null where there is none. The case is asked only
 * where the office has such a window.
 */
export async function windowPostAt(
  { sql }: ApiContext,
  office: string,
  caseNo: string,
  action: ActionName,
): Promise<Post | null> {
  if (!officeOf(office)?.instantWindow?.acts.includes(action)) return null
  const row = await readCase(sql, caseNo)
  return row && windowPostFor(row.state, action)
}

/** Asked only of somebody whose own posts do not do: on the day of the case's own world. */
async function standsIn(context: ApiContext, identity: Identity, caseNo: string, action: ActionName): Promise<boolean> {
  const row = isStaff(identity) && (await readCase(context.sql, caseNo))
  if (!row) return false
  return (await stoodInForAt(context, identity, await worldOf(context, row.world), postsAt(row.state, action))) !== null
}

const isPart = (post: ActingPost): post is 'filer' | 'department' | 'partner' =>
  post === 'filer' || post === 'department' || post === 'partner'

/** A department answers for itself; where the body names none, that is the body's fault and not the post's. */
function mayAnswer({ posts }: Identity, body: unknown): boolean {
  const department = (body as { department?: unknown } | null | undefined)?.department
  return posts.some(post => isPartner(post) && (typeof department !== 'string' || post === `department:${department}`))
}
