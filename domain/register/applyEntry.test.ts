import { describe, expect, it } from 'vitest'
import { begunWith, day, loaded, row, unitAfter } from '../case/testing/entries.ts'
import {
  aMortgage,
  aNotice,
  anObjection,
  aSeizure,
  asLoaded,
  house,
  housesCertificate,
  registered,
} from '../case/testing/register.ts'
import { applyEntry, foldUnit } from './applyEntry.ts'
import type { Entry, RegisterEntry } from './types.ts'

const transfer = (version: number, certificates = [`权证-${version}`], convertedNotices: number[] = []) =>
  row(version, { kind: 'ownership-transferred', holders: [{ name: '李秀兰', share: '1/1' }], certificates, convertedNotices })
const newMortgage = (version: number, mortgagee = '广元甲银行') => {
  const { rank: _, status: __, recordedAt: ___, caseNo: ____, ...mortgage } = aMortgage({ mortgagee, proofNo: `证明-${version}` })
  return row(version, { kind: 'mortgage-created', mortgage })
}
const cancelled = (version: number, mortgageIndex: number) =>
  row(version, { kind: 'mortgage-cancelled', mortgageIndex, ground: '清偿' })

describe('a unit on the register', () => {
  it('is what its first entry says, dated by that entry', () => {
    expect(unitAfter(loaded())).toEqual({ ...registered(), version: 1, lastAt: day(1) })
    expect(foldUnit([])).toBeNull()
  })

  it('is the same whether folded at once or from any version on', () => {
    const rows = [loaded(), newMortgage(2), transfer(3), newMortgage(4), cancelled(5, 0), transfer(6)]
    const whole = foldUnit(rows)
    for (const split of rows.keys()) expect(rows.slice(split).reduce(applyEntry, foldUnit(rows.slice(0, split)))).toEqual(whole)
    expect(whole).toMatchObject({ version: 6, lastAt: day(6) })
  })
})

describe('a unit that was loaded', () => {
  it('without easements or a day of holding has none, and is held since the loading', () => {
    const { easements: _, heldSince: __, ...bare } = asLoaded(registered())
    const unit = unitAfter(row(1, { kind: 'unit-loaded', unit: bare }, null))
    expect(unit).toMatchObject({ easements: [], heldSince: { at: day(1), caseNo: null } })
  })

  it('without a holder is held by nobody since no day', () => {
    const { heldSince: _, ...bare } = asLoaded(registered({ holders: [] }))
    expect(unitAfter(row(1, { kind: 'unit-loaded', unit: bare }, null)).heldSince).toBeNull()
  })

  it('is never younger than its last entry, although a term that had ended before is dated by its end', () => {
    const ended = { ...row(2, { kind: 'objection-ended', objectionIndex: 0, how: 'lapsed' }), at: '2025-01-18T00:00:00+08:00' }
    expect(unitAfter(loaded(registered({ objections: [anObjection()] })), ended).lastAt).toBe(day(1))
  })
})

describe('a unit that is not on the register', () => {
  const { rank: _, status: __, recordedAt: ___, caseNo: ____, ...mortgage } = aMortgage({ kind: 'construction' })
  const { status: _a, recordedAt: _b, caseNo: _c, ...notice } = aNotice({ kind: 'presale', proofNo: '证明-1' })
  const description = { location: '万源新区在建3号楼', use: 'non-residential' } as const

  it.each<[string, Entry, object]>([
    ['an advance notice', { kind: 'notice-recorded', notice, description }, { notices: [{ status: 'active' }], ...description }],
    [
      'a pre-seizure',
      { kind: 'seizure-recorded', seizure: aSeizure({ status: 'pre' }), description },
      { seizures: [{ status: 'pre' }], ...description },
    ],
    [
      'a mortgage of construction in progress',
      { kind: 'mortgage-created', mortgage },
      { mortgages: [{ rank: 1, status: 'active' }], location: '' },
    ],
  ])('may begin with %s, and is not registered by it [DR-24]', (_, entry, shown) => {
    expect(begunWith(entry)).toMatchObject({
      unitCode: house,
      parcel: '510802001001GB00001',
      holders: [],
      heldSince: null,
      version: 1,
      lastAt: day(1),
      ...shown,
    })
  })

  it.each<[string, Entry]>([
    ['an ordinary mortgage', { kind: 'mortgage-created', mortgage: { ...mortgage, kind: 'ordinary' } }],
    ['an objection', { kind: 'objection-recorded', objection: { applicant: { name: '刘晓梅' }, matter: '甲', ground: '乙' } }],
    ['a change', { kind: 'right-changed', ground: '更名', description: {}, holders: null, certificates: [] }],
  ])('bears no %s, even behind a notice [DR-24]', (_, entry) => {
    expect(() => begunWith(entry)).toThrow(/登记簿损坏.*不能记载/)
    expect(() => begunWith({ kind: 'notice-recorded', notice, description }, entry)).toThrow(/登记簿损坏.*尚未首次登记，不能记载/)
  })
})

describe('recording a transfer', () => {
  it('makes the taker the holder, voids the former title and issues the new one [CC-209]', () => {
    const unit = unitAfter(loaded(), transfer(2))
    expect(unit.holders).toEqual([{ name: '李秀兰', share: '1/1' }])
    expect(unit.certificates).toEqual([
      expect.objectContaining({ number: housesCertificate, status: 'void' }),
      { number: '权证-2', kind: 'title', status: 'current', issuedAt: day(2), caseNo: 'case-2' },
    ])
  })

  it('keeps the mortgages on the unit, and their proofs current [CC-406]', () => {
    const before = unitAfter(loaded(), newMortgage(2))
    const after = unitAfter(loaded(), newMortgage(2), transfer(3))
    expect(after.mortgages).toEqual(before.mortgages)
    expect(after.certificates.find(({ number }) => number === '证明-2')).toMatchObject({ kind: 'proof', status: 'current' })
  })

  it('keeps notices, objections and seizures as they are, but converts the notices that it fulfils [DR-85-3]', () => {
    const unit = registered({
      notices: [aNotice(), aNotice({ kind: 'mortgage' })],
      objections: [anObjection()],
      seizures: [aSeizure()],
    })
    const after = unitAfter(loaded(unit), transfer(2, ['权证-2'], [0]))
    expect(after.notices.map(({ status }) => status)).toEqual(['converted', 'active'])
    expect(after.objections).toEqual(unit.objections)
    expect(after.seizures).toEqual(unit.seizures)
  })

  it('makes the taker the holder since then, by this case', () => {
    expect(unitAfter(loaded(), transfer(2), newMortgage(3)).heldSince).toEqual({ at: day(2), caseNo: 'case-2' })
  })

  it('voids the proof of a notice that it fulfils', () => {
    const proof = { number: '证明-0', kind: 'proof', status: 'current', issuedAt: day(1), caseNo: null } as const
    const unit = registered({ notices: [aNotice({ proofNo: '证明-0' })], certificates: [proof] })
    expect(unitAfter(loaded(unit), transfer(2, ['权证-2'], [0])).certificates).toMatchObject([
      { number: '证明-0', status: 'void' },
      { number: '权证-2', status: 'current' },
    ])
  })

  it('issues as many certificates as were asked for [DR-21]', () => {
    expect(unitAfter(loaded(), transfer(2, ['甲', '乙'])).certificates.filter(({ status }) => status === 'current')).toHaveLength(
      2,
    )
  })
})

describe('recording a mortgage', () => {
  it('ranks it by the order of recording, with its proof, dated by its entry [CC-414] [DR-20]', () => {
    const unit = unitAfter(loaded(), newMortgage(2), newMortgage(3, '广元乙银行'))
    expect(
      unit.mortgages.map(({ mortgagee, rank, status, recordedAt, caseNo }) => [mortgagee, rank, status, recordedAt, caseNo]),
    ).toEqual([
      ['广元甲银行', 1, 'active', day(2), 'case-2'],
      ['广元乙银行', 2, 'active', day(3), 'case-3'],
    ])
    expect(unit.certificates.filter(({ kind }) => kind === 'proof').map(({ number }) => number)).toEqual(['证明-2', '证明-3'])
  })

  it('ranks it behind those still in force, whatever was cancelled before [CC-414]', () => {
    const rows = [loaded(), newMortgage(2), newMortgage(3, '广元乙银行'), cancelled(4, 0), newMortgage(5, '广元丙银行')]
    expect(unitAfter(...rows).mortgages.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(unitAfter(loaded(), newMortgage(2), cancelled(3, 0), newMortgage(4)).mortgages.at(-1)).toMatchObject({ rank: 1 })
  })

  it('leaves holders and their title alone', () => {
    const unit = unitAfter(loaded(), newMortgage(2))
    expect(unit.holders).toEqual(registered().holders)
    expect(unit.certificates[0]).toEqual(registered().certificates[0])
  })
})

describe('cancelling a mortgage', () => {
  it('ends it and voids its proof, and touches no other [DR-70]', () => {
    const unit = unitAfter(loaded(), newMortgage(2), newMortgage(3, '广元乙银行'), cancelled(4, 0))
    expect(unit.mortgages.map(({ status }) => status)).toEqual(['cancelled', 'active'])
    expect(unit.certificates.map(({ number, status }) => [number, status])).toEqual([
      [housesCertificate, 'current'],
      ['证明-2', 'void'],
      ['证明-3', 'current'],
    ])
  })

  it('that was on the register before, without a proof we know, voids nothing', () => {
    const unit = registered({ mortgages: [aMortgage({ proofNo: null })] })
    expect(unitAfter(loaded(unit), cancelled(2, 0))).toMatchObject({
      mortgages: [{ status: 'cancelled' }],
      certificates: unit.certificates,
    })
  })
})

describe('a register that is damaged', () => {
  it.each<[string, RegisterEntry[], RegExp]>([
    ['lacks a version', [loaded(), newMortgage(3)], /应为第 2 版，实为第 3 版/],
    ['has a version twice', [loaded(), newMortgage(2), newMortgage(2)], /应为第 3 版，实为第 2 版/],
    [
      'begins with something else than a first entry',
      [row(1, transfer(1).entry)],
      /尚无首次记载，不能记载 ownership-transferred/,
    ],
    ['has a second first entry', [loaded(), row(2, loaded().entry)], /已有首次记载/],
    ['cancels a mortgage that is not there', [loaded(), cancelled(2, 0)], /没有第 0 项/],
    ['converts a notice that is not there', [loaded(), transfer(2, ['权证-2'], [0])], /没有第 0 项预告登记/],
    ['cancels a mortgage twice', [loaded(), newMortgage(2), cancelled(3, 0), cancelled(4, 0)], /第 0 项抵押权已经注销/],
  ])('because it %s is not read on [REG-10]', (_, rows, sentence) => {
    expect(() => foldUnit(rows)).toThrow(sentence)
    expect(() => foldUnit(rows)).toThrow('登记簿损坏')
  })
})
