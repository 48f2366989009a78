import { type Static, Type } from 'typebox'
import { readCase } from '../../db/cases.ts'
import { readUnits } from '../../db/register.ts'
import { type Named, readCheckpoint, readKeys } from '../../db/seal.ts'
import { gather } from '../../seal/gather.ts'
import { consistencyProof, inclusionProof } from '../../seal/proofs.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'

const tags = ['audit 审计']
const size = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: '检查点的叶数' })
const serial = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const hex = Type.String({ description: 'SHA-256，十六进制' })

const checkpoint = Type.Object({
  size: Type.Integer(),
  note: Type.String({ description: 'signed note，c2sp.org/tlog-checkpoint' }),
  at: Type.String(),
})

const subject = Type.Object(
  {
    caseNo: Type.Optional(Type.String({ maxLength: 60, description: '案件；不给 seq 即其最后一个事件' })),
    seq: Type.Optional(serial),
    unitCode: Type.Optional(Type.String({ maxLength: 40, description: '不动产单元；不给 version 即其最后一版' })),
    version: Type.Optional(serial),
    certificate: Type.Optional(Type.String({ maxLength: 100, description: '证书号、证明号' })),
    access: Type.Optional(Type.Integer({ ...serial, description: '查阅留痕的编号' })),
    size: Type.Optional(size),
  },
  closed,
)

/** The seal over the record: what was signed, and proofs that a row is in it and that it has only grown (ADR 0015). */
export function registerSealRoutes(app: Api, context: ApiContext): void {
  registerSigned(app, context)
  registerProofs(app, context)
}

function registerSigned(app: Api, { sql, seal }: ApiContext): void {
  app.get(
    '/api/log/checkpoint',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '检查点：The newest signed head of the seal, or that of a size',
        querystring: Type.Object({ size: Type.Optional(size) }, closed),
        response: { 200: checkpoint, ...problems(403, 404) },
      },
    },
    async ({ identity, query }) => {
      forAuditors(identity)
      const found = await readCheckpoint(sql, query.size)
      if (!found) throw notFound(query.size === undefined ? '检查点：尚未封存过' : `叶数为 ${query.size} 的检查点`)
      return found
    },
  )

  app.post(
    '/api/log/checkpoints',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '即时封存：Seals what waits now; answers with the newest checkpoint',
        body: Type.Union([Type.Object({}, closed), Type.Null()]),
        response: { 200: checkpoint, ...problems(403, 404) },
      },
    },
    async ({ identity }) => {
      forAuditors(identity)
      await gather(sql, seal)
      const found = await readCheckpoint(sql)
      if (!found) throw notFound('可以封存的内容')
      return found
    },
  )

  app.get(
    '/api/log/keys',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '封存公钥：The public keys, each introduced by the one before',
        response: {
          200: Type.Array(
            Type.Object({
              no: Type.Integer(),
              verifier: Type.String({ description: '<name>+<id>+<base64>，c2sp.org/signed-note' }),
              sinceSize: Type.Integer({ description: '此叶数之后的检查点由它签名' }),
              note: Type.String(),
              at: Type.String(),
            }),
          ),
          ...problems(403),
        },
      },
    },
    async ({ identity }) => {
      forAuditors(identity)
      return readKeys(sql)
    },
  )
}

function registerProofs(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/log/proof',
    {
      config: looksAt('proof', '审计'),
      schema: {
        tags,
        summary: '封存证明：That a row of the record stood when a checkpoint was signed',
        headers: worldHeader,
        querystring: subject,
        response: {
          200: Type.Object({
            index: Type.Integer(),
            entry: Type.String({ description: '叶的内容：SHA-256(0x00 ‖ UTF-8) 即 leafHash' }),
            leafHash: hex,
            proof: Type.Array(hex),
            checkpoint,
          }),
          ...problems(403, 404, 422),
        },
      },
    },
    async request => {
      const { identity, query, headers } = request
      forAuditors(identity)
      const { world } = await worldOf(context, headers['x-drill-world'])
      const { named, object, objectId } = await asked(context, world, query)
      const proof = await inclusionProof(sql, named, query.size)
      if (!proof) throw notFound(`${objectId} 的封存证明：所问的检查点尚未覆盖它。可以 POST /api/log/checkpoints 即时封存后再取`)
      request.look = { world, id: objectId, scope: object }
      return proof
    },
  )

  app.get(
    '/api/log/consistency',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '一致性证明：That the log of one checkpoint begins with that of an earlier one',
        querystring: Type.Object({ from: size, to: size }, closed),
        response: { 200: Type.Object({ first: checkpoint, second: checkpoint, proof: Type.Array(hex) }), ...problems(403, 404) },
      },
    },
    async ({ identity, query: { from, to } }) => {
      forAuditors(identity)
      const proof = await consistencyProof(sql, from, to)
      if (!proof) throw notFound(`叶数为 ${from} 和 ${to} 的检查点，且前者不大于后者`)
      return proof
    },
  )
}

const forAuditors = (identity: Identity): void =>
  requirePost(identity, ['auditor', 'supervisor', 'quality'], '封存和证明由审计、督办、质量监管岗查看')

interface Asked {
  readonly named: Named
  readonly object: string
  readonly objectId: string
}

/** Which row is meant. @throws Problem 422 when none or several are, 404 when there is no such case or unit. */
async function asked(context: ApiContext, world: string, query: Static<typeof subject>): Promise<Asked> {
  const { caseNo, unitCode, certificate, access } = query
  if ([caseNo, unitCode, certificate, access].filter(one => one !== undefined).length !== 1)
    throw new Problem(422, '请给出 caseNo、unitCode、certificate、access 之一')
  if (caseNo !== undefined) return eventAsked(context, caseNo, query.seq)
  if (unitCode !== undefined) return entryAsked(context, world, unitCode, query.version)
  if (certificate !== undefined)
    return { named: { kind: 'certificate', world, subject: certificate, no: 0 }, object: 'certificate', objectId: certificate }
  return { named: { kind: 'access-trace', world: '', subject: '', no: access ?? 0 }, object: 'access', objectId: String(access) }
}

async function eventAsked({ sql }: ApiContext, caseNo: string, seq: number | undefined): Promise<Asked> {
  const row = await readCase(sql, caseNo)
  if (!row) throw notFound(`案件 ${caseNo}`)
  return { named: { kind: 'case-event', world: '', subject: caseNo, no: seq ?? row.seq }, object: 'case', objectId: caseNo }
}

async function entryAsked({ sql }: ApiContext, world: string, unitCode: string, version: number | undefined): Promise<Asked> {
  const [row] = await readUnits(sql, world, [unitCode])
  if (!row?.unit) throw notFound(`不动产单元 ${unitCode}`)
  const no = version ?? row.unit.version
  return { named: { kind: 'register-entry', world, subject: unitCode, no }, object: 'register-unit', objectId: unitCode }
}
