import type { CaseFacts, Channel, Party } from '../../../domain/case/types.ts'
import type { ProcedureId } from '../../../domain/procedures/ids.ts'
import type { Unit } from '../../../domain/register/types.ts'
import { addDays, dateOf, type Instant } from '../../../domain/time/instant.ts'
import type { Dice } from './dice.ts'
import {
  allUnits,
  banks,
  buildings,
  courts,
  dwellings,
  holdersOf,
  land,
  newHouse,
  party,
  persons,
  type Someone,
  someone,
} from './people.ts'

/** What the one who draws up an application sees, and the chances he takes. */
export interface Scene {
  readonly dice: Dice
  readonly now: Instant
  readonly units: ReadonlyMap<string, Unit | null>
  /** Orders are numbered as they come. */
  readonly serial: number
}

export interface Filing {
  readonly as: string
  readonly body: {
    readonly procedure: ProcedureId
    readonly office: string
    readonly channel: Channel
    readonly units: readonly string[]
    readonly parties: readonly Party[]
    readonly facts: CaseFacts
    readonly materials: 'all'
  }
}

type Draft = Pick<Filing['body'], 'units' | 'parties' | 'facts'>
type Drawing = (scene: Scene) => Draft

/** Often the same dwelling, so that cases meet; the new house seldom: nearly everything there waits for its first registration. */
function buildingFor({ dice, units }: Scene): string {
  const [first] = dwellings
  if (first && dice.chance(45)) return first
  return dice.of(units.get(newHouse)?.holders.length || dice.chance(10) ? buildings : dwellings)
}

const unitAt = ({ units }: Scene, code: string): Unit | null => units.get(code) ?? null

/** Mostly all who hold it; sometimes one of them, sometimes whoever comes. */
function applyingFor(scene: Scene, code: string): Someone[] {
  const holders = holdersOf(unitAt(scene, code))
  if (holders.length === 0 || scene.dice.chance(10)) return [scene.dice.of(persons)]
  return scene.dice.chance(20) ? [scene.dice.of(holders)] : holders
}

/** One takes all, two take halves, or two take jointly; of one who sells only his share, that share. */
function takersFrom(scene: Scene, code: string, givers: readonly Someone[]): Party[] {
  const others = persons.filter(one => !givers.includes(one))
  const first = scene.dice.of(others)
  const second = others.find(one => one !== first)
  const share = unitAt(scene, code)?.holders.find(({ name }) => name === givers[0]?.name)?.share
  if (givers.length === 1 && share && share !== '1/1') return [party('transferee', first, share)]
  if (!second || scene.dice.chance(50)) return [party('transferee', first, '1/1')]
  const half = scene.dice.chance(50) ? '1/2' : undefined
  return [party('transferee', first, half), party('transferee', second, half)]
}

const transfer =
  (facts: CaseFacts): Drawing =>
  scene => {
    const code = buildingFor(scene)
    const givers = applyingFor(scene, code)
    const transferors = givers.map(one => party('transferor', one))
    return { units: [code], parties: [...transferors, ...takersFrom(scene, code, givers)], facts }
  }

const mortgage: Drawing = scene => {
  const code = buildingFor(scene)
  const debtors = applyingFor(scene, code).map(one => party('mortgagor', one))
  const facts = { amountFen: 1_000_000 * (1 + scene.dice.below(90)), transferRestricted: scene.dice.chance(20) }
  return { units: [code], parties: [...debtors, party('mortgagee', scene.dice.of(banks))], facts }
}

const discharge: Drawing = scene => {
  const mortgaged = buildings.filter(code => unitAt(scene, code)?.mortgages.some(one => one.status === 'active'))
  const code = scene.dice.of(mortgaged.length > 0 ? mortgaged : buildings)
  const lent = unitAt(scene, code)?.mortgages.filter(one => one.status === 'active') ?? []
  const lenders = someone(lent.map(one => one.mortgagee))
  const mortgagee = scene.dice.of(lenders.length > 0 && !scene.dice.chance(10) ? lenders : banks)
  const of = lent.find(one => one.mortgagee === mortgagee.name && one.proofNo)?.proofNo
  return { units: [code], parties: [party('mortgagee', mortgagee)], facts: { ground: '主债权已经清偿', ...(of ? { of } : {}) } }
}

const presale: Drawing = scene => {
  const code = scene.dice.of([newHouse, ...buildings])
  const sellers = applyingFor(scene, unitAt(scene, code)?.holders.length ? code : land)
  const buyer = scene.dice.of(persons.filter(one => !sellers.includes(one)))
  const registrable = scene.dice.chance(40) ? { registrableOn: addDays(dateOf(scene.now), -80 - scene.dice.below(8)) } : {}
  return {
    units: [code],
    parties: [...sellers.map(one => party('transferor', one)), party('transferee', buyer)],
    facts: { location: '广元市利州区东坝街道滨江路4号', ...registrable },
  }
}

const endOfNotice: Drawing = scene => {
  const noted = buildings.filter(code => unitAt(scene, code)?.notices.some(one => one.status === 'active'))
  const code = scene.dice.of(noted.length > 0 ? noted : buildings)
  const secured = someone(unitAt(scene, code)?.notices.map(({ holder }) => holder.name) ?? [])
  return { units: [code], parties: [party('notice-holder', scene.dice.of(secured.length > 0 ? secured : persons))], facts: {} }
}

const objection: Drawing = scene => ({
  units: [scene.dice.of([...allUnits])],
  parties: [party('interested-party', scene.dice.of(persons))],
  facts: { matter: scene.dice.of(['所有权归属', '面积记载']), ground: '登记簿记载错误' },
})

const endOfObjection: Drawing = scene => {
  const doubted = allUnits.filter(code => unitAt(scene, code)?.objections.some(one => one.status === 'active'))
  const code = scene.dice.of(doubted.length > 0 ? doubted : allUnits)
  const objectors = someone(unitAt(scene, code)?.objections.map(({ applicant }) => applicant.name) ?? [])
  return {
    units: [code],
    parties: [party('interested-party', scene.dice.of(objectors.length > 0 ? objectors : persons))],
    facts: {},
  }
}

const order = ({ dice, serial, now }: Scene) => ({
  organ: dice.of(courts),
  documentNo: `（2025）川0802执${serial}号`,
  ...(dice.chance(30) ? { servedAt: earlier(now, dice.below(180)) } : {}),
})

const earlier = (now: Instant, minutes: number): Instant =>
  `${new Date(Date.parse(now) + 8 * 3_600_000 - minutes * 60_000).toISOString().slice(0, 19)}+08:00`

const debtorOf = (scene: Scene, code: string): string =>
  scene.dice.of(scene.dice.chance(10) ? persons : [...holdersOf(unitAt(scene, code)), ...persons].slice(0, 1)).name

/** Days to years: some end while the office still plays. */
const seized = ({ dice, now }: Scene) => ({
  from: dateOf(now),
  until: addDays(dateOf(now), dice.of([2, 5, 9, 365, 1_094])),
})

const seizure: Drawing = scene => {
  const code = scene.dice.chance(20) ? scene.dice.of(allUnits) : buildingFor(scene)
  const pre = unitAt(scene, code)?.holders.length ? {} : { preSeizure: true }
  return { units: [code], parties: [], facts: { ...order(scene), ...seized(scene), debtor: debtorOf(scene, code), ...pre } }
}

const followingOrder =
  (more: (scene: Scene) => CaseFacts): Drawing =>
  scene => {
    const standing = allUnits.filter(code => unitAt(scene, code)?.seizures.length)
    const code = scene.dice.of(standing.length > 0 ? standing : allUnits)
    const orders = unitAt(scene, code)?.seizures ?? []
    const of = orders.length > 0 ? scene.dice.of(orders) : null
    const said = of ? { of: of.documentNo, organ: of.organ } : {}
    return { units: [code], parties: [], facts: { ...order(scene), ...said, ...more(scene) } }
  }

const courtTransfer: Drawing = scene => {
  const code = buildingFor(scene)
  const debtor = debtorOf(scene, code)
  const taker = scene.dice.of(persons.filter(one => one.name !== debtor))
  return { units: [code], parties: [party('transferee', taker)], facts: { ...order(scene), purpose: 'transfer', debtor } }
}

const houseFirst: Drawing = scene => ({
  units: [newHouse],
  parties: applyingFor(scene, land).map(one => party('applicant', one)),
  facts: { use: 'residential', location: '广元市利州区东坝街道滨江路4号', areaSqm: 96.4, landTermEnds: '2075-06-30' },
})

const easement: Drawing = scene => {
  const servient = buildingFor(scene)
  const dominant = scene.dice.of(buildings.filter(code => code !== servient))
  return {
    units: [servient, dominant],
    parties: [
      ...applyingFor(scene, servient).map(one => party('servient-holder', one)),
      ...applyingFor(scene, dominant).map(one => party('dominant-holder', one)),
    ],
    facts: { content: '通行', from: dateOf(scene.now), until: '2045-06-30' },
  }
}

const correction: Drawing = scene => {
  const code = buildingFor(scene)
  const parties = scene.dice.chance(20)
    ? [party('interested-party', scene.dice.of(persons))]
    : applyingFor(scene, code).map(one => party('holder', one))
  return { units: [code], parties, facts: { matter: '面积记载错误', ground: '测绘成果有误', areaSqm: 80 + scene.dice.below(40) } }
}

const houseChange: Drawing = scene => {
  const code = buildingFor(scene)
  const facts = { change: 'location', location: `广元市利州区东坝街道滨江路${1 + scene.dice.below(99)}号` }
  return { units: [code], parties: applyingFor(scene, code).map(one => party('holder', one)), facts }
}

const waiver: Drawing = scene => {
  const code = buildingFor(scene)
  const ground = scene.dice.of(['waiver', 'extinct'])
  return { units: [code], parties: applyingFor(scene, code).map(one => party('holder', one)), facts: { ground } }
}

const query: Drawing = scene => {
  const code = scene.dice.of(allUnits)
  return {
    units: [code],
    parties: [party('holder', scene.dice.of([...holdersOf(unitAt(scene, code)), ...persons]))],
    facts: { purpose: '核实产权' },
  }
}

/** What comes to the office, the more often the more often it stands here. */
const drawings: readonly (readonly [ProcedureId, Drawing])[] = [
  ['transfer-by-sale', transfer({ priceFen: 86_000_000 })],
  ['mortgage-first', mortgage],
  ['seizure', seizure],
  ['transfer-by-sale', transfer({ priceFen: 86_000_000 })],
  ['seizure', seizure],
  ['transfer-by-gift', transfer({})],
  ['mortgage-cancel', discharge],
  ['notice-presale', presale],
  ['notice-cancel', endOfNotice],
  ['objection', objection],
  ['objection-cancel', endOfObjection],
  ['seizure-renewal', followingOrder(seized)],
  ['seizure-release', followingOrder(() => ({}))],
  ['transfer-by-court', courtTransfer],
  ['house-first', houseFirst],
  ['easement-first', easement],
  ['correction', correction],
  ['house-change', houseChange],
  ['house-cancel', waiver],
  ['information-query', query],
]

/** The office's partners hand in what is theirs. */
const partnerOf: Partial<Record<ProcedureId, { as: string; channel: Channel }>> = {
  seizure: { as: 'court-a', channel: 'court' },
  'seizure-renewal': { as: 'court-a', channel: 'court' },
  'seizure-release': { as: 'court-b', channel: 'court' },
  'transfer-by-court': { as: 'court-b', channel: 'court' },
  'mortgage-cancel': { as: 'bank-a', channel: 'bank' },
}

const bodyOf = (procedure: ProcedureId, channel: Channel, draft: Draft): Filing['body'] => ({
  ...{ procedure, office: '510802', channel, materials: 'all' },
  ...draft,
})

/** A well-formed application about a unit of the place; whether it is lawful is for the office to find out. */
export function drawUp(scene: Scene): Filing {
  const [procedure, draw] = scene.dice.of(drawings)
  const { as, channel } = partnerOf[procedure] ?? { as: 'intake-1', channel: 'counter' as const }
  return { as, body: bodyOf(procedure, channel, draw(scene)) }
}

/** A sale and the buyer's loan on one set of materials (一并申请). */
export function drawUpTogether(scene: Scene): Filing['body'][] {
  const sale = transfer({ priceFen: 86_000_000 })(scene)
  const buyers = sale.parties.filter(({ role }) => role === 'transferee')
  const loan = {
    units: sale.units,
    parties: [
      ...buyers.map(({ share: _, ...buyer }) => ({ ...buyer, role: 'mortgagor' as const })),
      party('mortgagee', scene.dice.of(banks)),
    ],
    facts: { amountFen: 50_000_000, transferRestricted: false },
  }
  return [bodyOf('transfer-by-sale', 'counter', sale), bodyOf('mortgage-first', 'counter', loan)]
}
