import { connect } from './client.ts'

/**
 * Gives the application's role what it needs, and no more: tables that refuse changes by trigger (`refuse_change`) it may read and add to, not
 * update, delete or truncate (S0-115); what waits for the seal it may only take away, to seal it. Run after every migration, by the owner.
 * @throws when the role does not exist.
 */
export async function grantToApplication(ownerUrl: string, role: string): Promise<void> {
  const { sql, close } = connect(ownerUrl, { max: 1, statementTimeoutMs: 60_000, name: 'dengbu-grants' })
  try {
    await sql.begin(async tx => {
      const kept = await tx<{ name: string }[]>`
        select distinct relname as name from pg_trigger
        join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
        where proname = 'refuse_change' and not tgisinternal order by 1`
      await tx`grant usage on schema public to ${tx(role)}`
      await tx`grant select, insert, update, delete on all tables in schema public to ${tx(role)}`
      await tx`grant usage, select on all sequences in schema public to ${tx(role)}`
      for (const { name } of kept) await tx`revoke update, delete, truncate on ${tx(name)} from ${tx(role)}`
      await tx`revoke insert, update on seal_pending from ${tx(role)}`
    })
  } finally {
    await close()
  }
}
