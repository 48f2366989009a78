import { describe, expect, it } from 'vitest'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, housesCertificate, registered } from '../case/testing/register.ts'
import type { Unit } from './types.ts'
import { builtOn, wrongEntryAt } from './wrongEntry.ts'

const heldFrom = '2024-05-06T10:00:00+08:00'
const later = '2025-03-03T10:00:00+08:00'
const earlier = '2023-04-03T10:00:00+08:00'

describe('the entry that is wrong', () => {
  it('is the present holders’, unless the application names another [DR-80]', () => {
    expect(wrongEntryAt(undefined, registered())).toBe(heldFrom)
  })

  it('is named by its case, its certificate or proof, with either kind of brackets [CN-1]', () => {
    const unit = registered({
      heldSince: { at: heldFrom, caseNo: '510802-20240506-0000001' },
      mortgages: [aMortgage({ recordedAt: later, caseNo: '510802-20250303-0000002' })],
    })
    expect(wrongEntryAt('510802-20240506-0000001', unit)).toBe(heldFrom)
    expect(wrongEntryAt('510802-20250303-0000002', unit)).toBe(later)
    expect(wrongEntryAt('川(2023)广元市不动产证明第0000003号', unit)).toBe(later)
    expect(wrongEntryAt(housesCertificate, unit)).toBe(heldFrom)
  })

  it('of a certificate that replaced an older one is still the holders’ own', () => {
    const reissued = {
      number: '川（2025）广元市不动产权第0000009号',
      kind: 'title' as const,
      status: 'current' as const,
      issuedAt: later,
      caseNo: 'x',
    }
    expect(wrongEntryAt(reissued.number, registered({ certificates: [reissued] }))).toBe(heldFrom)
  })

  it('is none where nothing of that name is on the register, or nobody holds', () => {
    expect(wrongEntryAt('510802-20200101-0000001', registered())).toBeNull()
    expect(wrongEntryAt(undefined, registered({ holders: [], heldSince: null }))).toBeNull()
  })
})

describe('what has been built on a wrong entry since', () => {
  const cases: [string, Partial<Unit>, string | null][] = [
    ['nothing', {}, null],
    ['a mortgage', { mortgages: [aMortgage({ recordedAt: later })] }, '抵押权登记'],
    ['a mortgage that has gone again', { mortgages: [aMortgage({ recordedAt: later, status: 'cancelled' })] }, null],
    ['a mortgage older than the entry', { mortgages: [aMortgage({ recordedAt: earlier })] }, null],
    ['an easement', { easements: [anEasement()] }, '地役权登记'],
    ['an advance notice', { notices: [aNotice()] }, '预告登记'],
    ['a notice that has lapsed', { notices: [aNotice({ status: 'lapsed' })] }, null],
    ['a seizure', { seizures: [aSeizure({ recordedAt: later })] }, '查封登记'],
    ['a waiting seizure', { seizures: [aSeizure({ status: 'waiting', recordedAt: later })] }, '查封登记'],
    ['a seizure of which only the first day is known', { seizures: [aSeizure()] }, '查封登记'],
    ['a seizure that was lifted', { seizures: [aSeizure({ status: 'lifted', recordedAt: later })] }, null],
    ['an objection, which disposes of nothing', { objections: [anObjection()] }, null],
  ]
  it.each(cases)('%s [DR-80]', (_, change, what) => {
    expect(builtOn(heldFrom, registered(change))).toBe(what)
  })

  it('is a transfer, where the entry is a former holder’s [DR-80]', () => {
    expect(builtOn(earlier, registered())).toBe('转移登记')
  })
})
