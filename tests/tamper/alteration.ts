import type { Difference } from '../../audit/differences.ts'

/** One way to tamper with something, and what an audit must then name. */
export interface Alteration<Target> {
  /** In words, for who reads a failure. */
  readonly what: string
  /** Each of these must be named by a difference (`what`). */
  readonly names: readonly string[]
  readonly apply: (target: Target) => Promise<unknown>
}

/**
 * Tries alterations one by one: `tryOut` applies one, audits and undoes it. Returns a line for each that was not noticed, or noticed without
 * the name of what was altered.
 */
export async function missedBy<Target>(
  alterations: readonly Alteration<Target>[],
  tryOut: (alteration: Alteration<Target>) => Promise<readonly Difference[]>,
): Promise<string[]> {
  const missed: string[] = []
  for (const alteration of alterations) {
    const differences = await tryOut(alteration)
    const told = new Set(differences.map(({ what }) => what))
    const unnamed = alteration.names.filter(name => !told.has(name))
    if (differences.length === 0) missed.push(`${alteration.what}: not noticed`)
    else if (unnamed.length > 0)
      missed.push(`${alteration.what}: ${unnamed.join('、')} not named, but ${[...told].slice(0, 5).join('、')}`)
  }
  return missed
}

/** One byte changed, put in or taken out, a tail cut off or put behind: ways to alter bytes, `at` one of their places. */
export const byteChanges = {
  flip: (bytes: Buffer, at: number, mask: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.of(bytes.readUInt8(at) ^ mask), bytes.subarray(at + 1)]),
  insert: (bytes: Buffer, at: number, mask: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.of(mask), bytes.subarray(at)]),
  delete: (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
  cut: (bytes: Buffer, at: number) => bytes.subarray(0, at),
  append: (bytes: Buffer, _: number, mask: number) => Buffer.concat([bytes, Buffer.of(mask)]),
} as const
