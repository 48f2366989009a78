import { describe, expect, it } from 'vitest'
import { day, unitWith } from '../../case/testing/entries.ts'
import { aNotice, anEasement, anObjection, aSeizure, registered } from '../../case/testing/register.ts'
import type { Entry, Unit } from '../types.ts'

/** Rights that come, run and end: notices, objections, easements, seizures; and documents that are replaced. */

const { status: _a, recordedAt: _b, caseNo: _c, ...notice } = aNotice({ proofNo: '预-1' })
const { status: _d, recordedAt: _e, caseNo: _f, ...objection } = anObjection({ proofNo: '异-1', lapsesOn: '2025-06-16' })
const { status: _g, recordedAt: _h, caseNo: _i, ...easement } = anEasement({ proofNo: '役-1' })
const noticed: Entry = { kind: 'notice-recorded', notice, description: { location: '另一处' } }
const objected: Entry = { kind: 'objection-recorded', objection }
const burdened: Entry = { kind: 'easement-created', easement }
const statusOf = (unit: Unit, number: string) => unit.certificates.find(one => one.number === number)?.status

describe('an advance notice', () => {
  it('is recorded by its case with a proof, and says nothing of a thing that is registered [DR-20]', () => {
    const unit = unitWith(registered(), noticed)
    expect(unit.notices).toMatchObject([{ holder: { name: '王志强' }, status: 'active', recordedAt: day(2), caseNo: 'case-2' }])
    expect(unit.location).toBe(registered().location)
    expect(unit.certificates.at(-1)).toMatchObject({ number: '预-1', kind: 'proof', status: 'current' })
  })

  it('knows its last day once registration has become possible [CC-221-2]', () => {
    const registrable: Entry = { kind: 'notice-registrable', noticeIndex: 0, registrableOn: '2025-06-03', lapsesOn: '2025-09-01' }
    expect(unitWith(registered(), noticed, registrable).notices).toMatchObject([
      { status: 'active', registrableOn: '2025-06-03', lapsesOn: '2025-09-01' },
    ])
  })

  it.each(['cancelled', 'lapsed'] as const)('that is %s stays listed so, its proof void, and ends once [DR-89]', how => {
    const ended: Entry = { kind: 'notice-ended', noticeIndex: 0, how }
    const unit = unitWith(registered(), noticed, ended)
    expect(unit.notices).toMatchObject([{ status: how }])
    expect(statusOf(unit, '预-1')).toBe('void')
    expect(() => unitWith(registered(), noticed, ended, ended)).toThrow(/登记簿损坏.*第 0 项预告登记已经注销或者失效/)
  })
})

describe('an objection', () => {
  it('is recorded by its case with a proof and its last day [DR-83-1]', () => {
    const unit = unitWith(registered(), objected)
    expect(unit.objections).toMatchObject([{ status: 'active', recordedAt: day(2), caseNo: 'case-2', lapsesOn: '2025-06-16' }])
    expect(statusOf(unit, '异-1')).toBe('current')
  })

  it('keeps the document that shows the suit and when it came [DR-83-2]', () => {
    const sued: Entry = { kind: 'objection-sued', objectionIndex: 0, document: '（2025）川0802民初88号受理通知书' }
    expect(unitWith(registered(), objected, sued).objections).toMatchObject([
      { status: 'active', suit: { document: '（2025）川0802民初88号受理通知书', filedAt: day(3) } },
    ])
  })

  it.each(['cancelled', 'lapsed'] as const)(
    'that is %s is over, its proof void, and no suit revives it [DR-83-2] [OP-17.2]',
    how => {
      const ended: Entry = { kind: 'objection-ended', objectionIndex: 0, how }
      const unit = unitWith(registered(), objected, ended)
      expect(unit.objections).toMatchObject([{ status: how }])
      expect(statusOf(unit, '异-1')).toBe('void')
      const late: Entry = { kind: 'objection-sued', objectionIndex: 0, document: '迟到' }
      expect(() => unitWith(registered(), objected, ended, late)).toThrow(/登记簿损坏.*第 0 项异议登记已经注销或者失效/)
    },
  )
})

describe('an easement', () => {
  it('is recorded with its proof and goes with it [DR-64]', () => {
    const unit = unitWith(registered(), burdened)
    expect(unit.easements).toMatchObject([{ content: '通行', status: 'active', recordedAt: day(2), caseNo: 'case-2' }])
    expect(statusOf(unit, '役-1')).toBe('current')
    const cancelled = unitWith(registered(), burdened, { kind: 'easement-cancelled', easementIndex: 0 })
    expect(cancelled.easements).toMatchObject([{ status: 'cancelled' }])
    expect(statusOf(cancelled, '役-1')).toBe('void')
  })

  it('stays with the unit whoever takes it [CC-374]', () => {
    const taken: Entry = {
      kind: 'ownership-transferred',
      holders: [{ name: '李秀兰' }],
      certificates: ['权证-3'],
      convertedNotices: [],
    }
    expect(unitWith(registered(), burdened, taken).easements).toEqual(unitWith(registered(), burdened).easements)
  })
})

describe('a seizure', () => {
  const seized = (change: Parameters<typeof aSeizure>[0] = {}): Entry => {
    const { caseNo: _, recordedAt: __, ...seizure } = aSeizure(change)
    return { kind: 'seizure-recorded', seizure, description: {} }
  }
  const waiting = seized({ documentNo: '二号', status: 'waiting', from: null, until: null, years: 3 })
  const released: Entry = { kind: 'seizure-ended', seizureIndex: 0, how: 'lifted', promoted: null }

  it('is recorded by its case; a second waits, it never takes effect beside the first [DR-91]', () => {
    const unit = unitWith(registered(), seized(), waiting)
    expect(unit.seizures).toMatchObject([
      { status: 'active', caseNo: 'case-2', recordedAt: day(2) },
      { status: 'waiting', caseNo: 'case-3', recordedAt: day(3) },
    ])
    expect(() => unitWith(registered(), seized(), seized({ documentNo: '二号' }))).toThrow(/登记簿损坏.*应为轮候查封/)
  })

  it('renewed runs to the new day, under its first document and the new one [CPI-485]', () => {
    const renewed: Entry = { kind: 'seizure-renewed', seizureIndex: 0, until: '2031-06-04', documentNo: '续封一号' }
    expect(unitWith(registered(), seized(), renewed).seizures).toMatchObject([
      {
        documentNo: '（2025）川0802执101号',
        from: '2025-06-05',
        until: '2031-06-04',
        renewals: [{ documentNo: '续封一号', caseNo: 'case-3' }],
      },
    ])
  })

  it('released lets the first that waits take effect in the same entry [SF-26]', () => {
    const promoted = { index: 1, status: 'active', from: '2025-06-04', until: '2028-06-04' } as const
    const unit = unitWith(registered(), seized(), waiting, { ...released, promoted })
    expect(unit.seizures).toMatchObject([{ status: 'lifted' }, { status: 'active', from: '2025-06-04', until: '2028-06-04' }])
  })

  it('that is over is neither renewed nor released, and what does not wait does not take its place [SF-27]', () => {
    const renewed: Entry = { kind: 'seizure-renewed', seizureIndex: 0, until: '2031-06-04', documentNo: '续封一号' }
    expect(() => unitWith(registered(), seized(), released, released)).toThrow(/登记簿损坏.*第 0 项查封已经注销或者失效/)
    expect(() => unitWith(registered(), seized(), released, renewed)).toThrow(/登记簿损坏.*第 0 项查封已经注销或者失效/)
    const itself = { index: 0, status: 'active' } as const
    expect(() => unitWith(registered(), seized(), { ...released, promoted: itself })).toThrow(/登记簿损坏.*不是轮候查封/)
  })
})

describe('replacing a certificate', () => {
  const [title] = registered().certificates
  const reissued = (voided: string[]): Entry => ({
    kind: 'certificate-reissued',
    voided,
    certificates: ['权证-2'],
    how: 'reissued',
  })

  it('voids the one that was lost and issues another; the holder is the same [DR-22-2]', () => {
    const unit = unitWith(registered(), reissued([title?.number ?? '']))
    expect(unit.certificates).toMatchObject([
      { status: 'void' },
      { number: '权证-2', kind: 'title', status: 'current', caseNo: 'case-2' },
    ])
    expect(unit).toMatchObject({ holders: registered().holders, heldSince: registered().heldSince })
  })

  it('of one co-owner leaves that of the other good [DR-21]', () => {
    const certificates = ['甲', '乙'].map(
      number => ({ number, kind: 'title', status: 'current', issuedAt: null, caseNo: null }) as const,
    )
    const unit = unitWith(registered({ certificates }), reissued(['甲']))
    expect(unit.certificates.map(({ number, status }) => [number, status])).toEqual([
      ['甲', 'void'],
      ['乙', 'current'],
      ['权证-2', 'current'],
    ])
  })

  it('that is not current cannot be', () => {
    expect(() => unitWith(registered(), reissued(['无此证']))).toThrow(/登记簿损坏.*没有现行的证书 无此证/)
  })
})
