import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, unitWith } from '../../case/testing/entries.ts'
import { aMortgage, aNotice, aSeizure, registered } from '../../case/testing/register.ts'
import type { Entry, Unit } from '../types.ts'

type Created = Extract<Entry, { kind: 'mortgage-created' }>
const created = (mortgagee: string, more: Pick<Created, 'rank' | 'convertedNotice'> = {}): Entry => {
  const {
    rank: _,
    status: __,
    recordedAt: ___,
    caseNo: ____,
    ...mortgage
  } = aMortgage({ mortgagee, proofNo: `证明-${mortgagee}` })
  return { kind: 'mortgage-created', mortgage, ...more }
}
const changed = (
  mortgageIndex: number,
  change: Extract<Entry, { kind: 'mortgage-changed' }>['change'],
  proofNo: string | null = '新证明',
): Entry => ({
  kind: 'mortgage-changed',
  mortgageIndex,
  change,
  proofNo,
})
const cancelled = (mortgageIndex: number): Entry => ({ kind: 'mortgage-cancelled', mortgageIndex, ground: '清偿' })
const ranks = (unit: Unit) =>
  Object.fromEntries(unit.mortgages.filter(({ status }) => status === 'active').map(({ mortgagee, rank }) => [mortgagee, rank]))
const proofs = (unit: Unit) =>
  unit.certificates.filter(({ kind }) => kind === 'proof').map(({ number, status }) => [number, status])

describe('the rank of a mortgage', () => {
  it('agreed in writing is the one it takes; those from there on move down [CC-414] [DR-67]', () => {
    const unit = unitWith(registered(), created('甲'), created('乙'), created('丙', { rank: 2 }))
    expect(ranks(unit)).toEqual({ 甲: 1, 丙: 2, 乙: 3 })
  })

  it('agreed to be first goes before all in force, and leaves what is cancelled alone [CC-414]', () => {
    const unit = unitWith(registered(), created('甲'), created('乙'), cancelled(0), created('丙', { rank: 1 }))
    expect(ranks(unit)).toEqual({ 丙: 1, 乙: 3 })
    expect(unit.mortgages[0]).toMatchObject({ status: 'cancelled', rank: 1 })
  })

  it.each([
    ['up', 2, 1, { 甲: 2, 乙: 3, 丙: 1 }],
    ['down', 0, 3, { 甲: 3, 乙: 1, 丙: 2 }],
    ['to where it is', 1, 2, { 甲: 1, 乙: 2, 丙: 3 }],
  ])('moved %s by a change makes the others close up [CC-409]', (_, index, rank, shown) => {
    expect(ranks(unitWith(registered(), created('甲'), created('乙'), created('丙'), changed(index, { rank })))).toEqual(shown)
  })

  it('that is cancelled keeps the rank it had, however the others move', () => {
    const unit = unitWith(registered(), created('甲'), created('乙'), created('丙'), cancelled(1), changed(2, { rank: 1 }))
    expect(unit.mortgages.map(({ status, rank }) => [status, rank])).toEqual([
      ['active', 2],
      ['cancelled', 2],
      ['active', 1],
    ])
  })

  it('is never shared by two in force, however they come and move [CC-414]', () => {
    const step = fc.oneof(
      fc.record({ add: fc.constant(true), rank: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }) }),
      fc.record({ move: fc.nat(5), to: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ cancel: fc.nat(5) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        const entries: Entry[] = []
        const standing: boolean[] = []
        for (const one of steps) {
          if ('add' in one) {
            entries.push(created(`银行${standing.push(true)}`, one.rank === undefined ? {} : { rank: one.rank }))
          } else {
            const index = 'move' in one ? one.move : one.cancel
            if (!standing[index]) continue
            if ('cancel' in one) standing[index] = false
            entries.push('move' in one ? changed(index, { rank: one.to }, null) : cancelled(index))
          }
        }
        const taken = Object.values(ranks(unitWith(registered(), ...entries)))
        expect(new Set(taken).size).toBe(taken.length)
      }),
    )
  })
})

describe('a mortgage that fulfils its advance notice', () => {
  const unit = registered({
    certificates: [{ number: '预-1', kind: 'proof', status: 'current', issuedAt: null, caseNo: null }],
    notices: [aNotice({ kind: 'presale-mortgage', recordedAt: '2025-03-03T10:00:00+08:00', proofNo: '预-1' })],
    mortgages: [
      aMortgage({ mortgagee: '早银行', rank: 1, recordedAt: '2025-01-01T10:00:00+08:00' }),
      aMortgage({ mortgagee: '晚银行', rank: 2, recordedAt: '2025-05-01T10:00:00+08:00' }),
    ],
  })

  it('dates and ranks from the notice, which is converted and its proof void [DB-52]', () => {
    const converted = unitWith(unit, created('甲', { convertedNotice: 0 }))
    expect(ranks(converted)).toEqual({ 早银行: 1, 甲: 2, 晚银行: 3 })
    expect(converted.mortgages[2]).toMatchObject({ recordedAt: '2025-03-03T10:00:00+08:00', caseNo: 'case-2' })
    expect(converted.notices).toMatchObject([{ status: 'converted' }])
    expect(proofs(converted)).toEqual([
      ['预-1', 'void'],
      ['证明-甲', 'current'],
    ])
  })

  it('of a notice that was there before all else goes before what was recorded since [DB-52]', () => {
    const older = { ...unit, notices: [aNotice({ kind: 'mortgage', recordedAt: null })] }
    const converted = unitWith(older, created('甲', { convertedNotice: 0 }))
    expect(ranks(converted)).toEqual({ 甲: 1, 早银行: 2, 晚银行: 3 })
    expect(converted.mortgages[2]?.recordedAt).toBeNull()
  })

  it('cannot be written on a notice that is over', () => {
    const over = { ...unit, notices: [aNotice({ kind: 'mortgage', status: 'lapsed' })] }
    expect(() => unitWith(over, created('甲', { convertedNotice: 0 }))).toThrow(/登记簿损坏.*第 0 项预告登记已经注销或者失效/)
  })
})

describe('changing or transferring a mortgage', () => {
  it('writes what is changed, keeps its day and rank, and renews its proof [DR-68]', () => {
    const unit = unitWith(registered(), created('甲'), changed(0, { amountFen: 70_000_000, transferRestricted: true }))
    expect(unit.mortgages).toMatchObject([
      { mortgagee: '甲', amountFen: 70_000_000, transferRestricted: true, rank: 1, recordedAt: day(2), proofNo: '新证明' },
    ])
    expect(proofs(unit)).toEqual([
      ['证明-甲', 'void'],
      ['新证明', 'current'],
    ])
  })

  it('without a new proof keeps the one it has', () => {
    expect(proofs(unitWith(registered(), created('甲'), changed(0, { amountFen: 1 }, null)))).toEqual([['证明-甲', 'current']])
  })

  it('goes to the assignee as it stands, and nothing of the assignor stays [CC-407]', () => {
    const transferred: Entry = { kind: 'mortgage-transferred', mortgageIndex: 0, mortgagee: '乙', proofNo: '证明-乙' }
    const unit = unitWith(registered(), created('甲'), created('丙'), transferred)
    expect(unit.mortgages[0]).toMatchObject({ mortgagee: '乙', rank: 1, recordedAt: day(2), proofNo: '证明-乙' })
    expect(unit.mortgages[0]).not.toHaveProperty('mortgageeIdNo')
    expect(unit.mortgages[1]).toMatchObject({ mortgagee: '丙', rank: 2 })
    expect(proofs(unit)).toEqual([
      ['证明-甲', 'void'],
      ['证明-丙', 'current'],
      ['证明-乙', 'current'],
    ])
  })

  it('that is cancelled is changed no more', () => {
    expect(() => unitWith(registered(), created('甲'), cancelled(0), changed(0, { amountFen: 1 }))).toThrow(
      /第 0 项抵押权已经注销/,
    )
  })
})

describe('a seizure of a mortgaged unit', () => {
  const unit = registered({
    mortgages: [aMortgage({ kind: 'maximum' }), aMortgage(), aMortgage({ kind: 'maximum', status: 'cancelled' })],
  })
  const seized = (status: 'active' | 'waiting'): Entry => ({
    kind: 'seizure-recorded',
    seizure: aSeizure({ status }),
    description: {},
  })

  it('notes on a maximum-amount mortgage in force the day that its claims may be determined from [CC-420-423]', () => {
    expect(unitWith(unit, seized('active')).mortgages.map(one => one.determinationTriggeredOn)).toEqual([
      '2025-06-02',
      undefined,
      undefined,
    ])
  })

  it('notes nothing while it only waits', () => {
    expect(unitWith(unit, seized('waiting')).mortgages).toEqual(unit.mortgages)
  })

  it('that comes later does not move the day', () => {
    const twice = unitWith(
      unit,
      seized('active'),
      { kind: 'seizure-ended', seizureIndex: 0, how: 'lifted', promoted: null },
      seized('active'),
    )
    expect(twice.mortgages[0]?.determinationTriggeredOn).toBe('2025-06-02')
  })
})
