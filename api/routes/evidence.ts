import { Type } from 'typebox'
import { collectEvidence, type Evidence, type Uncovered } from '../../audit/evidence/collect.ts'
import { packEvidence, verifierSource } from '../../audit/evidence/pack.ts'
import type { Transaction } from '../../db/client.ts'
import { readKeys } from '../../db/seal.ts'
import { gather } from '../../seal/gather.ts'
import type { Signer } from '../../seal/note.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { readableCase } from '../cases/read.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, published } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { caseParams } from '../schemas/cases.ts'
import { closed, problems } from '../schemas/common.ts'

const tags = ['audit 审计']

const querystring = Type.Object(
  {
    size: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '截至哪一个检查点（叶数）；不给则先即时封存，截至最新的检查点',
      }),
    ),
    purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: '用途，例如法院调取；记入查阅留痕' })),
  },
  closed,
)

const fileOf = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } },
})

/** What one can carry away of a case and check without this system, and the program that checks it (ADR 0020). */
export function registerEvidenceRoutes(app: Api, { sql, seal }: ApiContext): void {
  app.get(
    '/api/cases/:caseNo/evidence.zip',
    {
      config: looksAt('case', '审计'),
      schema: {
        tags,
        summary: '证据包：All that is sealed of a case, with proofs and the program that checks them offline',
        description: 'For courts and auditors: identity numbers are not masked, since hashes are made of the full text.',
        params: caseParams,
        querystring,
        response: { 200: fileOf('application/zip', 'README.txt in it tells what is what'), ...problems(403, 404, 422, 503) },
      },
    },
    async (request, reply) => {
      const { identity, params, query } = request
      requirePost(identity, ['auditor', 'quality'], '证据包由审计岗、质量监管岗调取')
      const { caseNo, world } = await readableCase(sql, params.caseNo, identity)
      // The first key of a log that has none is made with its first checkpoint.
      if (!(await seal.current()) && (await readKeys(sql)).length > 0) throw keyless()
      if (query.size === undefined) await gather(sql, seal)
      const evidence = found(caseNo, await collected(caseNo, query.size))
      const zip = packEvidence(evidence, await signerOf(evidence))
      request.look = { world, id: caseNo, scope: `证据包，检查点 ${evidence.checkpoint.size}`, purpose: query.purpose }
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="evidence-${caseNo}.zip"`)
        .send(zip)
    },
  )

  app.get(
    '/api/public/verify.mjs',
    {
      config: published,
      schema: {
        tags,
        summary: '证据包核验程序：The program that checks a bundle offline, to be had from the authority itself',
        response: { 200: fileOf('text/javascript', 'node verify.mjs BUNDLE.zip --key KEYFILE') },
      },
    },
    async (_, reply) => {
      reply.type('text/javascript; charset=utf-8')
      return verifierSource
    },
  )

  const collected = (caseNo: string, size: number | undefined) =>
    sql.begin('isolation level repeatable read read only', (tx: Transaction) => collectEvidence(tx, caseNo, size)) as Promise<
      Evidence | Uncovered
    >

  /** The key that now signs. @throws Problem 503 where this process does not hold it. */
  async function signerOf({ keys }: Evidence): Promise<Signer> {
    const signer = await seal.current()
    if (signer && signer.verifier.text === keys.at(-1)?.verifier) return signer
    throw keyless()
  }
}

const keyless = () => new Problem(503, '这里没有封存密钥，无法签发证据包：请管理员恢复密钥文件夹，或者设置 DENGBU_SEAL')

/** @throws Problem 404 where the checkpoint is not there, or is from before the case. */
function found(caseNo: string, evidence: Evidence | Uncovered): Evidence {
  if (evidence === 'checkpoint') throw notFound('所给叶数的检查点')
  if (evidence === 'case') throw notFound(`案件 ${caseNo} 的证据：检查点签名时尚无此案`)
  return evidence
}
