import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Sql } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'

export interface OwnDatabase {
  readonly sql: Sql
  close(): Promise<void>
}

/** An empty database of this release on the test centre's server: no worker looks into it. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const name = `own_${randomUUID().replaceAll('-', '')}`
  // Making and dropping a database takes seconds on a busy machine.
  const server = connect(inject('databaseUrl'), { max: 1, statementTimeoutMs: 30_000, name: 'dengbu-own-database' })
  await server.sql`create database ${server.sql(name)}`
  const url = Object.assign(new URL(inject('databaseUrl')), { pathname: `/${name}` }).href
  await migrate(url)
  const { sql, close } = connect(url, { max: 6, name: 'dengbu-own-database' })
  return {
    sql,
    close: async () => {
      await close()
      await server.sql`drop database ${server.sql(name)} with (force)`
      await server.close()
    },
  }
}
