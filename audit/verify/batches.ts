import type { Difference } from '../differences.ts'

/** Says how far a part of the check has come; `total` is absent where it is not known beforehand. */
export type Progress = (what: string, done: number, total?: number) => void

const sideBySide = 8

/** Checks items a few at a time. */
export async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<Difference[]>,
  tell: (done: number, total: number) => void,
): Promise<Difference[]> {
  const found: Difference[] = []
  for (let i = 0; i < items.length; i += sideBySide) {
    found.push(...(await Promise.all(items.slice(i, i + sideBySide).map(work))).flat())
    tell(Math.min(i + sideBySide, items.length), items.length)
  }
  return found
}
