import { randomUUID } from 'node:crypto'
import { type Client, Refused } from './client.ts'
import type { CaseView, Json, Target } from './types.ts'

type Act = { as: string; action: string; body: Json }

/** More acts than any procedure has: a case that still moves after these goes round in circles. */
export const mostActs = 40

/** Takes a case by the ordinary acts of ordinary staff to `to`, from wherever it is; throws when it cannot get there. */
export async function drive(client: Client, caseNo: string, to: Target): Promise<void> {
  for (let acts = 0; acts < mostActs; acts++) {
    const now = (await client.get(`/api/cases/${caseNo}`, 'auditor-1')) as CaseView
    if (hasReached(now, to)) return
    await perform(client, now, nextAct(now, to))
  }
  throw new Error(`not ${to} after ${mostActs} acts`)
}

export async function perform(client: Client, now: CaseView, act: Act): Promise<void> {
  try {
    await client.post(`/api/cases/${now.caseNo}/actions/${act.action}`, act.body, act.as)
  } catch (error) {
    // The status and rule stay, because a scenario may expect just this refusal.
    if (error instanceof Refused) error.message = `${act.action} by ${act.as}: ${error.message}`
    throw error
  }
}

/** Whether a case is at the target or past it. */
export function hasReached(now: CaseView, to: Target): boolean {
  if (now.stage === 'closed') return now.outcome === 'completed'
  const position = ['examination', 'recording', 'certification', 'delivery', 'archive'].indexOf(now.stage)
  if (to === 'accepted') return position >= 0
  // An entrusted transfer waits in recording for the tax, so that the stage alone does not tell.
  if (to === 'examined') return position >= 2 || (position === 1 && offeredTrackAct(now) === undefined)
  return to === 'recorded' && position >= 2
}

export function nextAct(now: CaseView, to: Target): Act {
  switch (now.stage) {
    case 'intake':
    case 'awaiting-supplement':
      return { as: 'intake-1', action: 'accept', body: {} }
    case 'examination':
      return nextTrack(now, to)
    case 'recording':
      return offeredTrackAct(now) ?? { as: 'registrar-1', action: 'record', body: {} }
    case 'certification':
      return { as: 'certifier-1', action: 'issue', body: {} }
    case 'delivery':
      return { as: 'certifier-1', action: 'deliver', body: { by: 'pickup', receiver: receiverOf(now) } }
    case 'archive':
      return { as: 'archivist-1', action: 'archive', body: {} }
    default:
      throw new Error(`cannot be ${to}: it is ${now.stage}, ${now.outcome ?? 'without outcome'}`)
  }
}

function nextTrack(now: CaseView, to: Target): Act {
  const act = offeredTrackAct(now)
  if (act) return act
  const open = openTracks(now)
  throw new Error(
    `cannot be ${to} by ordinary acts: ${open.length > 0 ? `still open: ${open.join(', ')}` : `nothing open in ${now.stage}`}`,
  )
}

function offeredTrackAct(now: CaseView): Act | undefined {
  return openTracks(now)
    .map(trackAct)
    .find(act => act !== undefined && isOffered(now, act.action))
}

/** The act that finishes a track, where ordinary staff finish it; a failed one has none, nor have announcements and site visits. */
function trackAct(track: string): Act | undefined {
  if (track === 'examination')
    return { as: 'examiner-1', action: 'examine', body: { decision: 'pass', findings: '材料齐全，权属清楚' } }
  if (track === 'tax')
    return { as: 'tax', action: 'tax-cleared', body: { receiptNo: `T-${randomUUID().slice(0, 8)}`, paidFen: 860000 } }
  const [, department] = /^departments\.([^ ]+)$/.exec(track) ?? []
  if (!department) return undefined
  return { as: department, action: 'department-result', body: { department, result: 'passed', data: {} } }
}

/** The tracks that have not passed: departments first, then tax, examination and the rest; a failed one is named as such. */
function openTracks(now: CaseView): string[] {
  const { departments = {}, ...own } = now.tracks ?? {}
  const named = Object.entries(departments).map(([name, state]): [string, unknown] => [`departments.${name}`, state])
  const order = ['tax', 'examination']
  const others = Object.entries(own).sort(([a], [b]) => rank(order, a) - rank(order, b))
  return [...named, ...others].flatMap(([track, state]) =>
    state === 'open' ? [track] : state === 'failed' ? [`${track} (failed)`] : [],
  )
}

function rank(order: string[], track: string): number {
  return order.includes(track) ? order.indexOf(track) : order.length
}

function isOffered(now: CaseView, action: string): boolean {
  return !now.availableActions || now.availableActions.length === 0 || now.availableActions.some(offer => offer.action === action)
}

/** Whoever becomes the holder of what is issued; the more specific role first. */
function receiverOf(now: CaseView): string {
  const roles = ['transferee', 'assignee', 'mortgagee', 'dominant-holder', 'applicant', 'holder', 'interested-party']
  const parties = now.parties ?? []
  const receiver = roles.map(role => parties.find(party => party.role === role)).find(party => party !== undefined)
  return (receiver ?? parties[0])?.name ?? '权利人'
}
