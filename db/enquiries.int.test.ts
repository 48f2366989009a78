import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { addEnquiry, changeEnquiry, openEnquiries } from './enquiries.ts'

// Enquiries on a database of their own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

const place = { world: '', office: '510802' }
const ask = (firstAsked: string) =>
  addEnquiry(own.sql, place, { firstAsked, askedAt: '2025-06-03T10:00:00+08:00', asker: '张建国', question: '如何补证' })

it('enquiries taken down at once have numbers of their own; who was asked first cannot be changed, even past the program [S4-56]', async () => {
  const taken = await Promise.all(['intake-1', 'intake-2', 'intake-3', 'intake-1'].map(ask))
  expect(taken.map(({ no }) => no).sort()).toEqual([1, 2, 3, 4])
  await expect(own.sql`update enquiries set first_asked = 'intake-9' where no = 1`).rejects.toThrow('does not change')
  const closed = await changeEnquiry(own.sql, place, 1, one => ({ ...one, result: '已办', closedAt: one.askedAt }))
  expect(closed).toMatchObject({ no: 1, result: '已办', routes: [] })
  expect((await openEnquiries(own.sql, place)).map(({ no }) => no)).toEqual([2, 3, 4])
  expect(await changeEnquiry(own.sql, place, 9, one => one)).toBeNull()
})
