import { describe, expect, it } from 'vitest'
import { bankA, bankB, liu, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, registered } from '../case/testing/register.ts'
import { findCertificate, findEasement, findMortgage, findNotice, findObjection, findSeizure, sameNumber } from './find.ts'

const first = '川（2023）广元市不动产证明第0000003号'
const second = '川（2024）广元市不动产证明第0000009号'

describe('a number as people write it', () => {
  it('is the same in full-width and half-width brackets [CN-1]', () => {
    expect(sameNumber('川(2023)广元市不动产证明第0000003号', first)).toBe(true)
    expect(sameNumber(` ${first} `, first)).toBe(true)
    expect(sameNumber(second, first)).toBe(false)
    expect(sameNumber(first, null)).toBe(false)
  })
})

describe('the mortgage that a case means', () => {
  const unit = registered({
    mortgages: [
      aMortgage({ status: 'cancelled', caseNo: 'c-0', proofNo: '旧证明' }),
      aMortgage({ caseNo: 'c-1', proofNo: first }),
      aMortgage({ caseNo: 'c-2', proofNo: second }),
      aMortgage({ mortgagee: bankB.name, mortgageeIdNo: bankB.idNo, caseNo: 'c-3', proofNo: null }),
    ],
  })

  it.each<[string, string | undefined, (typeof bankA)[], number | null]>([
    ['by its case', 'c-2', [bankA], 2],
    ['by its proof', second, [bankA], 2],
    ['by its proof in half-width brackets', '川(2023)广元市不动产证明第0000003号', [bankA], 1],
    ['as the only one of its mortgagee', undefined, [bankB], 3],
    ['not where the mortgagee has two', undefined, [bankA], null],
    ['not where it is another’s', 'c-1', [bankB], null],
    ['not where it is over', 'c-0', [bankA], null],
    ['not where there is none of that number', '无此号', [bankA], null],
    ['not where nobody says whose', 'c-1', [], null],
  ])('is found %s [DR-70]', (_, of, mortgagees, index) => expect(findMortgage(of, unit, mortgagees)).toBe(index))

  it('is found by the case that gave it its present proof, and by no void one', () => {
    const proof = { number: first, kind: 'proof', issuedAt: null, caseNo: 'c-9' } as const
    const current = { ...unit, certificates: [{ ...proof, status: 'current' as const }] }
    expect(findMortgage('c-9', current, [bankA])).toBe(1)
    expect(findMortgage('c-9', { ...unit, certificates: [{ ...proof, status: 'void' as const }] }, [bankA])).toBeNull()
  })
})

describe('the notice or objection that a case means', () => {
  const notices = [
    aNotice({ status: 'lapsed' }),
    aNotice({ caseNo: 'c-1', proofNo: first }),
    aNotice({ holder: liu, caseNo: 'c-2' }),
  ]
  const objections = [
    anObjection({ caseNo: 'c-3' }),
    anObjection({ applicant: wang, proofNo: second }),
    anObjection({ status: 'cancelled' }),
  ]
  const unit = registered({ notices, objections })

  it('is the one in force of who asks, or the one named [DR-89]', () => {
    expect(findNotice(undefined, unit)).toBeNull()
    expect(findNotice(undefined, unit, wang)).toBe(1)
    expect(findNotice(first, unit)).toBe(1)
    expect(findNotice('c-2', unit, [wang, liu])).toBe(2)
    expect(findNotice('c-2', unit, wang)).toBeNull()
    expect(findNotice(undefined, unit, zhang)).toBeNull()
  })

  it('of another of the same name is not theirs, where both have a number', () => {
    expect(findNotice(undefined, unit, { name: wang.name, idNo: zhang.idNo })).toBeNull()
    expect(findNotice(undefined, unit, { name: wang.name })).toBe(1)
  })

  it('of several buyers in one line is theirs together', () => {
    const joint = registered({ notices: [aNotice({ holder: { name: `${wang.name}、${liu.name}` } })] })
    expect(findNotice(undefined, joint, [liu, wang])).toBe(0)
    expect(findNotice(undefined, joint, liu)).toBeNull()
  })

  it('is the objection of the applicant, or the one named [OP-17.2]', () => {
    expect(findObjection(undefined, unit)).toBeNull()
    expect(findObjection(undefined, unit, liu)).toBe(0)
    expect(findObjection('c-3', unit)).toBe(0)
    expect(findObjection(second, unit, wang)).toBe(1)
    expect(findObjection(second, unit, liu)).toBeNull()
  })
})

describe('the easement that a case means', () => {
  it('is the only one in force, or the one named', () => {
    const one = registered({ easements: [anEasement({ status: 'cancelled' }), anEasement({ caseNo: 'c-1' })] })
    expect(findEasement(undefined, one)).toBe(1)
    expect(findEasement('c-1', one)).toBe(1)
    const two = registered({ easements: [anEasement(), anEasement({ proofNo: second })] })
    expect(findEasement(undefined, two)).toBeNull()
    expect(findEasement(second, two)).toBe(1)
  })
})

describe('the seizure that an order means', () => {
  const unit = registered({
    seizures: [
      aSeizure({ status: 'expired', documentNo: '（2020）川0802执1号' }),
      aSeizure({ renewals: [{ documentNo: '（2028）川0802执7号', caseNo: 'c-7' }] }),
      aSeizure({ status: 'waiting', documentNo: '（2025）川0802执202号', caseNo: 'c-2' }),
    ],
  })

  it.each<[string, string | undefined, number | null]>([
    ['by its document', '（2025）川0802执101号', 1],
    ['by its document in half-width brackets', '(2025)川0802执202号', 2],
    ['by its case', 'c-2', 2],
    ['by the document that renewed it', '（2028）川0802执7号', 1],
    ['by the case that renewed it', 'c-7', 1],
    ['not once it has ended', '（2020）川0802执1号', null],
    ['not left unnamed while another waits', undefined, null],
  ])('is found %s [SF-28]', (_, of, index) => expect(findSeizure(of, unit)).toBe(index))

  it('may be left unnamed where it is the only one', () => {
    expect(findSeizure(undefined, registered({ seizures: [aSeizure({ status: 'lifted' }), aSeizure({ status: 'pre' })] }))).toBe(
      1,
    )
  })
})

describe('the certificate that is to be replaced', () => {
  const certificate = (number: string, kind: 'title' | 'proof', status: 'current' | 'void', caseNo: string | null = null) => ({
    number,
    kind,
    status,
    issuedAt: null,
    caseNo,
  })

  it('is the only current title, or the one named [DR-22-2]', () => {
    const one = registered({
      certificates: [
        certificate('旧', 'title', 'void'),
        certificate('新', 'title', 'current'),
        certificate(first, 'proof', 'current'),
      ],
    })
    expect(findCertificate(undefined, one)).toBe(1)
    expect(findCertificate('旧', one)).toBeNull()
    const two = registered({
      certificates: [certificate('川（2024）甲', 'title', 'current', 'c-1'), certificate('乙', 'title', 'current')],
    })
    expect(findCertificate(undefined, two)).toBeNull()
    expect(findCertificate('川(2024)甲', two)).toBe(0)
    expect(findCertificate('c-1', two)).toBe(0)
  })
})
