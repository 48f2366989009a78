import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from './client.ts'

// The driver as it is installed here, with patches/postgres+3.4.9.patch (porsager/postgres #1119, #1181): without it what follows a
// statement that failed among its rows is answered with as many empty rows in front.

describe('a connection', () => {
  let own: ReturnType<typeof connect>
  beforeAll(() => {
    own = connect(inject('databaseUrl'), { max: 1, name: 'dengbu-client-test' })
  })
  afterAll(() => own.close())

  it('answers rightly after a statement that failed in the middle of its rows', async () => {
    await expect(own.sql`select 1 / (3 - n) from generate_series(1, 5) as n`).rejects.toThrow('division by zero')
    expect([...(await own.sql`select 1 as one`)]).toEqual([{ one: 1 }])
  })

  it('answers rightly after a statement that took too long', async () => {
    const slow = own.sql`select pg_sleep(case when n = 3 then 10 else 0 end)::text as slept from generate_series(1, 5) as n`
    await expect(slow).rejects.toThrow('statement timeout')
    expect([...(await own.sql`select 1 as one`)]).toEqual([{ one: 1 }])
  })
})
