import { type Client, Refused } from './client.ts'
import { hasReached, mostActs, nextAct, perform } from './drive.ts'
import type { CaseView, Target } from './types.ts'

/** Acts that a combined application takes as a whole: its parts are accepted and recorded together or not at all. */
const asAWhole: ReadonlySet<string> = new Set(['accept', 'record'])

/** Takes all parts of an application by the ordinary acts of ordinary staff to `to`; throws when one cannot get there. */
export async function driveTogether(client: Client, applicationNo: string, to: Target): Promise<void> {
  for (let acts = 0; acts < mostActs; acts++) {
    const { parts } = (await client.get(`/api/applications/${applicationNo}`, 'auditor-1')) as { parts: CaseView[] }
    const behind = parts.filter(part => !hasReached(part, to))
    // Whoever is furthest behind goes first: the whole can only move together.
    const [next] = behind.toSorted((a, b) => place(a) - place(b))
    if (!next) return
    const act = nextAct(next, to)
    if (!asAWhole.has(act.action)) await perform(client, next, act)
    else await onAll(client, applicationNo, act)
  }
  throw new Error(`not ${to} after ${mostActs} acts`)
}

const stages = ['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive', 'closed']
const place = ({ stage }: CaseView): number => stages.indexOf(stage)

async function onAll(client: Client, applicationNo: string, { action, body, as }: ReturnType<typeof nextAct>): Promise<void> {
  try {
    await client.post(`/api/applications/${applicationNo}/actions/${action}`, body, as)
  } catch (error) {
    if (error instanceof Refused) error.message = `${action} of the whole by ${as}: ${error.message}`
    throw error
  }
}
