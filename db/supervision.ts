import type { Refusal } from '../domain/case/types.ts'
import type { Entry, RegisterName } from '../domain/supervision/entries.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { hashOf } from './hashChain.ts'

/** An office in a world; `world` '' for its own business. */
export interface OfficePlace {
  readonly world: string
  readonly office: string
}

/** An entry as it is stored; `hash` is of everything else. */
export interface SupervisionRow extends Entry, OfficePlace {
  readonly register: RegisterName
}

export function supervisionHash({ world, office, file, n, register, step, by, about, at, data }: SupervisionRow): string {
  return hashOf({ world, office, file, n, register, step, by, about, at, data })
}

interface Asked {
  readonly file?: string | undefined
  readonly about?: string | undefined
  /** Of files opened not before; an instant or a day. */
  readonly since?: string | undefined
}

/** The entries of a register, files in the order in which they were opened. */
export async function readEntries<E extends Entry>(
  sql: Sql | Transaction,
  { world, office }: OfficePlace,
  register: RegisterName,
  { file, about, since }: Asked = {},
): Promise<readonly E[]> {
  return sql<E[]>`
    select entry.file, entry.n, entry.step, entry.by, entry.about, entry.at, entry.data from supervision_entries entry
    join supervision_entries opened on (opened.world, opened.office, opened.file, opened.n) = (entry.world, entry.office, entry.file, 1)
    where (entry.world, entry.office, entry.register) = (${world}, ${office}, ${register})
      ${file === undefined ? sql`` : sql`and entry.file = ${file}`}
      ${about === undefined ? sql`` : sql`and opened.about = ${about}`}
      ${since === undefined ? sql`` : sql`and opened.at >= ${since}`}
    order by opened.at, length(entry.file), entry.file, entry.n`
}

/** What is to be written; its number follows from what is there. */
export type NewEntry = Pick<Entry, 'step' | 'by' | 'at' | 'data'>

/** Opens the next file of a register, `<register>-<n>`, about somebody or nobody in particular. */
export function openFile(
  sql: Sql,
  place: OfficePlace,
  register: RegisterName,
  { about = null, ...entry }: NewEntry & { readonly about?: string | null },
): Promise<string> {
  return oneAfterTheOther(sql, place, async tx => {
    const [row] = await tx<{ files: number }[]>`
      select count(*)::int as files from supervision_entries
      where (world, office, register, n) = (${place.world}, ${place.office}, ${register}, 1)`
    const file = `${register}-${(row?.files ?? 0) + 1}`
    await insertEntries(tx, [{ ...place, ...entry, file, n: 1, register, about }])
    return file
  })
}

/** Adds to a file what `next` makes of its entries, unless it refuses; one change of an office's registers after the other. */
export function addEntry<E extends Entry>(
  sql: Sql,
  place: OfficePlace,
  { register, file }: { readonly register: RegisterName; readonly file: string },
  next: (entries: readonly E[]) => Refusal | NewEntry,
): Promise<Refusal | null> {
  return oneAfterTheOther(sql, place, async tx => {
    const entries = await readEntries<E>(tx, place, register, { file })
    const entry = next(entries)
    if ('rule' in entry) return entry
    await insertEntries(tx, [{ ...place, ...entry, file, register, n: entries.length + 1, about: entries[0]?.about ?? null }])
    return null
  })
}

/** Writes entries, each once: a file and number that is there stays as it is. Returns how many are new. */
export async function insertEntries(sql: Sql | Transaction, rows: readonly SupervisionRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const hashed = rows.map(row => ({ ...row, hash: supervisionHash(row) }))
  const { count } = await sql`
    insert into supervision_entries (world, office, file, n, register, step, by, about, at, data, hash)
    select * from json_to_recordset(${json(hashed)}::text::json) as rows (world text, office text, file text, n int, register text,
      step text, by text, about text, at text, data jsonb, hash text)
    on conflict do nothing`
  return count
}

function oneAfterTheOther<R>(sql: Sql, { world, office }: OfficePlace, work: (tx: Transaction) => Promise<R>): Promise<R> {
  return sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('supervision'), hashtext(${`${world}/${office}`}))`
    return work(tx)
  }) as Promise<R>
}

/** Which of these are not the office's own people, or not its cases in this world. */
export async function unknownOf(
  sql: Sql,
  { world, office }: OfficePlace,
  { staff = [], cases = [] }: { readonly staff?: readonly string[]; readonly cases?: readonly string[] },
): Promise<string[]> {
  const rows = await sql<{ unknown: string }[]>`
    select unknown from unnest(${[...staff]}::text[]) as asked (unknown) where not exists (
      select 1 from staff where sub = unknown and office = ${office} and not posts[1] like 'department:%')
    union all
    select unknown from unnest(${[...cases]}::text[]) as asked (unknown) where not exists (
      select 1 from cases where case_no = unknown and world = ${world} and office = ${office})`
  return rows.map(({ unknown }) => unknown)
}
