import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Sql = postgres.Sql
export type Transaction = postgres.TransactionSql

const reconnectAfterSeconds = 0.2

/**
 * Opens a pool. `sql` serves the hot path (pipelined statements inside one transaction), `db` the typed queries of lists and reports.
 * Limits keep a stuck statement from outliving the activity that waits for it (startToCloseTimeout 2 s).
 */
export function connect(databaseUrl: string, { max = 10, statementTimeoutMs = 1_500, name = 'dengbu' } = {}) {
  const sql = postgres(databaseUrl, {
    max,
    connect_timeout: 2,
    idle_timeout: 60,
    // The driver's own pause doubles to 20 s, all connections together, and would make a short outage of the database a long one of ours.
    backoff: () => reconnectAfterSeconds,
    onnotice: () => {},
    connection: {
      application_name: name,
      statement_timeout: statementTimeoutMs,
      lock_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 5_000,
    },
  })
  return { sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}

/** JSON as a parameter: sent as text and cast, so that neither driver nor query builder encodes it twice. */
export const json = (value: unknown): string => JSON.stringify(value)

/** A transaction for those who would begin one: what they begin is a part of it, which is undone by itself when it fails. */
export const within = (tx: Transaction): Sql =>
  new Proxy(tx, {
    get: (target, name) => (name === 'begin' ? target.savepoint : Reflect.get(target, name)),
  }) as unknown as Sql
