import type { RefusedAttempt } from '../domain/integrity/evidence.ts'
import type { Sql, Transaction } from './client.ts'

/** Keeps an attempt that was refused, once, however often it is sent again. */
export async function keepRefusal(sql: Sql | Transaction, world: string, attempt: RefusedAttempt): Promise<void> {
  const { caseNo, commandId, sub, action, rule, detail, at } = attempt
  await sql`
    insert into refused_attempts (world, case_no, command_id, sub, action, rule, detail, at)
    values (${world}, ${caseNo}, ${commandId}, ${sub}, ${action}, ${rule}, ${detail}, ${at}) on conflict do nothing`
}
