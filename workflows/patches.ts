/**
 * Every `patched()` id of the workflow code, named after the change it guards, with the release that brought it and the condition
 * under which it may go. None yet: the law changes by editions, not by patches.
 */
export const patches = {} as const
