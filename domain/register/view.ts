import { compareInstants } from '../time/instant.ts'
import type { Seizure, Unit } from './types.ts'

/** Waiting seizures stand in order of service (实施细则 91); where it is not known, in the order in which they were recorded. */
const byService = (a: Seizure, b: Seizure): number => (a.servedAt && b.servedAt ? compareInstants(a.servedAt, b.servedAt) : 0)

/** The unit as contract.md names it: what is in force of holders and mortgages; notices, objections and seizures with their status. */
export function unitView(unit: Unit) {
  const waiting = unit.seizures.filter(seizure => seizure.status === 'waiting').sort(byService)
  return {
    unitCode: unit.unitCode,
    parcel: unit.parcel,
    location: unit.location,
    area: unit.areaSqm,
    use: unit.use,
    landUse: unit.landUse,
    landTermEnds: unit.landTermEnds,
    holders: unit.holders.map(({ name, share }) => ({ name, share: share ?? null })),
    coOwnership: unit.holders.length < 2 ? 'sole' : unit.holders.every(holder => holder.share) ? 'by-shares' : 'joint',
    certificates: unit.certificates,
    mortgages: unit.mortgages
      .filter(mortgage => mortgage.status === 'active')
      .map(({ mortgageeIdNo: _, ...mortgage }) => mortgage),
    notices: unit.notices.map(notice => ({ ...notice, holder: notice.holder.name })),
    objections: unit.objections.map(objection => ({ ...objection, applicant: objection.applicant.name })),
    easements: [],
    seizures: unit.seizures.map(seizure => ({
      ...seizure,
      position: seizure.status === 'waiting' ? waiting.indexOf(seizure) + 1 : null,
    })),
    version: unit.version,
    entries: unit.version,
  }
}
