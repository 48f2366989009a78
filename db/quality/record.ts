import type { Noted } from '../../domain/quality/finding.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { json, type Sql, type Transaction } from '../client.ts'
import { hashOf } from '../hashChain.ts'
import type { QualitySubject } from '../schema/quality.ts'

/** Whose record: an office's, in its own business or a drill world. */
export interface QualityPlace {
  readonly world: string
  readonly office: string
}

/** A line as it is kept. */
export interface QualityLine {
  readonly world: string
  readonly office: string
  readonly subject: QualitySubject
  readonly id: string
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly actor: string
  readonly data: unknown
}

/** The hash that a line must have; its place in the record is bound to it by its leaf in the seal. */
export const qualityHash = ({ world, office, subject, id, seq, type, at, actor, data }: QualityLine): string =>
  hashOf({ world, office, subject, id, seq, type, at, actor, data })

/** One change of an office's lines of a kind after the other, until the transaction ends. */
export const lockQuality = (tx: Transaction, { world, office }: QualityPlace, subject: QualitySubject) =>
  tx`select pg_advisory_xact_lock(hashtext(${`quality/${subject}`}), hashtext(${`${world}/${office}`}))`

/** Writes lines; the table refuses a place that is taken. */
export async function appendQuality(tx: Transaction, lines: readonly QualityLine[]): Promise<void> {
  const rows = lines.map(line => ({ ...line, hash: qualityHash(line) }))
  await tx`
    insert into quality_record (world, office, subject, id, seq, type, at, actor, data, hash)
    select * from json_to_recordset(${json(rows)}::text::json)
      as rows (world text, office text, subject text, id text, seq int, type text, at text, actor text, data jsonb, hash text)`
}

/** Something of the record with all its lines, oldest first. */
export interface Recorded<Data> {
  readonly id: string
  readonly lines: readonly Noted<Data>[]
}

/** Which of a subject are meant: a condition on `quality_record first`, the first line of each. */
export type Which = ReturnType<Sql>

/** All that fits, in the order in which it was begun. */
export async function readQuality<Data>(
  sql: Sql | Transaction,
  { world, office }: QualityPlace,
  subject: QualitySubject,
  which: Which,
): Promise<Recorded<Data>[]> {
  return sql<Recorded<Data>[]>`
    select line.id, json_agg(json_build_object('type', line.type, 'data', line.data, 'at', line.at, 'actor', line.actor) order by line.seq) as lines
    from quality_record first join quality_record line on line.id = first.id
    where first.world = ${world} and first.office = ${office} and first.subject = ${subject} and first.seq = 1 and ${which}
      and line.world = ${world} and line.office = ${office} and line.subject = ${subject}
    group by line.id order by min(first.at), length(line.id), line.id` as unknown as Promise<Recorded<Data>[]>
}
