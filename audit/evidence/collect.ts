import { lookText, readLooksAt } from '../../db/accesses.ts'
import { type Archive, archiveSubject, archiveText, readArchives } from '../../db/archives.ts'
import { type CaseRow, readCase } from '../../db/cases.ts'
import { certificateText, readNumbers } from '../../db/certificates.ts'
import type { Transaction } from '../../db/client.ts'
import { eventText, readEvents } from '../../db/ledger.ts'
import { entryText, readEntries } from '../../db/register.ts'
import {
  findLeaves,
  type Leaf,
  leafEntry,
  readCheckpoint,
  readKeys,
  type StoredCheckpoint,
  type StoredKey,
} from '../../db/seal.ts'
import type { LedgerEvent } from '../../domain/case/events.ts'
import type { RegisterEntry } from '../../domain/register/types.ts'
import { compareInstants } from '../../domain/time/instant.ts'
import { inclusionPaths } from '../../seal/proofs.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'

/** A row of the record as the exact text that was hashed, with its proof; `proof` is null for one that the seal does not know. */
export interface Exhibit<Row> {
  readonly row: Row
  readonly text: string
  readonly proof: { readonly index: number; readonly entry: string; readonly proof: readonly string[] } | null
}

/** All that is sealed of one case as of a checkpoint. */
export interface Evidence {
  readonly caseNo: string
  readonly world: string
  /** Of the combined application that the case is a part of. */
  readonly applicationNo: string | null
  readonly checkpoint: StoredCheckpoint
  /** All keys there are, in order. */
  readonly keys: readonly StoredKey[]
  readonly events: readonly Exhibit<LedgerEvent>[]
  /** Of each unit its entries from the first on, up to the end of the case's ledger. */
  readonly units: readonly { readonly unitCode: string; readonly entries: readonly Exhibit<RegisterEntry>[] }[]
  readonly certificates: readonly Exhibit<object>[]
  /** Looks at the case and at the application that it is a part of. */
  readonly looks: readonly Exhibit<object>[]
  /** The runs of the case's workflow, or of its application's. */
  readonly archives: readonly Exhibit<Archive>[]
}

/** `checkpoint`: the one asked for does not exist; `case`: it does not cover any event of the case. */
export type Uncovered = 'checkpoint' | 'case'

/** A row with its text and its leaf, before its proof is made. */
interface Found<Row> extends Pick<Exhibit<Row>, 'row' | 'text'> {
  readonly leaf: Leaf | null
}

/**
 * Collects the evidence of a case in one snapshot (a transaction of isolation `repeatable read`): what the checkpoint covers, and nothing
 * later, so that the same case as of the same checkpoint is the same evidence.
 */
export async function collectEvidence(tx: Transaction, caseNo: string, size?: number): Promise<Evidence | Uncovered> {
  const [checkpoint, keys, found] = [await readCheckpoint(tx, size), await readKeys(tx), await readCase(tx, caseNo)]
  if (!checkpoint) return 'checkpoint'
  const events = await eventsOf(tx, caseNo, checkpoint.size)
  const last = events.at(-1)?.row
  if (!found || !last) return 'case'
  const written = recordedIn(events.map(({ row }) => row))
  const units = await unitsOf(tx, found, written.units, last, checkpoint.size)
  const [certificates, looks, archives] = [
    await certificatesOf(tx, found, written.numbers, checkpoint.size),
    await looksOf(tx, found, checkpoint.size),
    await archivesOf(tx, found, checkpoint.size),
  ]
  const all = [...events, ...units.flatMap(({ entries }) => entries), ...certificates, ...looks, ...archives]
  const proven = await prover(tx, all, checkpoint.size)
  return {
    ...{ caseNo, world: found.world, applicationNo: applicationOf(found), checkpoint, keys },
    events: events.map(proven),
    units: units.map(({ unitCode, entries }) => ({ unitCode, entries: entries.map(proven) })),
    certificates: certificates.map(proven),
    looks: looks.map(proven),
    archives: archives.map(proven),
  }
}

const applicationOf = ({ state }: CaseRow): string | null => state.part?.applicationNo ?? null

async function eventsOf(tx: Transaction, caseNo: string, size: number): Promise<Found<LedgerEvent>[]> {
  const rows = await readEvents(tx, caseNo)
  const leaves = await findLeaves(tx, { kind: 'case-event', world: '', subject: caseNo }, size)
  return upToLastSealed(
    rows.map(row => ({ row, text: eventText(caseNo, row), leaf: leaves.find(({ no }) => no === row.seq) ?? null })),
  )
}

/** What the case has recorded by its own ledger: a seizure of land writes on buildings that the case does not name. */
function recordedIn(events: readonly LedgerEvent[]): { readonly units: string[]; readonly numbers: string[] } {
  const recorded = events.flatMap(event => (event.type === 'Recorded' ? [event.data] : []))
  return {
    units: recorded.flatMap(({ entries }) => entries.map(({ unitCode }) => unitCode)),
    numbers: recorded.flatMap(({ certificates }) => certificates.map(({ number }) => number)),
  }
}

async function unitsOf(tx: Transaction, { caseNo, world, state }: CaseRow, written: string[], last: LedgerEvent, size: number) {
  const codes = new Set([...state.application.units, ...written])
  const units: { unitCode: string; entries: Found<RegisterEntry>[] }[] = []
  for (const unitCode of [...codes].sort()) {
    const rows = await readEntries(tx, world, unitCode)
    const leaves = await findLeaves(tx, { kind: 'register-entry', world, subject: unitCode }, size)
    const end = rows.findLastIndex(row => row.caseNo === caseNo || compareInstants(row.at, last.at) <= 0)
    const found = rows.slice(0, end + 1).map(row => {
      const leaf = leaves.find(({ no }) => no === row.version) ?? null
      return { row, text: entryText(world, row), leaf }
    })
    units.push({ unitCode, entries: upToLastSealed(found) })
  }
  return units
}

/** What comes after it waits for the next checkpoint; one before it that has no leaf is shown as it is, without a proof. */
function upToLastSealed<Row>(rows: readonly Found<Row>[]): Found<Row>[] {
  return rows.slice(0, rows.findLastIndex(({ leaf }) => leaf !== null) + 1)
}

async function certificatesOf(tx: Transaction, { world }: CaseRow, numbers: string[], size: number): Promise<Found<object>[]> {
  const found: Found<object>[] = []
  for (const row of await readNumbers(tx, world, numbers)) {
    const [leaf] = await findLeaves(tx, { kind: 'certificate', world, subject: row.number }, size)
    if (leaf) found.push({ row, text: certificateText(row), leaf })
  }
  return found
}

async function looksOf(tx: Transaction, found: CaseRow, size: number): Promise<Found<object>[]> {
  const rows = await readLooksAt(tx, found.world, [found.caseNo, applicationOf(found) ?? found.caseNo])
  const nos = rows.map(({ id }) => id)
  const leaves = new Map(
    (await findLeaves(tx, { kind: 'access-trace', world: '', subject: '', nos }, size)).map(leaf => [leaf.no, leaf]),
  )
  return rows.flatMap(row => {
    const leaf = leaves.get(row.id)
    return leaf ? [{ row, text: lookText(row), leaf }] : []
  })
}

async function archivesOf(tx: Transaction, { caseNo }: CaseRow, size: number): Promise<Found<Archive>[]> {
  const found: Found<Archive>[] = []
  for (const row of await readArchives(tx, caseWorkflowId(caseNo))) {
    const [leaf] = await findLeaves(tx, { kind: 'case-archive', world: '', subject: archiveSubject(row) }, size)
    if (leaf) found.push({ row, text: archiveText(row), leaf })
  }
  return found
}

/** Gives each row its proof; the hashes of all proofs are read at once. */
async function prover(tx: Transaction, all: readonly Found<unknown>[], size: number) {
  const leaves = all.flatMap(({ leaf }) => (leaf ? [leaf] : []))
  const paths = await inclusionPaths(
    tx,
    leaves.map(({ index }) => index),
    size,
  )
  const byIndex = new Map(leaves.map((leaf, i) => [leaf.index, paths[i] ?? []]))
  return <Row>({ row, text, leaf }: Found<Row>): Exhibit<Row> => ({
    row,
    text,
    proof: leaf && { index: leaf.index, entry: leafEntry(leaf), proof: byIndex.get(leaf.index) ?? [] },
  })
}
