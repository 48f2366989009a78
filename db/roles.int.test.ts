import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { connect } from './client.ts'

// What the database itself refuses the application, whatever its code may come to do.

/** The record, the seal over it, and what else is only ever added to. */
const onlyAddedTo = [
  'access_traces',
  'case_events',
  'case_priorities',
  'certificates',
  'limit_policies',
  'order_jumps',
  'register_entries',
  'seal_checkpoints',
  'seal_keys',
  'seal_leaves',
  'seal_nodes',
  'training_records',
]

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

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

  it.each(onlyAddedTo)('may add to %s, and neither change, remove nor empty it [S0-115] [S1-103]', async table => {
    const name = own.application(table)
    await expect(own.application`select 1 from ${name} limit 1`).resolves.toBeDefined()
    const [column] = await own.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_name = ${table} order by ordinal_position limit 1`
    const first = own.application(column?.name ?? '')
    await expect(own.application`update ${name} set ${first} = ${first}`).rejects.toMatchObject(forbidden)
    await expect(own.application`delete from ${name}`).rejects.toMatchObject(forbidden)
    await expect(own.application`truncate ${name}`).rejects.toMatchObject(forbidden)
    const [may] = await own.application<{ add: boolean }[]>`select has_table_privilege(${table}, 'insert') as add`
    expect(may?.add).toBe(true)
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
