import type { Transaction } from '../../../db/client.ts'
import { readKeys, type StoredCheckpoint } from '../../../db/seal.ts'
import type { Difference } from '../../differences.ts'
import { guardDifferences } from './guards.ts'
import { type Anchor, checkLog } from './log.ts'
import { checkRecord } from './record.ts'

export type { Anchor } from './log.ts'

export interface SealReport {
  readonly leaves: number
  readonly checkpoints: number
  /** Rows of the record and of the log that were read. */
  readonly rows: number
  readonly differences: readonly Difference[]
}

export interface SealTrust {
  /** Checkpoints that were kept elsewhere. */
  readonly anchors: readonly Anchor[]
  /** The public key that signs now, as its folder has it; null where that is not at hand. */
  readonly verifier: string | null
}

/**
 * Is the record what was sealed? In the caller's transaction, which must see one state of the database (repeatable read), because the
 * centre works on meanwhile.
 */
export async function checkSeal(
  tx: Transaction,
  { anchors, verifier }: SealTrust,
  tell: (what: string, rows: number) => void = () => {},
): Promise<SealReport> {
  const [keys, checkpoints] = [await readKeys(tx), await readCheckpoints(tx)]
  const log = await checkLog(tx, { checkpoints, keys, anchors }, rows => tell('leaves', rows))
  const record = await checkRecord(tx, log, rows => tell('rows of the record', rows))
  const last = keys.at(-1)
  const foreign =
    verifier === null || !last || verifier === last.verifier
      ? []
      : [{ what: `封存公钥 ${last.no}`, path: 'verifier', expected: verifier, found: last.verifier }]
  return {
    leaves: log.size,
    checkpoints: checkpoints.length,
    rows: log.size + record.rows,
    differences: [...(await guardDifferences(tx)), ...foreign, ...log.differences, ...record.differences],
  }
}

async function readCheckpoints(tx: Transaction): Promise<StoredCheckpoint[]> {
  const rows = await tx<(StoredCheckpoint & { size: string })[]>`select size, note, at from seal_checkpoints order by size`
  return rows.map(({ size, note, at }) => ({ size: Number(size), note, at }))
}
