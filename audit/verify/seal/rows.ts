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
  /** In the database. */
  readonly name: string
  /** Its rows with `hash` as it is stored, and their names: `inWorld`, `subject`, `no`. */
  readonly rows: (sql: Sql | Transaction) => ReturnType<Sql>
  /** The hash that a row must have by what stands in it. */
  readonly content: (row: never) => string
}

const table = <Row>(kind: SealedKind, name: string, rows: RecordTable['rows'], content: (row: Row) => string): RecordTable => ({
  kind,
  name,
  rows,
  content: content as RecordTable['content'],
})

/**
 * A table whose rows have no hash of their own: what `row_digest` of the migration `rulings_sealed` made of them, counted without that
 * function, which the owner of the database can replace. `columns` name a row within its world.
 */
const ruling = (kind: SealedKind, name: string, ...columns: readonly string[]): RecordTable =>
  table<{ readonly hash: string }>(
    kind,
    name,
    sql => sql`
      select encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(ruling))::text, 'UTF8')), 'hex') as hash,
        world as "inWorld", concat_ws(' ', ${sql(columns)}) as subject,
        0::bigint as no from ${sql(name)} ruling`,
    ({ hash }) => hash,
  )

/** What is sealed, table by table: how a row is named, and what it hashes to. */
export const recordTables: readonly RecordTable[] = [
  table<EventRow & { readonly subject: string }>(
    'case-event',
    'case_events',
    sql => sql`select ${eventColumns(sql)}, '' as "inWorld", case_no as subject, seq::bigint as no from case_events`,
    ({ seq, type, at, receivedAt, dueAt, actor, onBehalfOf, commandId, commandDigest, data, prevHash, hash, subject }) => {
      const event = { seq, type, at, receivedAt, dueAt, actor, onBehalfOf, commandId, commandDigest, data, prevHash, hash }
      return expectedHash(subject, asEvent(event as EventRow))
    },
  ),
  table<RegisterEntry & { readonly inWorld: string }>(
    'register-entry',
    'register_entries',
    sql => sql`
      select ${entryColumns(sql)}, world as "inWorld", unit_code as subject, version::bigint as no from register_entries`,
    row => entryHash(row.inWorld, row),
  ),
  table<IssuedNumber>(
    'certificate',
    'certificates',
    sql => sql`
      select world, number, kind, unit_code as "unitCode", case_no as "caseNo", at, hash,
        world as "inWorld", number as subject, 0::bigint as no from certificates`,
    certificateHash,
  ),
  table<KeptLook>(
    'access-trace',
    'access_traces',
    // All digits that are stored: looks are written with three, and one more is an alteration.
    sql => sql`
      select world, regexp_replace(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z' as at, sub, posts, object, object_id as "objectId", purpose, scope,
        office, channel, on_behalf_of as "onBehalfOf", address, shown, hash, '' as "inWorld", '' as subject, id as no from access_traces`,
    lookHash,
  ),
  table<Omit<QualityLine, 'subject'> & { readonly about: QualityLine['subject'] }>(
    'quality',
    'quality_record',
    sql => sql`
      select world, office, quality_record.subject as about, id, seq, type, at, actor, data, hash,
        world as "inWorld", office || '/' || quality_record.subject || '/' || id as subject, seq::bigint as no from quality_record`,
    ({ about: subject, ...line }) => qualityHash({ ...line, subject }),
  ),
  table<ArchiveEntry & { readonly bytesDigest: string }>(
    'case-archive',
    'case_archives',
    sql => sql`
      select ${archiveColumns(sql)}, encode(sha256(history), 'hex') as "bytesDigest",
        '' as "inWorld", workflow_id || ' ' || run_id as subject, 0::bigint as no from case_archives`,
    // Bytes that are not those of their digest stand for themselves: they agree with nothing.
    ({ bytesDigest, ...row }) => (row.packedDigest === null || row.packedDigest === bytesDigest ? archiveHash(row) : bytesDigest),
  ),
  ruling('limit', 'limit_policies', 'id'),
  ruling('limit-withdrawal', 'limit_withdrawals', 'limit_id'),
  ruling('calendar-year', 'calendar_years', 'year'),
  ruling('training', 'training_records', 'id'),
  ruling('case-priority', 'case_priorities', 'id'),
  ruling('order-jump', 'order_jumps', 'id'),
  ruling('refused-attempt', 'refused_attempts', 'case_no', 'command_id'),
  table<Raw<StoredCheckpoint>>(
    'checkpoint',
    'seal_checkpoints',
    sql => sql`select size, note, at, hash, '' as "inWorld", '' as subject, size as no from seal_checkpoints`,
    ({ size, note, at }) => checkpointHash({ size: Number(size), note, at }),
  ),
  table<Raw<StoredKey>>(
    'key',
    'seal_keys',
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
    limit: `办理时限 ${subject}${where}`,
    'limit-withdrawal': `办理时限 ${subject} 的废止${where}`,
    'calendar-year': `${subject} 年放假安排${where}`,
    training: `培训记录 ${subject}${where}`,
    'case-priority': `优先类别记录 ${subject}${where}`,
    'order-jump': `越序记录 ${subject}${where}`,
    'refused-attempt': `被拒操作 ${subject}${where}`,
    checkpoint: `检查点 ${no}`,
    key: `封存公钥 ${no}`,
  } as const satisfies Record<SealedKind, string>
  return names[kind]
}
