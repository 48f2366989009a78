import { Refused } from '../scenario/client.ts'
import { act, buyer, extract, type Scene } from './scene.ts'

/** The housing department and the examiner, side by side. */
export async function examine({ step, say, check, ...scene }: Scene): Promise<void> {
  step('并联审核：住建', 'the housing department answers')
  const answer = { department: 'housing', result: 'passed', data: { contractNo: 'CD-2025-0926' } }
  const answered = await act(scene, 'housing', 'department-result', answer)
  check('its track has passed', answered.tracks.departments.housing === 'passed', answered.tracks)

  step('审核', 'the examiner finds it in order')
  const examined = await act(scene, 'examiner-1', 'examine', { decision: 'pass', findings: '材料齐全，权属清楚' })
  say('findings: 材料齐全，权属清楚')
  check('the examination has passed', examined.tracks.examination === 'passed', examined.tracks)
}

/** The record: refused while the tax is unpaid, then done. */
export async function record({ step, say, check, ...scene }: Scene): Promise<void> {
  step('登簿（未完税）', 'the registrar tries before the tax is paid')
  const refusal = await act(scene, 'registrar-1', 'record').catch(error => error as unknown)
  const refused = refusal instanceof Refused ? refusal : undefined
  say(refused ? `${refused.message}${refused.basis.length > 0 ? ` [${refused.basis.join(', ')}]` : ''}` : 'it was not refused')
  check(
    'refused by the rule tax-unpaid, with its article',
    refused?.rule === 'tax-unpaid' && refused.basis.length > 0,
    refused?.rule,
  )

  step('完税', 'the tax office reports the deed tax paid')
  const cleared = await act(scene, 'tax', 'tax-cleared', { receiptNo: 'T-2025-0926', paidFen: 860000 })
  check('every track has passed: the case is ready to be recorded', cleared.stage === 'recording', cleared.stage)

  step('登簿', 'the legal act: the register changes')
  await act(scene, 'registrar-1', 'record')
  const unit = await extract(scene.client, scene.unitCode)
  const title = unit.certificates.find(({ kind, status }) => kind === 'title' && status === 'current')
  say(`证书号 ${title?.number ?? '–'}`)
  check(`the holder is ${buyer.name}, alone`, unit.holders.length === 1 && unit.holders[0]?.name === buyer.name, unit.holders)
  check(
    'the certificate bears a number of the office',
    /^川[（(]\d{4}[）)]广元市不动产权第\d{7}号$/.test(title?.number ?? ''),
    title,
  )
}
