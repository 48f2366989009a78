import { beforeAll, describe, expect, it } from 'vitest'
import { hasher } from '../../db/seal.ts'
import { provesConsistency, provesInclusion } from '../../domain/proof/verifyProof.ts'
import { openedNote, parseCheckpoint, parseVerifier } from '../../seal/note.ts'
import { expectProblem, fileCase, type Json, openWorld, sale, send, unitCode, type World } from './window.ts'

// The seal as an auditor asks for it over HTTP, and checks with nothing but what he was given.

type Checkpoint = { size: number; note: string }

let world: World
let caseNo: string
beforeAll(async () => {
  world = await openWorld('2025-03-10T09:00+08:00', 1)
  caseNo = await fileCase(world, sale({ units: [unitCode(1)] }))
})

const ask = (path: string, as = 'auditor-1') => send(path, { as, headers: { 'x-drill-world': world.id } })
const sealNow = async () => (await send('/api/log/checkpoints', { as: 'auditor-1', body: {} })).body as unknown as Checkpoint

/** The root that a checkpoint states, when the keys that are published have signed it. */
async function signedRoot({ note, size }: Checkpoint): Promise<Uint8Array> {
  const keys = (await ask('/api/log/keys')).body as unknown as { verifier: string; sinceSize: number }[]
  const key = keys.findLast(({ sinceSize }) => sinceSize < size)
  const text = key && openedNote(note, [parseVerifier(key.verifier)])
  const checkpoint = text ? parseCheckpoint(text) : null
  if (checkpoint?.size !== size) throw new Error(`not signed: ${note}`)
  return checkpoint.root
}

const bytes = (hashes: unknown) => (hashes as string[]).map(hash => Buffer.from(hash, 'hex'))

describe('an auditor', () => {
  it('proves that the last event of a case, and a version of its unit, stood when a checkpoint was signed [S1-35]', async () => {
    await sealNow()
    for (const what of [
      `caseNo=${caseNo}`,
      `caseNo=${caseNo}&seq=1`,
      `unitCode=${unitCode(1)}`,
      `unitCode=${unitCode(1)}&version=1`,
    ]) {
      const { status, body } = await ask(`/api/log/proof?${what}`)
      expect(status, what).toBe(200)
      const { size } = body.checkpoint as Checkpoint
      const root = await signedRoot(body.checkpoint as Checkpoint)
      const leafHash = hasher.leaf(Buffer.from(body.entry as string))
      expect(Buffer.from(leafHash).toString('hex')).toBe(body.leafHash)
      expect(provesInclusion(hasher, { index: body.index as number, size, leafHash, proof: bytes(body.proof), root })).toBe(true)
    }
    const { body } = await ask(`/api/log/proof?caseNo=${caseNo}`)
    const events = (await ask(`/api/cases/${caseNo}/events`)).body as unknown as { seq: number; hash: string }[]
    const last = events.at(-1)
    expect(JSON.parse(body.entry as string)).toMatchObject({
      kind: 'case-event',
      subject: caseNo,
      no: last?.seq,
      hash: last?.hash,
    })
    const { items } = (await ask(`/api/audit/accesses?object=${caseNo}&sub=auditor-1`)).body as { items: Json[] }
    expect(items).toContainEqual(expect.objectContaining({ purpose: '审计', scope: 'proof' }))
  })

  it('proves that the log has only grown since a checkpoint he holds', async () => {
    const first = await sealNow()
    await ask(`/api/cases/${caseNo}`)
    const second = await sealNow()
    expect(second.size).toBeGreaterThan(first.size)
    const { body } = await ask(`/api/log/consistency?from=${first.size}&to=${second.size}`)
    const [firstRoot, secondRoot] = [await signedRoot(first), await signedRoot(second)]
    const claim = { first: first.size, second: second.size, firstRoot, secondRoot, proof: bytes(body.proof) }
    expect(provesConsistency(hasher, claim)).toBe(true)
    expect((await ask(`/api/log/checkpoint?size=${first.size}`)).body.note).toBe(first.note)
  })

  it('is told what is not there, or not meant', async () => {
    const { size } = await sealNow()
    expectProblem(await ask('/api/log/proof?caseNo=no-such-case'), 404, '案件 no-such-case')
    expectProblem(await ask(`/api/log/proof?caseNo=${caseNo}&seq=99`), 404, '尚未覆盖')
    expectProblem(await ask('/api/log/proof'), 422, '之一')
    expectProblem(await ask(`/api/log/proof?caseNo=${caseNo}&unitCode=${unitCode(1)}`), 422, '之一')
    expectProblem(await ask(`/api/log/consistency?from=${size}&to=${size + 10_000}`), 404, '检查点')
    expectProblem(await ask(`/api/log/checkpoint?size=${size + 10_000}`), 404, '检查点')
  })

  it('alone may ask, with those who supervise', async () => {
    for (const path of [
      '/api/log/checkpoint',
      '/api/log/keys',
      `/api/log/proof?caseNo=${caseNo}`,
      '/api/log/consistency?from=1&to=1',
    ])
      for (const stranger of ['intake-1', 'bank-a']) expectProblem(await ask(path, stranger), 403, '审计')
    expectProblem(await send('/api/log/checkpoints', { as: 'intake-1', body: {} as Json }), 403, '审计')
    expect((await ask('/api/log/keys', 'quality-1')).status).toBe(200)
  })
})
