import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, expectProblem, type Json, li, mortgage, openWorld, sale, send, tokenOf, type World } from './window.ts'

let world: World
let token: string
beforeAll(async () => {
  world = await openWorld()
  token = await tokenOf('intake-1')
})

const together = (...parts: Json[]): Promise<Answer> => world.send('/api/applications', { token, body: { parts } })

describe('a combined application (一并申请)', () => {
  it('of one registration alone is a case, and is told so by its shape [OP-JOINT]', async () => {
    expectProblem(await together(sale()), 422, ['parts', '至少 2 项'])
  })

  it('names the part that is no application, and files nothing of it', async () => {
    expectProblem(await together(sale(), mortgage({ facts: {} })), 422, ['第 2 项', 'facts.amountFen'], 'body')
  })

  it('of registrations on different units is refused: they are no one application', async () => {
    const elsewhere = mortgage({ units: ['510802001001GB00099F00010001'] })
    expectProblem(await together(sale(), elsewhere), 422, '同一不动产单元', 'body')
  })

  it('never has an organ’s order in it: what is entrusted is not applied for [OP-1.7]', async () => {
    const facts = { organ: '甲法院', documentNo: '（2025）执1号', debtor: '张建国', from: '2025-03-10', until: '2028-03-09' }
    const order = sale({ procedure: 'seizure', parties: [], facts })
    expectProblem(await together(sale(), order), 422, ['查封登记', '不能一并申请'], 'body')
  })

  it('filed again under its key is the same application; under the same key for something else it is refused', async () => {
    const headers = { 'idempotency-key': 'together-1' }
    const body = { parts: [sale(), mortgage({ parties: mortgageByBuyer })] }
    const first = await world.send<{ applicationNo: string }>('/api/applications', { token, body, headers })
    const again = await world.send<{ applicationNo: string }>('/api/applications', { token, body, headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body.applicationNo).toBe(first.body.applicationNo)
    const other = { parts: [sale({ facts: { priceFen: 1 } }), mortgage({ parties: mortgageByBuyer })] }
    expectProblem(await world.send('/api/applications', { token, body: other, headers }), 422, 'Idempotency-Key', 'body')
    const read = await send(`/api/applications/${first.body.applicationNo}`, { as: 'auditor-1' })
    expect(read.body).toMatchObject({ parts: [{ procedure: 'transfer-by-sale' }, { procedure: 'mortgage-first' }] })
  })

  it('that is not there is not found, whoever asks', async () => {
    const nowhere = '510802-20250310-9999999'
    expectProblem(await send(`/api/applications/${nowhere}`, { as: 'auditor-1' }), 404, nowhere)
    expectProblem(await send(`/api/applications/${nowhere}/actions/accept`, { as: 'intake-1', body: {} }), 404, nowhere)
  })
})

describe('the parts of a combined application', () => {
  let applicationNo: string
  let caseNos: string[]
  const parts = async (as: string): Promise<Json[]> => {
    const { status, body } = await send<{ parts: Json[] }>(`/api/applications/${applicationNo}`, { as })
    return status === 200 ? body.parts : []
  }
  const act = (action: string, as: string, body: Json = {}) =>
    send<{ parts: Json[] }>(`/api/applications/${applicationNo}/actions/${action}`, { as, body })

  beforeAll(async () => {
    const world = await openWorld()
    const body = { parts: [sale(), mortgage({ parties: mortgageByBuyer })] }
    const filed = await world.send<{ applicationNo: string; parts: { caseNo: string }[] }>('/api/applications', { token, body })
    applicationNo = filed.body.applicationNo
    caseNos = filed.body.parts.map(({ caseNo }) => caseNo)
    expect(await act('accept', 'intake-1')).toMatchObject({ status: 200 })
  })

  it('are all there for the office, and for a department only those on which it is asked [S0-119]', async () => {
    expect(await parts('auditor-1')).toMatchObject(caseNos.map(caseNo => ({ caseNo })))
    expect((await parts('housing')).map(({ caseNo }) => caseNo)).toEqual([caseNos[0]])
    expectProblem(await send(`/api/cases/${caseNos[1]}`, { as: 'housing' }), 404, `${caseNos[1]}`)
    expect(await parts('bank-a')).toEqual([])
  })

  it('are told after an act to whom they may be shown, and to nobody else [S0-119]', async () => {
    const { status, body } = await act('department-result', 'housing', { department: 'housing', result: 'passed' })
    expect(status).toBe(200)
    expect(body.parts.map(({ caseNo }) => caseNo)).toEqual([caseNos[0]])
  })

  it('are warned of what the parts before leave, also where the reader sees only some', async () => {
    const [sold] = await parts('housing')
    expect(sold).toMatchObject({ blockedBy: [] })
    expect(await parts('auditor-1')).toMatchObject([{ blockedBy: [] }, { blockedBy: [] }])
  })
})

const mortgageByBuyer = [
  { role: 'mortgagor', kind: 'person', idType: 'resident-id', ...li },
  { role: 'mortgagee', kind: 'organisation', name: '广元甲银行', idType: 'uscc', idNo: '91510802MA0BANKA3T' },
]
