import type { Sql } from '../../db/client.ts'
import { lockUnits, readUnits, writeEntry } from '../../db/register.ts'
import type { Entry, Unit } from '../../domain/register/types.ts'
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
    recordedAt?: Stamp
    registrableOn?: string
  }[]
  objections?: { applicant: { name: string; idNo?: string }; matter: string; ground: string; recordedAt?: Stamp }[]
  certificateNo?: string
  recordedAt?: Stamp
}

/** "Without recordedAt: before everything else." The register regulation's own first day. */
const beforeEverything: Instant = '2015-03-01T00:00:00+08:00'

/** Puts units on a world's register in one transaction; a unit that is there already is refused. */
export async function loadUnits(sql: Sql, world: string, units: readonly UnitToLoad[]): Promise<string[]> {
  const codes = units.map(unit => unit.unitCode)
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  if (twice) throw new Problem(422, `不动产单元 ${twice} 在请求中重复`)
  return (await sql.begin(async tx => {
    await lockUnits(tx, world, codes)
    const present = await readUnits(tx, world, codes)
    const taken = present.find(({ unit }) => unit !== null)
    if (taken) throw new Problem(409, `不动产单元 ${taken.unitCode} 已在登记簿上`)
    for (const [i, unit] of units.entries()) {
      const before = present[i]
      if (before)
        await writeEntry(tx, {
          world,
          before,
          entry: entryOf(unit),
          at: instantOf(unit.recordedAt) ?? beforeEverything,
          caseNo: null,
        })
    }
    return codes
  })) as string[]
}

function entryOf(unit: UnitToLoad): Entry {
  return {
    kind: 'unit-loaded',
    unit: {
      unitCode: unit.unitCode,
      parcel: unit.unitCode.slice(0, 19),
      location: unit.location ?? '',
      areaSqm: unit.areaSqm ?? null,
      use: unit.use ?? 'residential',
      landUse: unit.landUse ?? null,
      landTermEnds: unit.landTermEnds ?? null,
      holders: unit.holders,
      certificates: unit.certificateNo
        ? [{ number: unit.certificateNo, kind: 'title', status: 'current', issuedAt: instantOf(unit.recordedAt), caseNo: null }]
        : [],
      mortgages: (unit.mortgages ?? []).map((mortgage, i) => ({
        mortgagee: mortgage.mortgagee,
        ...(mortgage.mortgageeIdNo ? { mortgageeIdNo: mortgage.mortgageeIdNo } : {}),
        amountFen: mortgage.amountFen,
        securedScope: null,
        rank: mortgage.rank ?? i + 1,
        recordedAt: instantOf(mortgage.recordedAt),
        transferRestricted: mortgage.transferRestricted ?? false,
        status: 'active',
        caseNo: null,
        proofNo: mortgage.proofNo ?? null,
      })),
      notices: (unit.notices ?? []).map(notice => ({
        kind: notice.kind,
        holder: notice.holder,
        recordedAt: instantOf(notice.recordedAt),
        registrableOn: notice.registrableOn ?? null,
        status: 'active',
      })),
      objections: (unit.objections ?? []).map(objection => ({
        ...objection,
        recordedAt: instantOf(objection.recordedAt),
        status: 'active',
      })),
      seizures: (unit.seizures ?? []).map(seizure => ({
        organ: seizure.organ,
        documentNo: seizure.documentNo,
        status: seizure.status,
        from: seizure.from ?? null,
        until: seizure.until ?? null,
        servedAt: seizure.servedAt ?? null,
        years: seizure.years ?? null,
        debtor: seizure.debtor ?? null,
      })),
    },
  }
}

const instantOf = (stamp: Stamp | undefined): Instant | null =>
  stamp === undefined ? null : isLocalDate(stamp) ? formatInstant(startOfDay(stamp)) : stamp
