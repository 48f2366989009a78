import { actions } from '../domain/case/actions.ts'
import type { ActCommand } from '../domain/case/commands.ts'
import type { TermCommand } from './messages.ts'

/**
 * Shape only: the API has checked body, post and length before. What fails here is a programming error of a sender, and leaves no
 * trace in the history.
 */
export function assertCommand(command: ActCommand, _caseNo?: string): void {
  if (command.kind !== 'act' || !(command.action in actions)) throw new Error(`unknown action ${String(command.action)}`)
  if (!command.commandId || !command.digest || !command.actor?.sub) throw new Error('a command needs commandId, digest and actor')
}

const termActs: readonly string[] = ['suit-proof', 'confirm-registrable']

export function assertTermCommand({ act, commandId, digest }: TermCommand): void {
  if (!termActs.includes(act?.kind)) throw new Error(`unknown act on a term ${String(act?.kind)}`)
  if (!commandId || !digest || !act.caseNo) throw new Error('an act on a term needs commandId, digest and caseNo')
}
