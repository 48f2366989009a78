import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { addPrompts, promptsFor, readPrompt } from './prompts.ts'

// Prompts on a database of their own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())

const at = '2025-06-09T00:00:00+08:00'
const prompt = (sub: string, inSteadOf: string | null = null) =>
  ({ sub, inSteadOf, seq: 7, kind: 'hurry', clock: 'promised', text: '所剩时间不多' }) as const

it('what one is told is his own and that of whom he stands in for; it is read once, by whoever reads it first [S0-118]', async () => {
  const about = { world: '', caseNo: '510802-20250603-0000001', at }
  await own.sql.begin(tx => addPrompts(tx, about, [prompt('examiner-1'), prompt('examiner-2', 'examiner-1'), prompt('tax')]))
  await expect(
    own.sql.begin(async tx => {
      await addPrompts(tx, about, [prompt('examiner-3')])
      throw new Error('the event was not written')
    }),
  ).rejects.toThrow('not written')

  const toldTo = async (...subs: string[]) => (await promptsFor(own.sql, '', subs, { unread: true })).map(({ sub }) => sub)
  expect(await toldTo('examiner-3')).toEqual([])
  expect(await toldTo('examiner-2', 'examiner-1')).toEqual(['examiner-2', 'examiner-1'])
  expect(await promptsFor(own.sql, 'another world', ['examiner-1'], { unread: false })).toEqual([])

  const [mine] = await promptsFor(own.sql, '', ['examiner-1'], { unread: true })
  const id = Number(mine?.id)
  expect(await readPrompt(own.sql, '', ['tax'], { id, by: 'tax', at })).toBeNull()
  const read = { readAt: '2025-06-09T09:00:00+08:00', readBy: 'examiner-1' }
  expect(await readPrompt(own.sql, '', ['examiner-1'], { id, by: read.readBy, at: read.readAt })).toMatchObject(read)
  expect(await readPrompt(own.sql, '', ['examiner-1'], { id, by: 'examiner-2', at: '2025-06-09T10:00:00+08:00' })).toMatchObject(
    read,
  )
  expect(await toldTo('examiner-1')).toEqual([])
})
