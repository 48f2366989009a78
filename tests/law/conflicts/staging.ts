import type { Plan } from '../../../domain/case/testing/flaws.ts'
import type { Party } from '../../../domain/case/types.ts'
import type { ConflictCell } from '../../../domain/conflicts/tableB.ts'
import { thirdBank, thirdBuyer } from '../../../domain/conflicts/testing/states.ts'
import type { Unit } from '../../../domain/register/types.ts'
import { type Json, office } from '../../api/window.ts'

/** Cells of Table B as requests: units to load, cases to file. */

/** A case as it is filed, and the units it needs on the register, on parcels of its own. */
export interface Staged {
  readonly units: readonly Json[]
  readonly body: Json
  /** Another case, to be accepted before it. */
  readonly earlier: Json | null
}

/** `no` numbers the staged cases: two of them share no parcel. */
export function staged(plan: Plan, cell: ConflictCell, no: number): Staged {
  const onOwnParcels = <T>(value: T): T => JSON.parse(moved(JSON.stringify(value), no)) as T
  const { parties, facts = {} } = plan.application
  const own = { procedure: plan.procedure, units: plan.units, parties, facts: { ...facts, ...playable(plan, cell) } }
  return onOwnParcels({
    units: plan.register.map(loadable),
    body: { office, channel: 'counter', materials: 'all', ...own },
    earlier:
      plan.around.earlier || existsEarlier(cell)
        ? { office, channel: 'counter', materials: 'all', ...earlierCase(plan, cell) }
        : null,
  })
}

/** Every parcel of the demo county, and what stands on it, to numbers of its own. */
function moved(json: string, no: number): string {
  const parcels = [...new Set(json.match(/510802\d{6}[GJ][A-Z]\d{5}(?=[FW])/g) ?? [])]
  return parcels.reduce((text, parcel, i) => {
    const number = String(no * 3 + i + 10_001).padStart(5, '0')
    return text.replaceAll(parcel, `${parcel.slice(0, 14)}${number}`)
  }, json)
}

const existsEarlier = ({ existing }: ConflictCell): boolean => existing.startsWith('pending-')

/** Inheritance by a notarial deed is not announced; an order served before the pending one says so. */
const playable = ({ procedure }: Plan, { circumstance }: ConflictCell): Json => ({
  ...(procedure === 'transfer-by-inheritance' ? { notarised: true } : {}),
  ...(circumstance === 'served-before' ? { servedAt: '2025-06-02T10:00:00+08:00' } : {}),
})

/** A unit as `POST /api/drill/register` takes it. Objections come without their day: they must not lapse while the test plays. */
const loadable = (unit: Unit): Json => ({
  unitCode: unit.unitCode,
  location: unit.location,
  use: unit.use,
  ...(unit.areaSqm ? { areaSqm: unit.areaSqm } : {}),
  ...(unit.landUse ? { landUse: unit.landUse } : {}),
  ...(unit.landTermEnds ? { landTermEnds: unit.landTermEnds } : {}),
  holders: unit.holders,
  mortgages: unit.mortgages.map(one =>
    present({
      mortgagee: one.mortgagee,
      mortgageeIdNo: one.mortgageeIdNo,
      amountFen: one.amountFen,
      rank: one.rank,
      recordedAt: one.recordedAt,
      transferRestricted: one.transferRestricted,
      proofNo: one.proofNo,
      kind: one.kind,
    }),
  ),
  seizures: unit.seizures.map(one =>
    present({
      organ: one.organ,
      documentNo: one.documentNo,
      status: one.status,
      from: one.from,
      until: one.until,
      servedAt: one.servedAt,
      years: one.years,
      debtor: one.debtor,
    }),
  ),
  notices: unit.notices.map(one =>
    present({
      kind: one.kind,
      holder: one.holder,
      obligor: one.obligor,
      recordedAt: one.recordedAt,
      registrableOn: one.registrableOn,
    }),
  ),
  objections: unit.objections.map(({ applicant, matter, ground }) => ({ applicant, matter, ground })),
  easements: unit.easements.map(one =>
    present({
      content: one.content,
      servient: one.servient,
      dominant: one.dominant,
      from: one.from,
      until: one.until,
      holder: one.holder,
      recordedAt: one.recordedAt,
      proofNo: one.proofNo,
    }),
  ),
  ...present({ certificateNo: unit.certificates[0]?.number, recordedAt: unit.heldSince?.at }),
})

/** Without what is not known. */
const present = (members: Json): Json =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null))

const buyer = (role: Party['role']): Party => ({ role, kind: 'person', idType: 'resident-id', ...thirdBuyer })

/** The case that is pending when the cell's arrives. */
function earlierCase({ units: [unitCode = ''], register }: Plan, { existing, circumstance }: ConflictCell): Json {
  const holders = register.find(one => one.unitCode === unitCode)?.holders ?? []
  const by = (role: Party['role']) => holders.map(({ name, idNo = '510802197001011234' }) => ({ ...buyer(role), name, idNo }))
  const units = [unitCode]
  const order = { organ: '成都市中级人民法院', documentNo: '（2025）川01执9号', from: '2025-06-03', until: '2028-06-02' }
  if (existing === 'pending-seizure') {
    const against = holders.length > 0 ? { debtor: holders[0]?.name } : { debtor: thirdBuyer.name, preSeizure: true }
    return { procedure: 'seizure', units, parties: [], facts: { ...order, ...against } }
  }
  if (existing === 'pending-correction') {
    const facts = { matter: '面积记载错误', ground: '测绘成果录入错误', areaSqm: 88.8 }
    return { procedure: 'correction', units, parties: [buyer('interested-party')], facts }
  }
  if (circumstance === 'sold-first')
    return { procedure: 'transfer-by-sale', units, parties: [...by('transferor'), buyer('transferee')], facts: { priceFen: 1 } }
  if (circumstance === 'announced-first') {
    const facts = { use: 'residential', location: '广元市利州区', areaSqm: 120, landTermEnds: '2075-06-30' }
    return { procedure: 'homestead-first', units, parties: [buyer('applicant')], facts }
  }
  if (holders.length === 0)
    return {
      procedure: 'notice-presale',
      units,
      parties: [{ ...buyer('transferor'), name: '广元某置业公司', idNo: '91510802MA0DEVEL7K' }, buyer('transferee')],
      facts: {},
    }
  const facts = { amountFen: 20_000_000, transferRestricted: false }
  return { procedure: 'mortgage-first', units, parties: [...by('mortgagor'), thirdBank], facts }
}
