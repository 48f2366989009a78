import type { LocalDate } from '../time/instant.ts'
import type { EditionId, ProcedureEdition } from './edition.ts'
import type { ProcedureId } from './ids.ts'
import { mortgageCancel20210101 } from './mortgageCancel.2021-01-01.ts'
import { mortgageFirst20210101 } from './mortgageFirst.2021-01-01.ts'
import { transferBySale20210101 } from './transferBySale.2021-01-01.ts'

/** Every published edition. Adding a procedure, or a new law for an old one, is adding a file and its line here. */
export const editions: readonly ProcedureEdition[] = [transferBySale20210101, mortgageFirst20210101, mortgageCancel20210101]

const byId = new Map<string, ProcedureEdition>(editions.map(edition => [edition.id, edition]))

/** @throws Error for an id that was never published: a stored case can then not be read. */
export function editionOf(id: EditionId): ProcedureEdition {
  const edition = byId.get(id)
  if (!edition) throw new Error(`没有登记程序版本 ${id}`)
  return edition
}

/** The edition in force on a date (受理时有效的规定); null when the procedure had none then. */
export function editionInForce(procedure: ProcedureId, on: LocalDate): ProcedureEdition | null {
  const candidates = editions.filter(edition => edition.procedure === procedure && edition.effectiveFrom <= on)
  return candidates.sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0] ?? null
}
