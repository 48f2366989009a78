import { describe, expect, it } from 'vitest'
import { aloneRefusal, endsOnlySome, partsAsked } from './combined.ts'
import type { ActionBodies } from './commands.ts'
import { mortgage, sale } from './testing/applications.ts'
import { accepted, act, examined, given, type Situation, usualBodies } from './testing/situation.ts'
import type { CaseState } from './types.ts'

const applicationNo = '510802-20250603-0000001'
const partOf = (situation: Situation, no: number): CaseState => ({ ...situation.state, part: { applicationNo, no, of: 2 } })

const filed = [given(sale()), given(mortgage())]
const open = filed.map(situation => situation.after(accepted))
const parts = (situations: readonly Situation[]) => situations.map((situation, i) => partOf(situation, i + 1))

const refusing: ActionBodies['examine'] = { decision: 'refuse', findings: '权属有争议', grounds: ['权属有争议'] }
const examinations = {
  pass: usualBodies.examine,
  refuse: refusing,
  return: { decision: 'return', findings: '录入有误' },
} as const

/** What the application's act comes to: the places of the parts that are asked, or the refusal. */
function asked(states: readonly CaseState[], command: Parameters<typeof endsOnlySome>[2]) {
  const found = partsAsked(states, command.action)
  if ('rule' in found) return found
  return endsOnlySome(states, found, command) ?? found.map(state => state.part?.no)
}

describe('an application stands or falls as one [OP-JOINT]', () => {
  it('a refusal at its examination is of all parts, or of none: where one is examined already, the clerk is told the act for all', () => {
    expect(asked(parts(open), { action: 'examine', body: refusing })).toEqual([1, 2])
    const [first, second] = open as [Situation, Situation]
    for (const situations of [
      [first.after(examined), second],
      [first, second.after(examined)],
    ]) {
      expect(asked(parts(situations), { action: 'examine', body: refusing })).toMatchObject({
        rule: 'stage',
        basis: ['OP-JOINT'],
        detail: expect.stringMatching(/审核已经结束.*refuse/),
      })
      expect(asked(parts(situations), { action: 'refuse', body: usualBodies.refuse })).toEqual([1, 2])
    }
  })

  it.each(['pass', 'return'] as const)('an examination that decides %s passes over the part that has it behind', decision => {
    const [first, second] = open as [Situation, Situation]
    const states = parts([first.after(examined), second])
    expect(asked(states, { action: 'examine', body: examinations[decision] })).toEqual([2])
  })

  it.each(['withdraw', 'not-accept'] as const)('%s is of all parts', action => {
    expect(asked(parts(filed), { action, body: usualBodies[action] })).toEqual([1, 2])
  })

  it('non-acceptance does not reach one part after the other is deemed accepted', () => {
    const [first, second] = filed as [Situation, Situation]
    const states = parts([first.after(act('leave')), second])
    expect(asked(states, { action: 'not-accept', body: usualBodies['not-accept'] })).toMatchObject({ rule: 'stage' })
  })
})

describe('a part by itself [OP-JOINT]', () => {
  const [sold] = parts(open) as [CaseState]

  it('is not refused, accepted, withdrawn or recorded alone, and the clerk is told of the whole', () => {
    for (const action of ['accept', 'not-accept', 'leave', 'withdraw', 'refuse', 'record'] as const)
      expect(aloneRefusal(sold, { action, body: usualBodies[action] })).toMatchObject({
        detail: expect.stringContaining(applicationNo),
      })
    expect(aloneRefusal(sold, { action: 'examine', body: refusing })).toMatchObject({ rule: 'stage', basis: ['OP-JOINT'] })
  })

  it('is examined, and supplemented once it is accepted, alone', () => {
    expect(aloneRefusal(sold, { action: 'examine', body: usualBodies.examine })).toBeNull()
    expect(aloneRefusal(sold, { action: 'supplement', body: usualBodies.supplement })).toBeNull()
    const [unaccepted] = parts(filed) as [CaseState]
    expect(aloneRefusal(unaccepted, { action: 'supplement', body: usualBodies.supplement })).not.toBeNull()
  })
})
