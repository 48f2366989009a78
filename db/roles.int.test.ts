import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { connect } from './client.ts'

// What the database itself refuses the application, whatever its code may come to do.

/** The record and the seal over it. */
const recordAndSeal = [
  'access_traces',
  'calendar_years',
  'case_archives',
  'case_events',
  'certificates',
  'quality_record',
  'register_entries',
  'seal_checkpoints',
  'seal_keys',
  'seal_leaves',
  'seal_nodes',
]

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

/** Tables with a refusing trigger of that name, each with its first column. */
const refusingTables = (trigger: 'append_only' | 'never_deleted') =>
  own.sql<{ name: string; column: string }[]>`
    select relname as name, attname as column from pg_trigger
    join pg_proc on pg_proc.oid = tgfoid join pg_class on pg_class.oid = tgrelid
    join pg_attribute on attrelid = tgrelid and attnum = 1
    where proname = 'refuse_change' and tgname = relname || '_' || ${trigger} order by relname`

/** SQLSTATE insufficient_privilege. */
const forbidden = { code: '42501' }

describe('the application’s role', () => {
  it('is the one that worker and API of a centre connect with, and owns nothing', async () => {
    const { sql, close } = connect(inject('databaseUrl'), { max: 1 })
    const [row] = await sql`
      select usesuper as super, (select count(*)::int from pg_class where pg_get_userbyid(relowner) = current_user) as owned
      from pg_user where usename = current_user`
    await close()
    expect(row).toEqual({ super: false, owned: 0 })
  })

  it('may add to every table that refuses changes, and neither change, remove nor empty it [S0-115]', async () => {
    const tables = await refusingTables('append_only')
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(recordAndSeal))
    for (const { name, column } of tables) {
      const [table, first] = [own.application(name), own.application(column)]
      await expect(own.application`select 1 from ${table} limit 1`, name).resolves.toBeDefined()
      await expect(own.application`update ${table} set ${first} = ${first}`, name).rejects.toMatchObject(forbidden)
      await expect(own.application`delete from ${table}`, name).rejects.toMatchObject(forbidden)
      await expect(own.application`truncate ${table}`, name).rejects.toMatchObject(forbidden)
      const [may] = await own.application<{ add: boolean }[]>`select has_table_privilege(${name}, 'insert') as add`
      expect(may?.add, name).toBe(true)
    }
  })

  it('may change what is only never to be removed, as a ticket of the hall, and not remove it', async () => {
    const tables = await refusingTables('never_deleted')
    expect(tables.map(({ name }) => name)).toContain('tickets')
    for (const { name, column } of tables) {
      const [table, first] = [own.application(name), own.application(column)]
      await expect(own.application`update ${table} set ${first} = ${first}`, name).resolves.toBeDefined()
      await expect(own.application`delete from ${table}`, name).rejects.toMatchObject(forbidden)
      await expect(own.application`truncate ${table}`, name).rejects.toMatchObject(forbidden)
    }
  })

  it('may put nothing in line for the seal: only the record’s own triggers do', async () => {
    await expect(
      own.application`insert into seal_pending (kind, world, subject, no, hash) values ('certificate', '', 'x', 0, '')`,
    ).rejects.toMatchObject(forbidden)
    await expect(own.application`update seal_pending set hash = ''`).rejects.toMatchObject(forbidden)
  })

  it('may not take the refusing triggers away, nor switch them off, nor make tables', async () => {
    await expect(own.application`alter table case_events disable trigger all`).rejects.toMatchObject(forbidden)
    await expect(own.application`drop trigger case_events_append_only on case_events`).rejects.toMatchObject(forbidden)
    await expect(own.application`set session_replication_role = replica`).rejects.toMatchObject(forbidden)
    await expect(own.application`create table mine (id int)`).rejects.toMatchObject(forbidden)
  })

  it('the owner himself is refused by the triggers', async () => {
    await expect(own.sql`delete from case_events`).rejects.toThrow('append-only')
    await expect(own.sql`truncate seal_leaves`).rejects.toThrow('append-only')
  })
})
