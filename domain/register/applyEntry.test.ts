import { describe, expect, it } from 'vitest'
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
import type { Entry, RegisterEntry, Unit } from './types.ts'

const day = (n: number) => `2025-06-${String(n).padStart(2, '0')}T10:00:00+08:00`
const row = (version: number, entry: Entry, caseNo: string | null = `case-${version}`): RegisterEntry => ({
  unitCode: house,
  version,
  at: day(version),
  caseNo,
  entry,
  prevHash: '',
  hash: '',
})
const loaded = (unit: Unit = registered()) => row(1, { kind: 'unit-loaded', unit: asLoaded(unit) }, null)
const transfer = (version: number, certificates = [`权证-${version}`], convertedNotices: number[] = []) =>
  row(version, { kind: 'ownership-transferred', holders: [{ name: '李秀兰', share: '1/1' }], certificates, convertedNotices })
const newMortgage = (version: number, mortgagee = '广元甲银行') => {
  const { rank: _, status: __, recordedAt: ___, caseNo: ____, ...mortgage } = aMortgage({ mortgagee, proofNo: `证明-${version}` })
  return row(version, { kind: 'mortgage-created', mortgage })
}
const cancelled = (version: number, mortgageIndex: number) =>
  row(version, { kind: 'mortgage-cancelled', mortgageIndex, ground: '清偿' })

const unitAfter = (...rows: RegisterEntry[]): Unit => {
  const unit = foldUnit(rows)
  if (!unit) throw new Error('没有记载')
  return unit
}

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
    ['cancels a mortgage twice', [loaded(), newMortgage(2), cancelled(3, 0), cancelled(4, 0)], /第 0 项抵押权已经注销/],
  ])('because it %s is not read on [REG-10]', (_, rows, sentence) => {
    expect(() => foldUnit(rows)).toThrow(sentence)
    expect(() => foldUnit(rows)).toThrow('登记簿损坏')
  })
})
