import type { Setting } from '../domain/hall/layout.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'

/** A hall of an office; `world` '' for the office's own business. What holds everywhere holds in a drill world too. */
export interface HallPlace {
  readonly world: string
  readonly office: string
  readonly hall: string
}

/** Everything ever set about a hall, in the order in which it was set. Empty where there is no such hall. */
export function readSettings(sql: Sql | Transaction, { world, office, hall }: HallPlace): Promise<Setting[]> {
  return sql<Setting[]>`
    select kind, id, effective_from as "from", item from hall_settings
    where office = ${office} and hall = ${hall} and world in ('', ${world}) order by seq` as unknown as Promise<Setting[]>
}

/** The halls of an office. */
export async function hallsOf(sql: Sql, { world, office }: Omit<HallPlace, 'hall'>): Promise<string[]> {
  const rows = await sql<{ hall: string }[]>`
    select distinct hall from hall_settings where office = ${office} and world in ('', ${world}) order by hall`
  return rows.map(({ hall }) => hall)
}

/** The hall in which a window stands or stood: numbers of windows are the office's, one is never in two halls. */
export async function hallOfWindow(
  sql: Sql | Transaction,
  { world, office }: Omit<HallPlace, 'hall'>,
  window: string,
): Promise<string | null> {
  const [row] = await sql<{ hall: string }[]>`
    select hall from hall_settings
    where office = ${office} and kind = 'window' and id = ${window} and world in ('', ${world}) order by seq limit 1`
  return row?.hall ?? null
}

/** Adds settings once `refuse` finds nothing against them, one change of an office's halls after the other. */
export async function saveSettings<R>(
  sql: Sql,
  place: HallPlace,
  settings: readonly Setting[],
  { by, at }: { readonly by: string; readonly at: Instant },
  refuse: (tx: Transaction, before: readonly Setting[]) => Promise<R | null>,
): Promise<R | null> {
  const { world, office, hall } = place
  return (await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('halls'), hashtext(${office}))`
    const refusal = await refuse(tx, await readSettings(tx, place))
    if (refusal !== null) return refusal
    for (const { kind, id, from, item } of settings)
      await tx`
        insert into hall_settings (world, office, hall, kind, id, effective_from, item, set_by, set_at)
        values (${world}, ${office}, ${hall}, ${kind}, ${id}, ${from}, ${item && json(item)}::text::jsonb, ${by}, ${at})`
    return null
  })) as R | null
}
