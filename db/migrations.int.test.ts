import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { expect, inject, it } from 'vitest'
import { checkSeal, type SealReport } from '../audit/verify/seal/seal.ts'
import { gather } from '../seal/gather.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { connect, type Transaction } from './client.ts'
import { migrate } from './migrate.ts'

// A centre that worked before there was a seal: its record is sealed with what it holds.

it('what was in the record before the seal gets its hash and is sealed first', async () => {
  const home = await mkdtemp(join(tmpdir(), 'dengbu-migrations-'))
  const server = connect(inject('ownerUrl'), { max: 1, statementTimeoutMs: 30_000 })
  await server.sql`create database before_the_seal`
  const url = Object.assign(new URL(inject('ownerUrl')), { pathname: '/before_the_seal' }).href
  const { sql, db, close } = connect(url, { max: 2, statementTimeoutMs: 30_000 })
  try {
    await runMigrations(db, { migrationsFolder: await migrationsBefore('seal', home) })
    await sql`
      insert into access_traces (world, at, sub, posts, object, object_id, purpose, scope)
      values ('', '2026-01-02 03:04:05.678912+08', 'auditor-1', '{auditor,quality}', 'case', 'C 1', '审计“二” \\ 1' || chr(10) || chr(1), 'full')`
    await sql`
      insert into certificates (world, number, kind, unit_code, case_no, at)
      values ('', '川（2025）广元市不动产权第0000001号', 'title', '510802001001GB00001F00010001', 'C1', '2025-06-03T10:00:00+08:00')`
    await sql`
      insert into limit_policies (world, id, level, region, limit_class, amount, unit, binds_from, document, saved_by, saved_at)
      values ('', 'a', 'city', '510800', 'all', 4, 'working-day', '2025-06-05', '广登发〔2025〕1号', 'admin-1', '2025-06-04T10:00:00+08:00')`
    await sql`
      insert into training_records (sub, post, held_on, passed, content, recorded_by)
      values ('intake-1', 'intake', '2025-01-10', true, '岗前培训', 'admin-1')`
    await migrate(url)
    const folder = new KeyFolder(join(home, 'seal'))
    expect(await gather(sql, folder)).toMatchObject({ size: 5 })
    const report = (await sql.begin((tx: Transaction) => checkSeal(tx, { anchors: [], verifier: null }))) as SealReport
    expect(report).toMatchObject({ leaves: 5, checkpoints: 1, differences: [] })
  } finally {
    await close()
    await server.sql`drop database before_the_seal with (force)`
    await server.close()
    await rm(home, { recursive: true, force: true })
  }
})

/** The migrations before that of a name, as an earlier release had them. */
async function migrationsBefore(name: string, home: string): Promise<string> {
  const folder = join(home, 'migrations')
  await cp(fileURLToPath(new URL('./migrations', import.meta.url)), folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] }
  const at = journal.entries.findIndex(({ tag }) => tag.endsWith(`_${name}`))
  if (at < 1) throw new Error(`there is no migration ${name}`)
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}
