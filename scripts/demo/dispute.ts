import { drive } from '../scenario/drive.ts'
import { file } from './opening.ts'
import { act, buyer, type Case, type Scene, seller } from './scene.ts'

/** She says that half of the flat is hers; the register names only her husband. */
export const complainant = { kind: 'person', name: '王秀英', idType: 'resident-id', idNo: '510802196308152020' }

/** What came before the complaint: a sale is accepted, an objection is recorded, and the sale is recorded all the same. */
export async function untilRecorded(scene: Scene & { world: string }): Promise<void> {
  const { client, unitCode, step, say, check } = scene
  scene.caseNo = await file(scene)
  await act(scene, 'intake-1', 'accept')

  step('异议登记', 'two days later the seller’s wife has an objection recorded')
  await until(scene, '2025-09-28T11:00+08:00')
  const objection = (await client.post(
    '/api/cases',
    {
      procedure: 'objection',
      office: '510802',
      channel: 'counter',
      units: [unitCode],
      parties: [{ role: 'interested-party', ...complainant }],
      facts: { matter: '房屋为夫妻共同财产，登记簿仅记载一方', ground: '共有权遗漏' },
      materials: 'all',
    },
    'intake-2',
  )) as Case
  await drive(client, objection.caseNo, 'recorded')
  say(`异议登记案件 ${objection.caseNo}`)

  step('登簿被拒绝', 'the sale may not be recorded unless both parties take the risk upon themselves')
  await until(scene, '2025-09-29T09:00+08:00')
  await act(scene, 'housing', 'department-result', { department: 'housing', result: 'passed', data: {} })
  await act(scene, 'examiner-1', 'examine', { decision: 'pass', findings: '材料齐全，权属清楚' })
  await act(scene, 'tax', 'tax-cleared', { receiptNo: 'T-2025-0929', paidFen: 860000 })
  const refusal = await act(scene, 'registrar-1', 'record').catch(error => String((error as Error).message))
  check('refused by the rule objection-undertaking', String(refusal).includes('objection-undertaking'), refusal)

  step('承诺后登簿', 'both undertake in writing, the sale is recorded')
  for (const by of [seller.name, buyer.name]) await act(scene, 'intake-1', 'undertake', { by })
  await until(scene, '2025-09-29T15:00+08:00')
  const recorded = await act(scene, 'registrar-1', 'record')
  check('recorded', recorded.stage === 'certification', recorded.stage)
  await until(scene, '2025-09-30T08:40+08:00')
  await client.get(`/api/cases/${scene.caseNo}`, 'archivist-2')
  await client.get(`/api/register/units/${unitCode}?purpose=${encodeURIComponent('受他人委托打听')}`, 'archivist-2')
  await until(scene, '2025-10-09T09:30+08:00')
}

async function until({ client, world }: { client: Scene['client']; world: string }, instant: string): Promise<void> {
  await client.post(`/api/drill/worlds/${world}/advance`, { until: instant }, 'admin-1')
}
