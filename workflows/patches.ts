import { patched } from '@temporalio/workflow'

/** A change of workflow code that cases already running must not meet. */
interface Patch {
  /** The month in which it came into force here. */
  readonly since: string
  readonly change: string
  /** When the old branch may go. */
  readonly mayGoWhen: string
}

const noOlderApplication = 'no application that was filed before is open'

/**
 * Every patch of the workflow code by its id, which names the change and is never used again: the law changes by editions, not by patches.
 * Each is asked only where the two ways part, so that no other history has its marker.
 */
export const patches = {
  'application-ends-all-or-none': {
    since: '2026-11',
    change: 'an act that would end only some parts of an application is refused, where it went to the others before',
    mayGoWhen: noOlderApplication,
  },
  'part-waits-until-open': {
    since: '2026-11',
    change: 'an act on a part that comes in before the application’s first event waits to be told whether it is the whole’s',
    mayGoWhen: noOlderApplication,
  },
  'part-refusal-asks-ledger': {
    since: '2026-11',
    change: 'whether a part takes `supplement` and `request-supplement` alone is asked of the ledger before it is refused',
    mayGoWhen: noOlderApplication,
  },
} as const satisfies Record<string, Patch>

/**
 * Whether this workflow goes the new way: true for all that come here for the first time under code that has the patch, false while a
 * history is replayed that came here before. Never where the order of calls is open, nor in a query or validator.
 */
export const goesNewWay = (id: keyof typeof patches): boolean => patched(id)
