import { connect } from './client.ts'

/**
 * Gives the application's role what it needs, and no more: what a table refuses by trigger (`refuse_change`: updates, deletions, emptying) it
 * may not do there by its grants either (S0-115); what waits for the seal it may only take away, to seal it. Into the office's own register it may
 * load units only in a centre for drills (S1-103). Run after every migration, by the owner.
 * @throws when the role does not exist.
 */
export async function grantToApplication(ownerUrl: string, role: string, { drill }: { readonly drill: boolean }): Promise<void> {
  const { sql, close } = connect(ownerUrl, { max: 1, statementTimeoutMs: 60_000, name: 'dengbu-grants' })
  try {
    await sql.begin(async tx => {
      const refused = await tx<{ name: string; updates: boolean; deletes: boolean; truncates: boolean }[]>`
        select relname as name, bool_or(tgtype & 16 > 0) as updates, bool_or(tgtype & 8 > 0) as deletes, bool_or(tgtype & 32 > 0) as truncates
        from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
        where proname = 'refuse_change' and not tgisinternal group by relname order by relname`
      await tx`grant usage on schema public to ${tx(role)}`
      await tx`grant select, insert, update, delete on all tables in schema public to ${tx(role)}`
      await tx`grant usage, select on all sequences in schema public to ${tx(role)}`
      for (const { name, updates, deletes, truncates } of refused) {
        if (updates) await tx`revoke update on ${tx(name)} from ${tx(role)}`
        if (deletes) await tx`revoke delete on ${tx(name)} from ${tx(role)}`
        if (truncates) await tx`revoke truncate on ${tx(name)} from ${tx(role)}`
      }
      await tx`revoke insert, update on seal_pending from ${tx(role)}`
      if (drill) await tx`grant execute on function may_load_units() to ${tx(role)}`
      else await tx`revoke execute on function may_load_units() from ${tx(role)}`
    })
  } finally {
    await close()
  }
}
