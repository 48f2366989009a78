import { actions } from '../domain/case/actions.ts'
import type { ActCommand } from '../domain/case/commands.ts'

/**
 * Shape only: the API has checked body, post and length before. What fails here is a programming error of a sender, and leaves no
 * trace in the history.
 */
export function assertCommand(command: ActCommand): void {
  if (command.kind !== 'act' || !(command.action in actions)) throw new Error(`unknown action ${String(command.action)}`)
  if (!command.commandId || !command.digest || !command.actor?.sub) throw new Error('a command needs commandId, digest and actor')
}
