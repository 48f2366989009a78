import { readEnquiry } from '../../db/enquiries.ts'
import { applicationOf, type FiledApplication } from '../../domain/case/application.ts'
import { isPartner, postTitle, wrongPost } from '../../domain/case/decide/guards.ts'
import type { Application } from '../../domain/case/types.ts'
import { officeOf } from '../../domain/office/profile.ts'
import { editionOf } from '../../domain/procedures/registry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Identity } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { misasked, Problem, refusalProblem } from '../problems.ts'
import type { CaseBody } from '../schemas/cases.ts'

/** The shape of the application, who may file it and what it stands for. @throws Problem 403, 422. */
export function checkedApplication(context: ApiContext, identity: Identity, body: CaseBody, now: Instant): Application {
  if (!officeOf(body.office)) throw new Problem(422, `没有登记机构 ${body.office}`)
  if (body.office !== identity.office)
    throw refusalProblem({
      rule: 'post',
      detail: `您属于登记机构 ${identity.office}，不能向 ${body.office} 提交`,
      basis: ['REG-7'],
    })
  const materials = body.materials === 'all' ? { all: true as const } : body.materials
  if ('all' in materials && !context.drill) throw new Problem(422, '材料应逐项列出；只有演练模式可以用 all 代表全部材料')
  const facts = Object.fromEntries(Object.entries(body.facts ?? {}).filter(([, value]) => value !== undefined))
  const filed = { ...body, facts, materials, consents: body.consents ?? {} } as FiledApplication
  const made = applicationOf(filed, dateOf(now))
  if (!made.ok) throw misasked(made.faults.join('；'))
  const edition = editionOf(made.application.edition)
  const mayFile =
    edition.filedBy.some(post => identity.posts.includes(post)) || (edition.filedByAnyPartner && identity.posts.some(isPartner))
  if (!mayFile) throw refusalProblem(wrongPost(`${edition.term}由${edition.filedBy.map(postTitle).join('、')}收件`))
  return made.application
}

/** @throws Problem 422 where it comes from an enquiry that the office does not have. */
export async function checkEnquiry(
  { sql }: ApiContext,
  { office }: Identity,
  { enquiry }: CaseBody,
  world: string,
): Promise<void> {
  if (enquiry !== undefined && !(await readEnquiry(sql, { world, office }, enquiry)))
    throw misasked(`没有咨询 ${enquiry}，请核对咨询编号，或者不填`)
}
