import { waitingInOrder } from './seizures.ts'
import { isRegistered, type Mortgage, type Unit } from './types.ts'

/**
 * The unit as contract.md names it: what is in force of holders, mortgages and easements; notices, objections and seizures with their
 * status. It names people and never gives their identity numbers.
 */
export function unitView(unit: Unit) {
  const waiting = waitingInOrder(unit)
  return {
    unitCode: unit.unitCode,
    parcel: unit.parcel,
    registered: isRegistered(unit),
    location: unit.location,
    area: unit.areaSqm,
    use: unit.use,
    landUse: unit.landUse,
    landTermEnds: unit.landTermEnds,
    holders: unit.holders.map(({ name, share }) => ({ name, share: share ?? null })),
    coOwnership: unit.holders.length < 2 ? 'sole' : unit.holders.every(holder => holder.share) ? 'by-shares' : 'joint',
    heldSince: unit.heldSince,
    certificates: unit.certificates,
    mortgages: byRank(unit.mortgages).map(({ mortgageeIdNo: _, ...mortgage }, i) => ({ ...mortgage, rank: i + 1 })),
    notices: unit.notices.map(notice => ({
      ...notice,
      holder: notice.holder.name,
      obligor: notice.obligor?.name ?? null,
      lapsesOn: notice.lapsesOn ?? null,
    })),
    objections: unit.objections.map(objection => ({
      ...objection,
      applicant: objection.applicant.name,
      lapsesOn: objection.lapsesOn ?? null,
    })),
    easements: unit.easements.filter(easement => easement.status === 'active'),
    seizures: unit.seizures.map((seizure, i) => ({ ...seizure, position: waiting.includes(i) ? waiting.indexOf(i) + 1 : null })),
    version: unit.version,
    entries: unit.version,
  }
}

/** The mortgages in force, first rank first; those behind one that is cancelled move up (顺位升进). */
const byRank = (mortgages: readonly Mortgage[]): Mortgage[] =>
  mortgages.filter(mortgage => mortgage.status === 'active').sort((a, b) => a.rank - b.rank)
