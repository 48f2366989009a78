import { createHash } from 'node:crypto'
import { treeHasher } from '../../domain/proof/merkle.ts'
import { provesInclusion } from '../../domain/proof/verifyProof.ts'
import { parseCheckpoint } from '../../seal/note.ts'
import type { Client } from '../scenario/client.ts'
import { complainant, untilRecorded } from './dispute.ts'
import { evidence } from './evidence.ts'
import { putOnRegister } from './opening.ts'
import { buyer, type Scene, seller, type Unit } from './scene.ts'
import { freshScene } from './story.ts'
import type { Teller } from './tell.ts'

/** One disputed case as an auditor finds it, from the complaint to the proof. */
export async function showAudit(outside: Client, tell: Teller): Promise<void> {
  const scene = await freshScene(outside, tell)
  await putOnRegister(scene)
  await untilRecorded(scene)
  for (const step of audit) await step(scene)
}

/** What the auditor does, in this order; each step stands by itself. */
const audit: readonly ((scene: Scene) => Promise<void>)[] = [
  complaint,
  timeline,
  asOf,
  difference,
  whoLooked,
  replay,
  ledger,
  sealed,
  evidence,
  conclusion,
]

interface Moment {
  readonly title: string
  readonly at: string
  readonly actor: { readonly sub: string; readonly name: string | null; readonly posts: readonly string[] | null }
  readonly what: readonly string[]
  readonly basis: readonly { readonly id: string }[]
  readonly clocks: readonly { readonly sentences: readonly string[] }[]
  readonly temporal: { readonly marker: number } | null
}

interface Timeline {
  readonly workflow: { readonly runId: string; readonly events: number } | null
  readonly items: readonly Moment[]
  readonly refused: readonly { readonly at: string; readonly rule: string; readonly detail: string; readonly action: string }[]
}

async function complaint({ step, say }: Scene): Promise<void> {
  step('投诉', 'the complaint')
  say(`2025-10-09，${complainant.name}：“我已经办理了异议登记，登记中心仍将房屋过户给${buyer.name}。”`)
  say('要查清：登簿时登记簿上是否已有异议；是否依法办理；记录此后有无改动')
}

async function timeline({ client, caseNo, step, say, check }: Scene): Promise<void> {
  step('案件经过', 'the timeline: who, what, by which article, and the Temporal event behind it')
  const told = (await client.get(`/api/cases/${caseNo}/timeline`, 'auditor-1')) as Timeline
  for (const { title, at, actor, what, clocks, basis, temporal } of told.items) {
    say(
      `${at.slice(0, 16)} ${title}  ${actor.name ?? actor.sub}${actor.posts?.length ? `（${actor.posts.join('、')}）` : ''}  [历史事件 ${temporal?.marker ?? '–'}]`,
    )
    for (const sentence of [...what, ...clocks.flatMap(clock => clock.sentences)]) say(`    ${sentence}`)
    if (basis.length > 0) say(`    依据：${basis.map(({ id }) => id).join('、')}`)
  }
  for (const { at, action, rule, detail } of told.refused) say(`${at.slice(0, 16)} 被拒绝的 ${action}（${rule}）：${detail}`)
  check(
    'every event is found in the Temporal history',
    told.items.every(({ temporal }) => temporal !== null),
  )
  check(
    'the history shows the refusal that the ledger does not',
    told.refused.some(({ rule }) => rule === 'objection-undertaking'),
  )
  const order = told.items.map(({ title }) => title)
  const undertaken = order.lastIndexOf('自担风险承诺')
  check(
    'both parties undertook after the objection and before the recording',
    order.indexOf('登记簿变化') < undertaken && undertaken < order.indexOf('登簿'),
    order,
  )
}

async function asOf({ client, unitCode, step, say, check }: Scene): Promise<void> {
  step('登簿前一刻的登记簿', 'the register as it stood a moment before')
  const unit = await unitAt(client, unitCode, '2025-09-29T14:59+08:00')
  say(
    `权利人 ${unit.holders.map(({ name }) => name).join('、')}；异议登记 ${unit.objections.map(one => `${one.applicant}（${one.status}）`).join('、')}`,
  )
  check(
    `the objection of ${complainant.name} stood`,
    unit.objections.some(one => one.applicant === complainant.name && one.status === 'active'),
  )
  check(`the holder was still ${seller.name}`, unit.holders[0]?.name === seller.name, unit.holders)
}

async function difference({ client, unitCode, step, say, check }: Scene): Promise<void> {
  step('前后对照', 'what the recording changed, in words')
  const query = new URLSearchParams({ from: '2025-09-29T14:59+08:00', until: '2025-09-29T15:30+08:00' })
  const { changes, entries } = (await client.get(`/api/register/units/${unitCode}/differences?${query}`, 'auditor-1')) as {
    changes: { sentences: string[] }[]
    entries: { version: number; title: string; caseNo: string }[]
  }
  for (const sentence of changes.flatMap(({ sentences }) => sentences)) say(sentence)
  for (const { version, title, caseNo } of entries) say(`第 ${version} 版 ${title}，案件 ${caseNo}`)
  check('one entry, of this case', entries.length === 1, entries)
  const now = await unitAt(client, unitCode, '2025-10-09T09:30+08:00')
  check(
    'the objection stands on',
    now.objections.some(({ status }) => status === 'active'),
    now.objections,
  )
}

async function whoLooked({ client, caseNo, unitCode, step, say, check }: Scene): Promise<void> {
  step('谁看过', 'who has looked at the case and at the unit, the auditor included')
  for (const object of [caseNo, unitCode]) {
    const { items } = (await client.get(`/api/audit/accesses?${new URLSearchParams({ object })}`, 'auditor-1')) as {
      items: { sub: string; purpose: string; scope: string; channel: string; address: string | null }[]
    }
    for (const { sub, purpose, scope, channel, address } of items)
      say(`${object}: ${sub} ${purpose}（${scope}） ${channel} ${address ?? ''}`)
    check(
      `the auditor’s own look at ${object} is among them`,
      items.some(({ sub }) => sub === 'auditor-1'),
    )
    const curious = items.filter(({ sub }) => sub === 'archivist-2')
    check('so is that of a colleague who had nothing to do there', curious.length === 1, curious)
  }
}

async function replay({ client, caseNo, step, say, check }: Scene): Promise<void> {
  step('重演', 'the history is run through the code again and compared with the ledger')
  const verdict = (await client.post(`/api/cases/${caseNo}/replay`, {}, 'auditor-1')) as {
    ok: boolean
    temporal: { events: number; buildId: string }
    agreement: { differences: unknown[] }
  }
  say(`历史事件 ${verdict.temporal.events} 个，程序版本 ${verdict.temporal.buildId}`)
  check('path, ledger and projection agree', verdict.ok, verdict.agreement.differences)
}

async function ledger({ client, caseNo, step, say, check }: Scene): Promise<void> {
  step('账本', 'each event bears the hash of the one before: nothing was changed, inserted or removed since')
  const events = (await client.get(`/api/cases/${caseNo}/events`, 'auditor-1')) as { hash: string; prevHash: string }[]
  const linked = events.every((event, i) => i === 0 || event.prevHash === events[i - 1]?.hash)
  say(`${events.length} 个事件，末端 ${events.at(-1)?.hash ?? '–'}`)
  check('the chain is whole', events.length > 0 && linked)
}

async function sealed({ client, caseNo, step, say, check }: Scene): Promise<void> {
  step('封存证明', 'the end of the ledger is a leaf of the signed log: checked here, not by the centre')
  await client.post('/api/log/checkpoints', {}, 'auditor-1')
  const { index, entry, proof, checkpoint } = (await client.get(
    `/api/log/proof?${new URLSearchParams({ caseNo })}`,
    'auditor-1',
  )) as { index: number; entry: string; proof: string[]; checkpoint: { note: string } }
  const signed = parseCheckpoint(checkpoint.note.slice(0, checkpoint.note.indexOf('\n\n') + 1))
  say(`第 ${index} 叶，检查点共 ${signed?.size} 叶，根 ${signed ? Buffer.from(signed.root).toString('hex').slice(0, 16) : '–'}…`)
  const hasher = treeHasher(data => createHash('sha256').update(data).digest())
  const included =
    signed !== null &&
    provesInclusion(hasher, {
      ...{ index, size: signed.size, root: signed.root },
      leafHash: hasher.leaf(Buffer.from(entry)),
      proof: proof.map(hash => Buffer.from(hash, 'hex')),
    })
  check('the leaf leads to the signed root', included)
  const { head } = (await client.get(`/api/cases/${caseNo}`, 'auditor-1')) as { head: string }
  check('the leaf names the last hash of this ledger', entry.includes(head), entry)
}

async function conclusion({ step, say, failed }: Scene): Promise<void> {
  step('结论', 'what the auditor may write, if every check above held')
  if (failed() > 0) say('核查未全部通过，不能得出结论，见上文 ✗')
  else {
    say('登簿时登记簿上确有异议登记；异议登记不禁止处分，已书面告知，双方书面承诺自担风险后登簿（实施细则第八十四条）')
    say('账本、流程历史与登记簿一致，此后未被改动；异议人可以向人民法院起诉（民法典第二百二十条）')
  }
}

interface UnitThen extends Unit {
  objections: { applicant: string; status: string }[]
}

const unitAt = async (client: Client, unitCode: string, at: string): Promise<UnitThen> =>
  (await client.get(`/api/register/units/${unitCode}/as-of?${new URLSearchParams({ at })}`, 'auditor-1')) as UnitThen
