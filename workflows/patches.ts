/**
 * Every `patched()` id of the workflow code, named after the change it guards, with the release that brought it and the condition
 * under which it may go: the law changes by editions, not by patches. Each is asked only where the two ways part, so that no other
 * history has its marker.
 */
export const patches = {
  /**
   * 2026-11: an act that would end only some parts of an application is refused, where it went to the others before. May go when no
   * application that was filed before is open.
   */
  endsAllOrNone: 'application-ends-all-or-none',
  /**
   * 2026-11: an act on a part that comes in before the application's first event waits to be told whether it is the whole's. May go
   * when no application that was filed before is open.
   */
  partWaitsUntilOpen: 'part-waits-until-open',
  /**
   * 2026-11: whether a part takes `supplement` and `request-supplement` alone is asked of the ledger before it is refused. May go when no
   * application that was filed before is open.
   */
  asksLedgerBeforePart: 'part-refusal-asks-ledger',
} as const
