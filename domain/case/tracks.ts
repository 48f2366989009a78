import type { ProcedureEdition } from '../procedures/edition.ts'
import type { Application, TrackState, Tracks } from './types.ts'

/**
 * The tracks a case of this edition has, all open until they are over. An entrusted one is not examined (法发〔2004〕5号 3); a
 * correction asks the departments of the case that made the entry (S4-23), which the caller looks up.
 */
export function tracksOf(
  edition: ProcedureEdition,
  application: Application,
  departmentsOfOriginal: readonly string[] = [],
): Tracks {
  const { departments, tax, announcement } = edition.tracks
  const announced = announcement !== undefined && (announcement.when?.(application) ?? true)
  const asked = edition.tracks.departmentsOfOriginal ? [...departments, ...departmentsOfOriginal] : departments
  return {
    examination: edition.entry === 'entrustment' ? 'none' : 'open',
    siteVisit: 'none',
    announcement: announced ? 'open' : 'none',
    tax: tax ? 'open' : 'none',
    departments: Object.fromEntries(asked.map(department => [department, 'open' as const])),
  }
}

export function allTracksPassed(tracks: Tracks): boolean {
  return isOver(tracks.examination) && isOver(tracks.siteVisit) && namedTracks(tracks).every(isOver)
}

/** Departments, tax and announcement: the tracks whose rules `record` names before it speaks of the stage. */
export function otherTracksOver(tracks: Tracks): boolean {
  return namedTracks(tracks).every(isOver)
}

/** Everything that had to pass has passed but the tax. An order is not examined and has nothing else to pass. */
export const taxIsLast = (tracks: Tracks): boolean =>
  tracks.tax === 'open' && tracks.examination === 'passed' && allTracksPassed({ ...tracks, tax: 'passed' })

export const isOver = (track: TrackState): boolean => track === 'none' || track === 'passed'

function namedTracks(tracks: Tracks): TrackState[] {
  return [tracks.announcement, tracks.tax, ...Object.values(tracks.departments)]
}
