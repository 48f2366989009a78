import type { Transaction } from '../../db/client.ts'
import { appendEvents, chain, emptyLedger } from '../../db/ledger.ts'
import type { EventData, EventType, NewEvent } from '../../domain/case/events.ts'

/** An event of a ledger with no more in it than the test is about. */
export const told = <T extends EventType>(type: T, data: object = {}) => ({ type, data: data as EventData[T] }) as NewEvent

/** A mortgage of the world as it is filed: it has to be examined, nothing else. */
export const filedIn = (world: string): NewEvent =>
  told('Filed', { world, tracks: { examination: 'open', siteVisit: 'none', announcement: 'none', tax: 'none', departments: {} } })

export const accepted = told('Accepted')
export const examined = told('Examined', { decision: 'pass' })
export const recorded = (data: Partial<EventData['Recorded']>): NewEvent => told('Recorded', data)

/** Writes the whole ledger of a case, its chain right, at one instant. */
export async function writeLedger(tx: Transaction, caseNo: string, events: readonly NewEvent[]): Promise<void> {
  const at = '2025-06-03T10:00:00+08:00'
  const frame = { caseNo, at, receivedAt: at, dueAt: null, actor: 'registrar-1', commandId: 'c', commandDigest: 'd' }
  await appendEvents(tx, caseNo, chain(emptyLedger, frame, events))
}

/** A case of the world with all its steps, which has recorded what is named. */
export const recordedCase = (tx: Transaction, world: string, caseNo: string, data: Partial<EventData['Recorded']>) =>
  writeLedger(tx, caseNo, [filedIn(world), accepted, examined, recorded(data)])
