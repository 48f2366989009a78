import { readCalendar } from '../../db/calendar.ts'
import type { Sql } from '../../db/client.ts'
import { lockUnits, readUnits, writeEntry } from '../../db/register.ts'
import { noticeLapsesOn, objectionLapsesOn } from '../../domain/register/terms.ts'
import type { LoadedUnit, MortgageKind, Unit } from '../../domain/register/types.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import { formatInstant, type Instant, isLocalDate, startOfDay } from '../../domain/time/instant.ts'
import { Problem } from '../problems.ts'

type Stamp = string

/** A unit as a drill describes it: contract.md, `POST /api/drill/register`. */
export interface UnitToLoad {
  unitCode: string
  location?: string
  areaSqm?: number
  use?: Unit['use']
  landUse?: string
  landTermEnds?: string
  holders: { name: string; idNo?: string; share?: string }[]
  mortgages?: {
    mortgagee: string
    mortgageeIdNo?: string
    amountFen: number
    rank?: number
    recordedAt?: Stamp
    transferRestricted?: boolean
    proofNo?: string
    kind?: MortgageKind
  }[]
  seizures?: {
    organ: string
    documentNo: string
    status: 'active' | 'waiting' | 'pre'
    from?: string
    until?: string
    servedAt?: string
    years?: number
    debtor?: string
  }[]
  notices?: {
    kind: 'sale' | 'presale' | 'mortgage' | 'presale-mortgage'
    holder: { name: string; idNo?: string }
    obligor?: { name: string; idNo?: string }
    recordedAt?: Stamp
    registrableOn?: string
  }[]
  objections?: { applicant: { name: string; idNo?: string }; matter: string; ground: string; recordedAt?: Stamp }[]
  easements?: {
    content: string
    servient: string
    dominant: string
    from: string
    until: string
    holder: string
    recordedAt?: Stamp
    proofNo?: string
  }[]
  certificateNo?: string
  recordedAt?: Stamp
}

/** One of what the unit is described to bear. */
type Loaded<List extends 'mortgages' | 'notices' | 'objections' | 'easements' | 'seizures'> = NonNullable<
  UnitToLoad[List]
>[number]

/** "Without recordedAt: before everything else." The register regulation's own first day. */
const beforeEverything: Instant = '2015-03-01T00:00:00+08:00'

/** Puts units on a world's register in one transaction; a unit that is there already is refused. */
export async function loadUnits(sql: Sql, world: string, units: readonly UnitToLoad[]): Promise<string[]> {
  const codes = units.map(unit => unit.unitCode)
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  if (twice) throw new Problem(422, `不动产单元 ${twice} 在请求中重复`)
  return (await sql.begin(async tx => {
    await lockUnits(tx, world, codes)
    const [present, calendar] = await Promise.all([readUnits(tx, world, codes), readCalendar(tx, world)])
    const taken = present.find(({ unit }) => unit !== null)
    if (taken) throw new Problem(409, `不动产单元 ${taken.unitCode} 已在登记簿上`)
    for (const [i, unit] of units.entries()) {
      const before = present[i]
      if (before)
        await writeEntry(tx, {
          world,
          before,
          entry: { kind: 'unit-loaded', unit: loadedUnit(unit, calendar) },
          at: recordedAtOf(unit),
          caseNo: null,
        })
    }
    return codes
  })) as string[]
}

const recordedAtOf = (unit: UnitToLoad): Instant => instantOf(unit.recordedAt) ?? beforeEverything

/** What the first entry of such a unit says; the terms of its notices and objections run by the world's calendar. */
export function loadedUnit(unit: UnitToLoad, calendar: Calendar): LoadedUnit {
  return {
    unitCode: unit.unitCode,
    parcel: unit.unitCode.slice(0, 19),
    location: unit.location ?? '',
    areaSqm: unit.areaSqm ?? null,
    use: unit.use ?? 'residential',
    landUse: unit.landUse ?? null,
    landTermEnds: unit.landTermEnds ?? null,
    holders: unit.holders,
    heldSince: unit.holders.length > 0 ? { at: recordedAtOf(unit), caseNo: null } : null,
    certificates: unit.certificateNo
      ? [{ number: unit.certificateNo, kind: 'title', status: 'current', issuedAt: instantOf(unit.recordedAt), caseNo: null }]
      : [],
    mortgages: (unit.mortgages ?? []).map(mortgageOf),
    notices: (unit.notices ?? []).map(notice => noticeOf(notice, calendar)),
    objections: (unit.objections ?? []).map(objection => objectionOf(objection, calendar)),
    easements: (unit.easements ?? []).map(easementOf),
    seizures: (unit.seizures ?? []).map(seizureOf),
  }
}

const mortgageOf = (mortgage: Loaded<'mortgages'>, i: number): Unit['mortgages'][number] => ({
  mortgagee: mortgage.mortgagee,
  ...(mortgage.mortgageeIdNo ? { mortgageeIdNo: mortgage.mortgageeIdNo } : {}),
  ...(mortgage.kind ? { kind: mortgage.kind } : {}),
  amountFen: mortgage.amountFen,
  securedScope: null,
  rank: mortgage.rank ?? i + 1,
  recordedAt: instantOf(mortgage.recordedAt),
  transferRestricted: mortgage.transferRestricted ?? false,
  status: 'active',
  caseNo: null,
  proofNo: mortgage.proofNo ?? null,
})

/** The 90 days run where the day on which registration became possible is told (contract.md, Register). */
const noticeOf = ({ registrableOn, recordedAt, ...notice }: Loaded<'notices'>, calendar: Calendar): Unit['notices'][number] => ({
  ...notice,
  recordedAt: instantOf(recordedAt),
  registrableOn: registrableOn ?? null,
  status: 'active',
  caseNo: null,
  proofNo: null,
  lapsesOn: registrableOn ? noticeLapsesOn(calendar, registrableOn) : null,
})

/** The 15 days run where the day of recording is told. */
const objectionOf = (objection: Loaded<'objections'>, calendar: Calendar): Unit['objections'][number] => {
  const recordedAt = instantOf(objection.recordedAt)
  const lapsesOn = recordedAt ? objectionLapsesOn(calendar, recordedAt) : null
  return { ...objection, recordedAt, status: 'active', caseNo: null, proofNo: null, lapsesOn }
}

const easementOf = (easement: Loaded<'easements'>): Unit['easements'][number] => ({
  ...easement,
  status: 'active',
  recordedAt: instantOf(easement.recordedAt),
  caseNo: null,
  proofNo: easement.proofNo ?? null,
})

const seizureOf = (seizure: Loaded<'seizures'>): Unit['seizures'][number] => ({
  organ: seizure.organ,
  documentNo: seizure.documentNo,
  status: seizure.status,
  from: seizure.from ?? null,
  until: seizure.until ?? null,
  servedAt: seizure.servedAt ?? null,
  years: seizure.years ?? null,
  debtor: seizure.debtor ?? null,
  caseNo: null,
  recordedAt: null,
})

const instantOf = (stamp: Stamp | undefined): Instant | null =>
  stamp === undefined ? null : isLocalDate(stamp) ? formatInstant(startOfDay(stamp)) : stamp
