import { isInForce, isPreSeizureOf } from './seizures.ts'
import { type Holder, isRegistered, type Seizure, type SeizureChange, type Unit } from './types.ts'

/** What becomes of seizures when somebody becomes the holder, or a building is first registered on seized land. */

/**
 * 预查封转查封: the pre-seizures of what these people now take become seizures, with the same end (法发〔2004〕5号 16). One seizure is in
 * effect at a time: where one is already, or several convert, the others wait.
 */
export function convertedFor(unit: Unit | null, takers: readonly Holder[]): SeizureChange[] {
  const seizures = unit?.seizures ?? []
  const taken = seizures.some(one => one.status === 'active')
  const places = seizures.flatMap((one, index) => (isPreSeizureOf(one, takers) ? [index] : []))
  return places.map((index, i) => ({ index, status: i === 0 && !taken ? ('active' as const) : ('waiting' as const) }))
}

/**
 * 查封及于房屋: the seizures of the land are carried onto the building (查封规定 21) with their status and dates. Where the building's own
 * pre-seizure becomes a seizure by the same entry, the one from the earlier day is in effect and the other waits.
 */
export function carriedFromLand(
  land: Unit | null,
  building: Unit | null,
  converted: readonly SeizureChange[],
): { carriedSeizures: Seizure[]; seizures?: SeizureChange[] } {
  const carried = isRegistered(land) ? land.seizures.filter(one => isInForce(one) && !isOn(building, one)).map(copied) : []
  const own = converted.find(({ status }) => status === 'active')
  const active = carried.find(({ status }) => status === 'active')
  if (!own || !active) return withChanges(carried, converted)
  return isEarlier(active, building?.seizures[own.index])
    ? withChanges(carried, converted.map(asWaiting))
    : withChanges(carried.map(asWaiting), converted)
}

const withChanges = (carriedSeizures: Seizure[], seizures: readonly SeizureChange[]) => ({
  carriedSeizures,
  ...(seizures.length > 0 ? { seizures: [...seizures] } : {}),
})

const asWaiting = <One extends { readonly status: Seizure['status'] }>(one: One): One =>
  one.status === 'active' ? { ...one, status: 'waiting' } : one

const isOn = (building: Unit | null, { organ, documentNo }: Seizure): boolean =>
  building?.seizures.some(one => one.organ === organ && one.documentNo === documentNo && isInForce(one)) ?? false

/** As it stands on the land; who recorded it there, and when, is said by the land's register. */
const copied = ({ caseNo: _, recordedAt: __, ...seizure }: Seizure): Seizure => seizure

const isEarlier = (a: Seizure, b: Seizure | undefined): boolean => (a.from ?? '') <= (b?.from ?? '')
