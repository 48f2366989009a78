import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Sql } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { grantToApplication } from '../../db/roles.ts'

export interface OwnDatabase {
  /** As the owner of the tables. */
  readonly sql: Sql
  /** As the application connects: it may add to the record and not change it. */
  readonly application: Sql
  readonly applicationUrl: string
  close(): Promise<void>
}

/** An empty database of this release on the test centre's server: no worker looks into it. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const name = `own_${randomUUID().replaceAll('-', '')}`
  // Making and dropping a database takes seconds on a busy machine.
  const server = connect(inject('ownerUrl'), { max: 1, statementTimeoutMs: 30_000, name: 'dengbu-own-database' })
  await server.sql`create database ${server.sql(name)}`
  const [url, applicationUrl] = [at(inject('ownerUrl'), name), at(inject('databaseUrl'), name)]
  await migrate(url)
  await grantToApplication(url, new URL(applicationUrl).username, { drill: false })
  const owner = connect(url, { max: 6, statementTimeoutMs: 10_000, name: 'dengbu-own-database' })
  const application = connect(applicationUrl, { max: 6, name: 'dengbu-own-application' })
  return {
    sql: owner.sql,
    application: application.sql,
    applicationUrl,
    close: async () => {
      await Promise.all([owner.close(), application.close()])
      await server.sql`drop database ${server.sql(name)} with (force)`
      await server.close()
    },
  }
}

const at = (url: string, database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href
