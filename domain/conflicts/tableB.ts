import { type Citation, citeAll } from '../law/provisions.ts'
import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import { mortgageRows } from './mortgages.ts'
import { noticeRows } from './notices.ts'
import { objectionRows } from './objections.ts'
import { pendingRows } from './pending.ts'
import { seizureRows } from './seizures.ts'
import type { ConflictRow, ExistingState } from './types.ts'
import { existingStates } from './types.ts'
import { unregisteredRows } from './unregistered.ts'

export { outsideRows } from './outside.ts'
export type { Circumstance, ConflictResult, ConflictRow, ExistingState } from './types.ts'
export { circumstances, existingStates } from './types.ts'

/** Table B (law.md section 22): every line that the office's procedures can meet. */
export const conflictRows: readonly ConflictRow[] = [
  ...seizureRows,
  ...objectionRows,
  ...noticeRows,
  ...mortgageRows,
  ...pendingRows,
  ...unregisteredRows,
]

/** One line for one state and one procedure. */
export interface ConflictCell extends Omit<ConflictRow, 'existing' | 'incoming'> {
  readonly existing: ExistingState
  readonly incoming: ProcedureId
}

/** All states, in the order of the table. */
export const existingStateIds = Object.keys(existingStates) as ExistingState[]

/** The cells: for each state and procedure one, or several told apart by their circumstances. In the table's order. */
export const conflictCells: readonly ConflictCell[] = existingStateIds.flatMap(existing =>
  procedureIds.flatMap(incoming => cellsOf(existing, incoming)),
)

/** The cells of one state and one procedure. */
export function cellsOf(existing: ExistingState, incoming: ProcedureId): ConflictCell[] {
  const rows = conflictRows.filter(row => row.existing.includes(existing) && row.incoming.includes(incoming))
  return rows.map(row => ({ ...row, existing, incoming }))
}

/** The law behind a line. */
export const citationsOf = (row: Pick<ConflictRow, 'basis'>): Citation[] => citeAll(row.basis)

/** Read in an official or quoted text: the line itself, and every provision that it cites (law.md 0.1). */
export const isVerified = (row: Pick<ConflictRow, 'basis' | 'confidence'>): boolean =>
  (row.confidence === 'V' || row.confidence === 'V*' || row.confidence === 'S') &&
  citationsOf(row).every(citation => citation.verified)
