import { instantHours } from '../limits/serviceClass.ts'
import { officeOf } from '../office/profile.ts'
import type { ActionName } from './commands.ts'
import type { CaseState, Post } from './types.ts'

/** The post of the window that may take this case on by the act, where the office has one and the case is instant; else null (S3-13). */
export function windowPostFor(state: CaseState, action: ActionName): Post | null {
  const window = officeOf(state.application.office)?.instantWindow
  return window?.acts.includes(action) && isInstant(state) ? window.post : null
}

/** Was the case promised within the hour? Its promise is in its ledger: a limit that changes later changes no case. */
export const isInstant = (state: CaseState): boolean =>
  'clocks' in state && state.clocks.some(({ name, limitHours = Infinity }) => name === 'promised' && limitHours <= instantHours)
