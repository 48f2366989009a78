import { patched } from '@temporalio/workflow'

/** A change of workflow code that cases already running must not meet. */
export interface Patch {
  /** The day on which it came into force here. */
  readonly since: string
  /** What running cases would otherwise meet. */
  readonly reason: string
  /** When the old branch may go. */
  readonly mayGoWhen: string
}

/**
 * Every patch of the workflow code by its id, which names the change: `refusal-asks-ledger`. An id is never used again. None yet: the law
 * changes by editions, not by patches.
 */
export const patches = {} as const satisfies Record<string, Patch>

/**
 * Whether this case goes the new way: true for all that come here for the first time under code that has the patch, false while a history
 * is replayed that came here before. Never where the order of calls is open, nor in a query or validator.
 */
export const goesNewWay = (id: keyof typeof patches): boolean => patched(id)
