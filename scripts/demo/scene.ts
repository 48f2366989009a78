import type { Client } from '../scenario/client.ts'
import type { Teller } from './tell.ts'

// The last days before a long holiday, with a working Sunday in between: a week in which counting on one's fingers goes wrong.
export const start = '2025-09-26T10:00+08:00'
export const seller = { kind: 'person', name: '张建国', idType: 'resident-id', idNo: '510802196201101013' }
export const buyer = { kind: 'person', name: '李秀兰', idType: 'resident-id', idNo: '510802196502111039' }

/** The part of a case that is shown. */
export type Case = {
  caseNo: string
  stage: string
  outcome: string | null
  acceptedAt: string | null
  dueAt: string | null
  light: string
  checklist: { code: string }[]
  notices: { kind: string; no: string }[]
  tracks: { examination: string; tax: string; departments: Record<string, string> }
}
/** The part of a register extract that is shown. */
export type Unit = {
  holders: { name: string; share: string }[]
  certificates: { number: string; kind: string; status: string }[]
}
/** Where the story plays, and who tells it. */
export type Scene = Teller & { client: Client; unitCode: string; caseNo: string }

/** One act on the scene's case. */
export async function act(
  { client, caseNo }: { client: Client; caseNo: string },
  as: string,
  action: string,
  body: object = {},
): Promise<Case> {
  return (await client.post(`/api/cases/${caseNo}/actions/${action}`, body, as)) as Case
}

/** The unit as the register shows it. */
export async function extract(client: Client, unitCode: string): Promise<Unit> {
  return (await client.get(`/api/register/units/${unitCode}?purpose=${encodeURIComponent('演示')}`, 'auditor-1')) as Unit
}
