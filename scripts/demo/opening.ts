import { compactly, type ExplainedDay } from './explain.ts'
import { act, buyer, type Case, extract, type Scene, seller, start } from './scene.ts'

/** The unit, as it stands on the register before anyone applies. */
export async function putOnRegister({ client, unitCode, step, say, check }: Scene): Promise<void> {
  step('登簿在册', 'a unit stands on the register')
  const unit = {
    unitCode,
    location: '广元市利州区东坝街道滨河路1号',
    use: 'residential',
    landUse: '城镇住宅用地',
    landTermEnds: '2075-06-30',
    holders: [{ name: seller.name, idNo: seller.idNo, share: '1/1' }],
  }
  await client.post('/api/drill/register', { units: [unit] }, 'admin-1')
  const { holders } = await extract(client, unitCode)
  say(`不动产单元 ${unitCode}`)
  check(`the holder is ${seller.name}, alone`, holders.length === 1 && holders[0]?.name === seller.name, holders)
}

/** What the transfer costs. */
export async function quoteFees({ client, step, say, check }: Scene): Promise<void> {
  step('登记收费', 'what it will cost')
  const items = [{ procedure: 'transfer-by-sale', use: 'residential', copies: 1 }]
  const quote = (await client.post('/api/fees/quote', { items }, 'intake-1')) as {
    lines: { title: string; feeFen: number; basis: unknown }[]
    totalFen: number
  }
  for (const line of quote.lines) say(`${line.title}: ${line.feeFen / 100} 元 (${[line.basis].flat().join(', ')})`)
  check('a dwelling costs 80 yuan, the first certificate is free', quote.totalFen === 8000, quote.totalFen)
}

/** The application; returns the number of the case. */
export async function file({ client, unitCode, step, say, check }: Scene): Promise<string> {
  step('申请', 'seller and buyer apply together')
  const filed = (await client.post(
    '/api/cases',
    {
      procedure: 'transfer-by-sale',
      office: '510802',
      channel: 'counter',
      units: [unitCode],
      parties: [
        { role: 'transferor', ...seller },
        { role: 'transferee', ...buyer, share: '1/1' },
      ],
      facts: { priceFen: 86000000, use: 'residential' },
      materials: 'all',
    },
    'intake-1',
  )) as Case
  say(`案号 ${filed.caseNo}; materials on the checklist: ${filed.checklist.map(item => item.code).join(', ')}`)
  check('no clock runs before acceptance', filed.stage === 'intake' && filed.dueAt === null, [filed.stage, filed.dueAt])
  return filed.caseNo
}

/** Acceptance, and the deadline that begins with it. */
export async function accept({ step, say, check, ...scene }: Scene): Promise<void> {
  step('受理', 'accepted, with a receipt')
  const accepted = await act(scene, 'intake-1', 'accept')
  const receipt = accepted.notices.find(notice => notice.kind === 'acceptance-receipt')
  say(`受理通知书 ${receipt?.no ?? '–'}`)
  check('the receipt is issued with the acceptance', receipt !== undefined)
  check(
    'housing and tax work side by side',
    accepted.tracks.departments.housing === 'open' && accepted.tracks.tax === 'open',
    accepted.tracks,
  )

  step('期限', 'the promised deadline explains itself')
  const query = `from=${encodeURIComponent(start)}&workingDays=5`
  const due = (await scene.client.get(`/api/calendar/due?${query}`, 'intake-1')) as {
    dueAt: string
    dueOn: string
    explain: ExplainedDay[]
  }
  for (const line of compactly(due.explain)) say(line)
  check('five working days from 26 September end on 10 October', due.dueOn === '2025-10-10', due.dueOn)
  check('the case is due on that day', accepted.dueAt?.startsWith(due.dueOn) === true, accepted.dueAt)
  check('its light is green', accepted.light === 'green', accepted.light)
}
