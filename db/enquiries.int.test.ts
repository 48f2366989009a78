import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { addEnquiry, becomesCase, changeEnquiry, openEnquiries, readEnquiry } from './enquiries.ts'

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

it('an enquiry that becomes a case hands on who was asked first and when it was answered, and leads to the first of its cases [S4-58]', async () => {
  const { no } = await ask('intake-4')
  const answeredAt = '2025-06-03T10:05:00+08:00'
  await changeEnquiry(own.sql, place, no, one => ({ ...one, answer: '可以', answeredBy: 'intake-4', answeredAt }))
  const told = await own.sql.begin(async tx => [await becomesCase(tx, place, no, 'C-1'), await becomesCase(tx, place, no, 'C-2')])
  expect(told).toEqual(Array(2).fill({ sub: 'intake-4', at: '2025-06-03T10:00:00+08:00', enquiry: { no, answeredAt } }))
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, due_at, party_names, fingerprint, seq, head, state)
    values ('C-1', '', '510802', 'transfer-by-sale', 'examination', '', '2025-06-12T23:59:59+08:00', '{}', '', 1, '', '{}')`
  expect(await readEnquiry(own.sql, place, no)).toMatchObject({ case: { caseNo: 'C-1', dueAt: '2025-06-12T23:59:59+08:00' } })
  expect(await own.sql.begin(tx => becomesCase(tx, place, 99, 'C-3'))).toBeNull()
})
