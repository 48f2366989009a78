import type { ActionName } from './commands.ts'
import { isOver } from './tracks.ts'
import type { CaseState, Post } from './types.ts'

/** The main act that a case waits for, and the post that does it. */
export interface CurrentTask {
  readonly action: ActionName
  readonly post: Post
}

export const mainActs: { readonly [S in CaseState['stage']]?: CurrentTask } = {
  intake: { action: 'accept', post: 'intake' },
  examination: { action: 'examine', post: 'examiner' },
  recording: { action: 'record', post: 'registrar' },
  certification: { action: 'issue', post: 'certifier' },
  delivery: { action: 'deliver', post: 'certifier' },
  archive: { action: 'archive', post: 'archivist' },
}

/** Null while the case waits for the applicant or for other bodies alone, and when it is closed. */
export function currentTask({ stage, tracks }: CaseState): CurrentTask | null {
  if (stage === 'examination' && isOver(tracks.examination)) return null
  return mainActs[stage] ?? null
}

/** The main act of each stage that has one, by stage. */
export const mainActionByStage: Readonly<Record<string, ActionName>> = Object.fromEntries(
  Object.entries(mainActs).map(([stage, { action }]) => [stage, action]),
)

/** As queues and claims name it. */
export const taskIdOf = (caseNo: string, action: ActionName): string => `${caseNo}:${action}`
