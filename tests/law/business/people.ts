import type { Party, Role } from '../../../domain/case/types.ts'
import type { Unit } from '../../../domain/register/types.ts'

/** A small place: everybody who may hold, take, lend, object or seize there. */

export interface Someone {
  readonly name: string
  readonly idNo: string
  readonly kind: 'person' | 'organisation'
}

const person = (name: string, idNo: string): Someone => ({ name, idNo, kind: 'person' })
const bank = (name: string, idNo: string): Someone => ({ name, idNo, kind: 'organisation' })

const zhang = person('张建国', '510802196201101013')
const li = person('李秀兰', '510802198007161134')
const wang = person('王志强', '510802196803121054')
const chen = person('陈丽', '510802199001011028')

export const persons = [zhang, li, wang, chen]
export const banks = [bank('广元甲银行', '91510802MA0BANKA3T'), bank('广元乙银行', '91510802MA0BANKB1M')]
export const courts = ['广元市利州区人民法院', '成都市中级人民法院']

const parcel = '510802009001GB00001'
export const dwellings = [1, 2, 3].map(n => `${parcel}F0001000${n}`)
/** Built, and not on the register yet. */
export const newHouse = `${parcel}F00010004`
export const land = `${parcel}W00000000`
export const buildings = [...dwellings, newHouse]
export const allUnits = [...buildings, land]

const described = { use: 'residential', landUse: '城镇住宅用地', landTermEnds: '2075-06-30' } as const
const holding = ({ name, idNo }: Someone, share?: string) => ({ name, idNo, ...(share ? { share } : {}) })
const oldLoan = { mortgagee: '广元甲银行', amountFen: 40_000_000, rank: 1, recordedAt: '2019-05-06T10:00+08:00' }

const doubt = { applicant: holding(wang), matter: '所有权归属', ground: '登记簿记载错误', recordedAt: '2025-03-03T10:00+08:00' }
const promise = { kind: 'sale', holder: holding(li), recordedAt: '2025-02-17T10:00+08:00' }

/**
 * The register on the first day: one owner, with an objection that lapses in a week; owners by shares, with a loan from before the Civil
 * Code; joint owners who have promised to sell; the land.
 */
export const register = [
  { unitCode: dwellings[0], ...described, holders: [holding(zhang, '1/1')], objections: [doubt] },
  { unitCode: dwellings[1], ...described, holders: [holding(li, '1/3'), holding(wang, '2/3')], mortgages: [oldLoan] },
  { unitCode: dwellings[2], ...described, holders: [holding(zhang), holding(chen)], notices: [promise] },
  { unitCode: land, ...described, holders: [holding(zhang, '1/1')] },
]

export const party = (role: Role, { name, idNo, kind }: Someone, share?: string): Party => ({
  ...{ role, kind, name, idNo, idType: kind === 'person' ? 'resident-id' : 'uscc' },
  ...(share ? { share } : {}),
})

/** Those of the place who are named; a stranger to it is nobody. */
export const someone = (names: readonly string[]): Someone[] => [...persons, ...banks].filter(one => names.includes(one.name))

export const holdersOf = (unit: Unit | null): Someone[] => someone(unit?.holders.map(({ name }) => name) ?? [])
