import { expect, it } from 'vitest'
import { events, refused } from '../facts.ts'
import type { Notice } from '../types.ts'
import { badged } from './badge.ts'

const notice = { no: 'A-01' } as Notice

it('every receipt and notice of an act carries the number of who issued it, nothing else is touched [S0-129]', () => {
  const decision = events(
    { type: 'SupplementRequested', data: { notice, overrideReason: '理由' } },
    { type: 'Recorded', data: { entries: [], certificates: [], payment: null, notices: [notice, notice] } },
    { type: 'Urged', data: { note: '请办' } },
  )
  expect(badged(decision, '0004')).toEqual(
    events(
      { type: 'SupplementRequested', data: { notice: { ...notice, badge: '0004' }, overrideReason: '理由' } },
      {
        type: 'Recorded',
        data: {
          entries: [],
          certificates: [],
          payment: null,
          notices: [
            { ...notice, badge: '0004' },
            { ...notice, badge: '0004' },
          ],
        },
      },
      { type: 'Urged', data: { note: '请办' } },
    ),
  )
})

it('who has no number leaves none, and a refusal is a refusal', () => {
  const decision = events({ type: 'SupplementRequested', data: { notice } })
  expect(badged(decision, null)).toBe(decision)
  const no = refused('stage', '不可')
  expect(badged(no, '0004')).toBe(no)
})
