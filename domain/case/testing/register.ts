import type { AdvanceNotice, Easement, LoadedUnit, Mortgage, Objection, Seizure, Unit } from '../../register/types.ts'
import { bankA, liu, wang, zhang } from './people.ts'

/** Units as the register has them, and what may rest on one. */

export const house = '510802001001GB00001F00010001'
/** On the same parcel as `house`. */
export const nextDoor = '510802001001GB00001F00010002'
/** On another parcel of the same county. */
export const elsewhere = '510802001001GB00002F00010001'
/** In the neighbouring county. */
export const otherCounty = '510803001001GB00001F00010001'

export const housesCertificate = '川（2024）广元市不动产权第0000007号'

/** 张建国's flat, free of everything, unless told otherwise. */
export const registered = (change: Partial<Unit> = {}): Unit => {
  const unitCode = change.unitCode ?? house
  return {
    unitCode,
    parcel: unitCode.slice(0, 19),
    location: '广元市利州区东坝街道滨江路1号1室',
    areaSqm: 98.6,
    use: 'residential',
    landUse: '城镇住宅用地',
    landTermEnds: '2075-06-30',
    holders: [{ name: zhang.name, idNo: zhang.idNo, share: '1/1' }],
    certificates: [
      { number: housesCertificate, kind: 'title', status: 'current', issuedAt: '2024-05-06T10:00:00+08:00', caseNo: null },
    ],
    mortgages: [],
    notices: [],
    objections: [],
    seizures: [],
    easements: [],
    heldSince: change.holders?.length === 0 ? null : { at: '2024-05-06T10:00:00+08:00', caseNo: null },
    version: 1,
    lastAt: '2024-05-06T10:00:00+08:00',
    ...change,
  }
}

/** The parts of a unit that its first entry says. */
export const asLoaded = ({ version: _, lastAt: __, ...unit }: Unit): LoadedUnit => unit

export const aMortgage = (change: Partial<Mortgage> = {}): Mortgage => ({
  mortgagee: bankA.name,
  mortgageeIdNo: bankA.idNo,
  amountFen: 50_000_000,
  securedScope: null,
  rank: 1,
  recordedAt: '2023-04-03T10:00:00+08:00',
  transferRestricted: false,
  status: 'active',
  caseNo: null,
  proofNo: '川（2023）广元市不动产证明第0000003号',
  ...change,
})

export const aSeizure = (change: Partial<Seizure> = {}): Seizure => ({
  organ: '广元市利州区人民法院',
  documentNo: '（2025）川0802执101号',
  status: 'active',
  from: '2025-06-05',
  until: '2028-06-04',
  servedAt: null,
  years: null,
  debtor: null,
  ...change,
})

export const aNotice = (change: Partial<AdvanceNotice> = {}): AdvanceNotice => ({
  kind: 'sale',
  holder: { name: wang.name, idNo: wang.idNo },
  recordedAt: '2025-03-03T10:00:00+08:00',
  registrableOn: null,
  status: 'active',
  ...change,
})

/** A way over `house` for the one next door. */
export const anEasement = (change: Partial<Easement> = {}): Easement => ({
  content: '通行',
  servient: house,
  dominant: nextDoor,
  from: '2025-01-01',
  until: '2044-12-31',
  holder: wang.name,
  status: 'active',
  recordedAt: '2025-01-02T10:00:00+08:00',
  caseNo: null,
  proofNo: '川（2025）广元市不动产证明第0000004号',
  ...change,
})

export const anObjection = (change: Partial<Objection> = {}): Objection => ({
  applicant: { name: liu.name, idNo: liu.idNo },
  matter: '权利人记载错误',
  ground: '系共同出资购买',
  recordedAt: '2025-05-30T10:00:00+08:00',
  status: 'active',
  ...change,
})
