import type { EditionId } from '../domain/procedures/edition.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import type { Transaction } from './client.ts'

/**
 * The departments of the case that made the entry to be corrected (S4-23): the one `of` names, else the one that recorded the units'
 * present holders. Empty where the entry is older than the centre's own cases.
 */
export async function departmentsOfOriginal(
  tx: Transaction,
  world: string,
  unitCodes: readonly string[],
  of: string | undefined,
): Promise<string[]> {
  const rows = await tx<{ edition: EditionId }[]>`
    select distinct cases.state -> 'application' ->> 'edition' as edition from cases
    where world = ${world} and (case_no = ${of ?? ''} or case_no in (
      select state -> 'heldSince' ->> 'caseNo' from register_units
      where world = ${world} and unit_code = any(${[...unitCodes]}::text[]) and ${of === undefined}))`
  return [...new Set(rows.flatMap(({ edition }) => editionOf(edition).tracks.departments))].sort()
}
