import type { ProcedureEdition } from '../procedures/edition.ts'
import type { TrackState, Tracks } from './types.ts'

/** The tracks a case of this edition has beside its examination, all open until they are over. */
export function tracksOf(edition: ProcedureEdition): Tracks {
  const { departments, tax } = edition.tracks
  return {
    examination: 'open',
    siteVisit: 'none',
    announcement: 'none',
    tax: tax ? 'open' : 'none',
    departments: Object.fromEntries(departments.map(department => [department, 'open' as const])),
  }
}

export function allTracksPassed(tracks: Tracks): boolean {
  return isOver(tracks.examination) && otherTracks(tracks).every(isOver)
}

/** Departments, tax and announcement: the tracks whose rules `record` names before it speaks of the stage. */
export function otherTracksOver(tracks: Tracks): boolean {
  return otherTracks(tracks).every(isOver)
}

export const isOver = (track: TrackState): boolean => track === 'none' || track === 'passed'

function otherTracks(tracks: Tracks): TrackState[] {
  return [tracks.siteVisit, tracks.announcement, tracks.tax, ...Object.values(tracks.departments)]
}
