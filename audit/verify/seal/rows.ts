import { type KeptLook, lookHash } from '../../../db/accesses.ts'
import { type ArchiveEntry, archiveColumns, archiveHash } from '../../../db/archives.ts'
import { certificateHash, type IssuedNumber } from '../../../db/certificates.ts'
import type { Sql, Transaction } from '../../../db/client.ts'
import { asEvent, type EventRow, eventColumns, expectedHash } from '../../../db/ledger.ts'
import { type QualityLine, qualityHash } from '../../../db/quality/record.ts'
import { entryColumns, entryHash } from '../../../db/register.ts'
import type { SealedKind } from '../../../db/schema/seal.ts'
import { checkpointHash, keyHash, type Named, type StoredCheckpoint, type StoredKey } from '../../../db/seal.ts'
import type { RegisterEntry } from '../../../domain/register/types.ts'

/** Bigints come as text. */
type Raw<T> = { [K in keyof T]: T[K] extends number ? T[K] | string : T[K] }

interface RecordTable {
  readonly kind: SealedKind
  /** Its rows with `hash` as it is stored, and their names: `inWorld`, `subject`, `no`. */
  readonly rows: (sql: Sql | Transaction) => ReturnType<Sql>
  /** The hash that a row must have by what stands in it. */
  readonly content: (row: never) => string
}

const table = <Row>(kind: SealedKind, rows: RecordTable['rows'], content: (row: Row) => string): RecordTable => ({
  kind,
  rows,
  content: content as RecordTable['content'],
})

/** What is sealed, table by table: how a row is named, and what it hashes to. */
export const recordTables: readonly RecordTable[] = [
  table<EventRow & { readonly subject: string }>(
    'case-event',
    sql => sql`select ${eventColumns(sql)}, '' as "inWorld", case_no as subject, seq::bigint as no from case_events`,
    ({ seq, type, at, receivedAt, dueAt, actor, onBehalfOf, commandId, commandDigest, data, prevHash, hash, subject }) => {
      const event = { seq, type, at, receivedAt, dueAt, actor, onBehalfOf, commandId, commandDigest, data, prevHash, hash }
      return expectedHash(subject, asEvent(event as EventRow))
    },
  ),
  table<RegisterEntry & { readonly inWorld: string }>(
    'register-entry',
    sql => sql`
      select ${entryColumns(sql)}, world as "inWorld", unit_code as subject, version::bigint as no from register_entries`,
    row => entryHash(row.inWorld, row),
  ),
  table<IssuedNumber>(
    'certificate',
    sql => sql`
      select world, number, kind, unit_code as "unitCode", case_no as "caseNo", at, hash,
        world as "inWorld", number as subject, 0::bigint as no from certificates`,
    certificateHash,
  ),
  table<KeptLook>(
    'access-trace',
    // All digits that are stored: looks are written with three, and one more is an alteration.
    sql => sql`
      select world, regexp_replace(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z' as at, sub, posts, object, object_id as "objectId", purpose, scope,
        office, channel, on_behalf_of as "onBehalfOf", address, shown, hash, '' as "inWorld", '' as subject, id as no from access_traces`,
    lookHash,
  ),
  table<Omit<QualityLine, 'subject'> & { readonly about: QualityLine['subject'] }>(
    'quality',
    sql => sql`
      select world, office, quality_record.subject as about, id, seq, type, at, actor, data, hash,
        world as "inWorld", office || '/' || quality_record.subject || '/' || id as subject, seq::bigint as no from quality_record`,
    ({ about: subject, ...line }) => qualityHash({ ...line, subject }),
  ),
  table<ArchiveEntry & { readonly bytesDigest: string }>(
    'case-archive',
    sql => sql`
      select ${archiveColumns(sql)}, encode(sha256(history), 'hex') as "bytesDigest",
        '' as "inWorld", workflow_id || ' ' || run_id as subject, 0::bigint as no from case_archives`,
    // Bytes that are not those of their digest stand for themselves: they agree with nothing.
    ({ bytesDigest, ...row }) => (row.packedDigest === null || row.packedDigest === bytesDigest ? archiveHash(row) : bytesDigest),
  ),
  table<Raw<StoredCheckpoint>>(
    'checkpoint',
    sql => sql`select size, note, at, hash, '' as "inWorld", '' as subject, size as no from seal_checkpoints`,
    ({ size, note, at }) => checkpointHash({ size: Number(size), note, at }),
  ),
  table<Raw<StoredKey>>(
    'key',
    sql => sql`
      select verifier, since_size as "sinceSize", note, at, hash, '' as "inWorld", '' as subject, no::bigint as no from seal_keys`,
    ({ no, verifier, sinceSize, note, at }) => keyHash({ no: Number(no), verifier, sinceSize: Number(sinceSize), note, at }),
  ),
]

/** How a row is called when it is spoken of. */
export function rowName({ kind, world, subject, no }: Named): string {
  const where = world === '' ? '' : `（演练 ${world}）`
  const names = {
    'case-event': `账本 ${subject} 第 ${no} 号事件`,
    'register-entry': `登记簿 ${subject} 第 ${no} 版${where}`,
    certificate: `证书号 ${subject}${where}`,
    'access-trace': `查阅留痕 ${no}`,
    quality: `质量台账 ${subject} 第 ${no} 行${where}`,
    'case-archive': `归档 ${subject}`,
    checkpoint: `检查点 ${no}`,
    key: `封存公钥 ${no}`,
  } as const satisfies Record<SealedKind, string>
  return names[kind]
}
