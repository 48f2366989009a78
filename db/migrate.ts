import { fileURLToPath } from 'node:url'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect } from './client.ts'

/** Brings the database to the schema of this release; does nothing when it is there. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { db, close } = connect(databaseUrl, { max: 1, statementTimeoutMs: 60_000, name: 'dengbu-migrate' })
  try {
    await runMigrations(db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
  } finally {
    await close()
  }
}
