import { type Incident, type IncidentData, incidentOf } from '../../domain/supervision/incidents.ts'
import { type Intervention, type InterventionData, interventionOf } from '../../domain/supervision/interventions.ts'
import { type LeaderVisit, type LeaderVisitData, leaderVisitOf } from '../../domain/supervision/leaderVisits.ts'
import type { Signed } from '../../domain/supervision/signed.ts'
import type { Sql } from '../client.ts'
import { ownBusiness } from '../worlds.ts'
import { type QualityPlace, readQuality, type Which } from './record.ts'

/** The incidents of an office in the order in which they were opened. */
export async function readIncidents(sql: Sql, place: QualityPlace, which: Which = sql`true`): Promise<Incident[]> {
  const found = await readQuality<IncidentData>(sql, place, 'incident', which)
  return found.map(({ id, lines }) => incidentOf(Number(id), lines))
}

/** Null where the office has no such incident. */
export async function readIncident(sql: Sql, place: QualityPlace, no: number): Promise<Incident | null> {
  const [incident] = await readIncidents(sql, place, sql`first.id = ${String(no)}`)
  return incident ?? null
}

/** All of an office, or those against one person. */
export async function readInterventions(sql: Sql, place: QualityPlace, sub?: string): Promise<Intervention[]> {
  return interventions(sql, place, sub === undefined ? sql`true` : sql`first.data ->> 'sub' = ${sub}`)
}

export async function readIntervention(sql: Sql, place: QualityPlace, no: number): Promise<Intervention | null> {
  const [intervention] = await interventions(sql, place, sql`first.id = ${String(no)}`)
  return intervention ?? null
}

async function interventions(sql: Sql, place: QualityPlace, which: Which): Promise<Intervention[]> {
  const found = await readQuality<InterventionData>(sql, place, 'intervention', which)
  return found.map(({ id, lines }) => interventionOf(Number(id), lines))
}

/** 六不准: our sources name them and do not spell them out; an office loads their text with its source. */
export interface SixDonts {
  readonly source: string
  readonly rules: readonly string[]
}

/** All lists of an office are the lines of one file; the last one counts. */
export const sixDontsFile = { subject: 'six-donts', id: '1' } as const

/** The list loaded last: a drill world's own, else the office's; null where none was. */
export async function readSixDonts(
  sql: Sql,
  { world, office }: QualityPlace,
): Promise<(SixDonts & { readonly loaded: Signed }) | null> {
  const [list] = await readQuality<{ Loaded: SixDonts }>(sql, { world, office }, 'six-donts', sql`true`)
  const last = list?.lines.at(-1)
  if (last) return { ...last.data, loaded: { by: last.actor, at: last.at } }
  return world === ownBusiness ? null : readSixDonts(sql, { world: ownBusiness, office })
}

/** 走流程、窗口督查 in the order in which they were written down. */
export async function readLeaderVisits(sql: Sql, place: QualityPlace): Promise<LeaderVisit[]> {
  const found = await readQuality<LeaderVisitData>(sql, place, 'leader-visit', sql`true`)
  return found.map(({ id, lines }) => leaderVisitOf(Number(id), lines))
}
