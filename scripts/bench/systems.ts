import { randomUUID } from 'node:crypto'
import { HttpDriver } from './http.ts'

/** Something that can take one case from start to end, timing each of its eight actions. */
export interface System {
  readonly name: string
  /** Runs one case; calls `timed` with the milliseconds of each action. Answers the workflow's id. */
  runCase(index: number, timed: (ms: number) => void): Promise<string>
  close(): void
}

export function bareSystem(url: string): System {
  const http = new HttpDriver(url)
  return {
    name: 'bare',
    runCase: async (_, timed) => {
      const id = `bare-${randomUUID()}`
      await http.post(`/bare/${id}`, {})
      // About as much as a clerk's action carries.
      for (let step = 0; step < 8; step++)
        await clock(timed, () => http.post(`/bare/${id}/step`, { decision: 'pass', findings: '材料齐全，权属清楚' }))
      return id
    },
    close: () => http.close(),
  }
}

/** The tokens of the staff who act. */
export type Tokens = Readonly<
  Record<'intake-1' | 'housing' | 'examiner-1' | 'tax' | 'registrar-1' | 'certifier-1' | 'archivist-1', string>
>

const acts: readonly [as: keyof Tokens, action: string, body: object][] = [
  ['intake-1', 'accept', {}],
  ['housing', 'department-result', { department: 'housing', result: 'passed', data: { contractNo: 'CD-2025-0113' } }],
  ['examiner-1', 'examine', { decision: 'pass', findings: '材料齐全，权属清楚' }],
  ['tax', 'tax-cleared', { receiptNo: 'T-2025-0001', paidFen: 860000 }],
  ['registrar-1', 'record', {}],
  ['certifier-1', 'issue', {}],
  ['certifier-1', 'deliver', { by: 'pickup', receiver: '李秀兰' }],
  ['archivist-1', 'archive', {}],
]

/** A whole transfer-by-sale: filing, then eight human actions until it is in the archive. Each case has a unit of its own. */
export function dengbuSystem(url: string, tokens: Tokens, unitOf: (index: number) => string): System {
  const http = new HttpDriver(url)
  return {
    name: 'dengbu',
    runCase: async (index, timed) => {
      const filed = await http.post('/api/cases', application(unitOf(index)), authorised(tokens['intake-1']))
      for (const [as, action, body] of acts) {
        await clock(timed, () => http.post(`/api/cases/${filed.caseNo}/actions/${action}`, body, authorised(tokens[as])))
      }
      return String(filed.caseNo)
    },
    close: () => http.close(),
  }
}

const authorised = (token: string) => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() })

function application(unitCode: string) {
  return {
    procedure: 'transfer-by-sale',
    office: '510802',
    channel: 'counter',
    units: [unitCode],
    parties: [
      { role: 'transferor', kind: 'person', name: '张建国', idType: 'resident-id', idNo: '510802196201101013' },
      { role: 'transferee', kind: 'person', name: '李秀兰', idType: 'resident-id', idNo: '510802196502111039', share: '1/1' },
    ],
    facts: { priceFen: 86000000, use: 'residential' },
    materials: ['application-form', 'identity-proof', 'title-certificate', 'sale-contract'].map(code => ({
      code,
      form: 'original',
    })),
  }
}

async function clock<T>(timed: (ms: number) => void, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  timed(performance.now() - started)
  return result
}
