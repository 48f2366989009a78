import type { LedgerEvent, NewEvent } from '../domain/case/events.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { canonicalText, genesis, hashOf, hashOfText } from './hashChain.ts'

/** Where a ledger stands: the last sequence (0 before the first event) and its hash. */
export interface LedgerPosition {
  readonly seq: number
  readonly head: string
}

export const emptyLedger: LedgerPosition = { seq: 0, head: genesis }

interface EventFrame {
  readonly caseNo: string
  readonly at: Instant
  readonly receivedAt: Instant
  readonly dueAt: Instant | null
  readonly actor: string
  readonly onBehalfOf?: string
  readonly commandId: string
  readonly commandDigest: string
}

/** Gives new events their place in the chain. */
export function chain(after: LedgerPosition, frame: EventFrame, events: readonly NewEvent[]): LedgerEvent[] {
  const { caseNo, ...common } = frame
  let prevHash = after.head
  return events.map((event, i) => {
    const row = { ...event, seq: after.seq + 1 + i, ...common, prevHash }
    prevHash = hashOf({ caseNo, ...row })
    return { ...row, hash: prevHash } as LedgerEvent
  })
}

/** The hash a stored event must have; anything changed in the row changes it. */
export const expectedHash = (caseNo: string, event: LedgerEvent): string => hashOfText(eventText(caseNo, event))

/** What is hashed of an event. */
export const eventText = (caseNo: string, { hash: _, ...row }: LedgerEvent): string => canonicalText({ caseNo, ...row })

/** Appends in the caller's transaction. */
export function appendEvents(tx: Transaction, caseNo: string, events: readonly LedgerEvent[]) {
  const rows = events.map(event => ({
    case_no: caseNo,
    seq: event.seq,
    type: event.type,
    at: event.at,
    received_at: event.receivedAt,
    due_at: event.dueAt,
    actor: event.actor,
    on_behalf_of: event.onBehalfOf ?? null,
    command_id: event.commandId,
    command_digest: event.commandDigest,
    data: event.data,
    prev_hash: event.prevHash,
    hash: event.hash,
  }))
  return tx`
    insert into case_events (case_no, seq, type, at, received_at, due_at, actor, on_behalf_of, command_id, command_digest, data, prev_hash, hash)
    select * from json_to_recordset(${json(rows)}::text::json)
      as rows (case_no text, seq int, type text, at text, received_at text, due_at text, actor text, on_behalf_of text, command_id text,
        command_digest text, data jsonb, prev_hash text, hash text)`
}

/** The columns of an event as `LedgerEvent` names them; `asEvent` makes one of such a row. */
export const eventColumns = (sql: Sql | Transaction) => sql`
  seq, type, at, received_at as "receivedAt", due_at as "dueAt", actor, on_behalf_of as "onBehalfOf",
  command_id as "commandId", command_digest as "commandDigest", data, prev_hash as "prevHash", hash`

export type EventRow = LedgerEvent & { readonly onBehalfOf: string | null }

/** An event in one's own name has no such member: its hash was made without. */
export function asEvent({ onBehalfOf, ...row }: EventRow): LedgerEvent {
  return (onBehalfOf === null ? row : { ...row, onBehalfOf }) as LedgerEvent
}

/** Events after a sequence, in order. */
export async function readEvents(sql: Sql | Transaction, caseNo: string, after = 0): Promise<LedgerEvent[]> {
  const rows = await sql<EventRow[]>`
    select ${eventColumns(sql)} from case_events where case_no = ${caseNo} and seq > ${after} order by seq`
  return rows.map(asEvent)
}
