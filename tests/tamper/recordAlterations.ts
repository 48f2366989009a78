import { rowName } from '../../audit/verify/seal/rows.ts'
import { archiveSubject } from '../../db/archives.ts'
import type { Sql, Transaction } from '../../db/client.ts'
import type { SealedKind } from '../../db/schema/seal.ts'
import type { Alteration } from './alteration.ts'

/** A row by its key, as text. */
type Key = readonly string[]

export interface Table {
  readonly name: string
  readonly key: readonly string[]
  /** Columns beside the key, and how an attacker changes one a little. */
  readonly fields: Readonly<Record<string, Change>>
  /** How an audit calls the row. */
  readonly called: (key: Key) => string
  /** The key of a row that does not exist yet, from one that does. */
  readonly unused: (key: Key) => Key
  /** Beside its key, by what the table tells rows apart: a copy must differ in it, and two rows exchange it only without that. */
  readonly apart?: { readonly column: string; readonly drop: (tx: Transaction) => Promise<unknown> }
}

type Change = 'text' | 'json' | 'list' | 'instant' | 'number' | 'bytes' | 'boolean'

const forged: Readonly<Record<Change, string>> = {
  text: "coalesce(%, '') || 'x'",
  json: `% || '{"forged": true}'`,
  list: "% || 'admin'::text",
  instant: "% + interval '1 microsecond'",
  number: 'coalesce(%, 0) + 1000000',
  boolean: 'not %',
  bytes: String.raw`% || '\x00'::bytea`,
}

const record = (kind: SealedKind, [world, subject, no]: readonly [string, string, string]): string =>
  rowName({ kind, world, subject, no: Number(no) })

/** A row that the record is judged by: named by its key within its world. */
const ruling =
  (kind: SealedKind) =>
  ([world = '', ...key]: Key): string =>
    record(kind, [world, key.join(' '), '0'])

const keyed = ([world = '', id]: Key): Key => [world, `${id}x`]

const far = (no: string | undefined): string => String(Number(no) + 1_000_000)

/** What the record is judged by. */
export const rulings: readonly (Table & { readonly kind: SealedKind })[] = [
  {
    name: 'limit_policies',
    kind: 'limit',
    key: ['world', 'id'],
    fields: {
      ...{ level: 'text', region: 'text', limit_class: 'text', procedures: 'list', amount: 'number', unit: 'text' },
      ...{ binds_from: 'text', target_on: 'text', document: 'text', saved_by: 'text', saved_at: 'text' },
    },
    called: ruling('limit'),
    unused: keyed,
  },
  {
    name: 'limit_withdrawals',
    kind: 'limit-withdrawal',
    key: ['world', 'limit_id'],
    fields: { ends_from: 'text', level: 'text', document: 'text', saved_by: 'text', saved_at: 'text' },
    called: ruling('limit-withdrawal'),
    unused: keyed,
  },
  {
    name: 'calendar_years',
    kind: 'calendar-year',
    key: ['world', 'year'],
    fields: { document: 'text', title: 'text', dates: 'json', digest: 'text', published_by: 'text', published_at: 'text' },
    called: ruling('calendar-year'),
    unused: ([world = '', year]) => [world, String(Number(year) + 100)],
  },
  {
    name: 'training_records',
    kind: 'training',
    key: ['world', 'id'],
    fields: {
      ...{ sub: 'text', post: 'text', held_on: 'text', passed: 'boolean', valid_until: 'text', content: 'text' },
      recorded_by: 'text',
    },
    called: ruling('training'),
    unused: ([world = '', id]) => [world, far(id)],
  },
  {
    name: 'case_priorities',
    kind: 'case-priority',
    key: ['world', 'id'],
    fields: { office: 'text', case_no: 'text', class: 'text', reason: 'text', basis: 'text', sub: 'text', at: 'text' },
    called: ruling('case-priority'),
    unused: ([world = '', id]) => [world, far(id)],
  },
  {
    name: 'order_jumps',
    kind: 'order-jump',
    key: ['world', 'id'],
    fields: {
      ...{ office: 'text', task_id: 'text', case_no: 'text', earlier_case_no: 'text', sub: 'text', reason: 'text' },
      ...{ note: 'text', at: 'text' },
    },
    called: ruling('order-jump'),
    unused: ([world = '', id]) => [world, far(id)],
  },
  {
    name: 'refused_attempts',
    kind: 'refused-attempt',
    key: ['world', 'case_no', 'command_id'],
    fields: { sub: 'text', action: 'text', rule: 'text', detail: 'text', at: 'text' },
    called: ruling('refused-attempt'),
    unused: ([world = '', caseNo = '', command]) => [world, caseNo, `${command}-2`],
  },
]

/** Every table of record and seal. */
export const tables: readonly Table[] = [
  {
    name: 'case_events',
    key: ['case_no', 'seq'],
    fields: {
      ...{
        type: 'text',
        at: 'text',
        received_at: 'text',
        due_at: 'text',
        actor: 'text',
        on_behalf_of: 'text',
        command_id: 'text',
      },
      ...{ command_digest: 'text', data: 'json', prev_hash: 'text', hash: 'text' },
    },
    called: ([caseNo = '', seq = '']) => record('case-event', ['', caseNo, seq]),
    unused: ([caseNo = '', seq]) => [caseNo, far(seq)],
  },
  {
    name: 'register_entries',
    key: ['world', 'unit_code', 'version'],
    fields: { at: 'text', case_no: 'text', entry: 'json', prev_hash: 'text', hash: 'text' },
    called: ([world = '', unitCode = '', version = '']) => record('register-entry', [world, unitCode, version]),
    unused: ([world = '', unitCode = '', version]) => [world, unitCode, far(version)],
  },
  {
    name: 'certificates',
    key: ['world', 'number'],
    fields: { kind: 'text', unit_code: 'text', case_no: 'text', at: 'text', hash: 'text' },
    called: ([world = '', number = '']) => record('certificate', [world, number, '0']),
    unused: ([world = '', number]) => [world, `${number}之二`],
  },
  {
    name: 'access_traces',
    key: ['id'],
    fields: {
      ...{
        world: 'text',
        at: 'instant',
        sub: 'text',
        posts: 'list',
        object: 'text',
        object_id: 'text',
        purpose: 'text',
        scope: 'text',
      },
      hash: 'text',
    },
    called: ([id = '']) => record('access-trace', ['', '', id]),
    unused: ([id]) => [far(id)],
  },
  {
    name: 'quality_record',
    key: ['world', 'office', 'subject', 'id', 'seq'],
    fields: { type: 'text', at: 'text', actor: 'text', data: 'json', hash: 'text' },
    called: ([world = '', office, subject, id, seq = '']) => record('quality', [world, `${office}/${subject}/${id}`, seq]),
    unused: ([world = '', office = '', subject = '', id = '', seq]) => [world, office, subject, id, far(seq)],
  },
  ...rulings,
  {
    name: 'case_archives',
    key: ['workflow_id', 'run_id'],
    fields: {
      ...{
        workflow_type: 'text',
        world: 'text',
        status: 'text',
        ends: 'json',
        builds: 'list',
        editions: 'list',
        calendars: 'list',
      },
      ...{ events: 'number', closed_at: 'text', archived_at: 'text', history: 'bytes', history_digest: 'text' },
      ...{ packed_digest: 'text', hash: 'text' },
    },
    called: ([workflowId = '', runId = '']) => record('case-archive', ['', archiveSubject({ workflowId, runId }), '0']),
    unused: ([workflowId = '', runId]) => [workflowId, `${runId}-2`],
    apart: { column: 'hash', drop: tx => tx`alter table case_archives drop constraint case_archives_hash_unique` },
  },
  {
    name: 'seal_leaves',
    key: ['index'],
    fields: { kind: 'text', world: 'text', subject: 'text', no: 'number', hash: 'text', leaf_hash: 'text' },
    called: ([index = '']) => `封存叶 ${index}`,
    unused: ([index]) => [far(index)],
    apart: { column: 'subject', drop: tx => tx`drop index seal_leaves_named` },
  },
  {
    name: 'seal_nodes',
    key: ['level', 'index'],
    fields: { hash: 'text' },
    called: ([level, index]) => `封存结点 ${level}/${index}`,
    unused: ([level = '', index]) => [level, far(index)],
  },
  {
    name: 'seal_checkpoints',
    key: ['size'],
    fields: { note: 'text', at: 'text', hash: 'text' },
    called: ([size = '']) => record('checkpoint', ['', '', size]),
    unused: ([size]) => [far(size)],
  },
  {
    name: 'seal_keys',
    key: ['no'],
    fields: { verifier: 'text', since_size: 'number', note: 'text', at: 'text', hash: 'text' },
    called: ([no = '']) => record('key', ['', '', no]),
    unused: ([no]) => [far(no)],
  },
]

/** The keys of all rows, in order. */
export async function keysOf(sql: Sql, { name, key }: Table): Promise<Key[]> {
  const columns = key.map(column => `"${column}"::text`).join(', ')
  const rows = await sql.unsafe<{ key: string[] }[]>(`select array[${columns}] as key from ${name} order by ${orderOf(key)}`)
  return rows.map(row => row.key)
}

const orderOf = (key: readonly string[]): string => key.map(column => `"${column}"`).join(', ')

/** `"a"::text = $1 and "b"::text = $2`, from the n-th parameter on. */
const isRow = ({ key }: Table, from = 1): string => key.map((column, i) => `"${column}"::text = $${from + i}`).join(' and ')

const said = ({ name }: Table, what: string, key: Key): string => `${what} ${name} ${key.join(' ')}`

export type RecordAlteration = Alteration<Transaction>

export function changeField(table: Table, key: Key, field: string): RecordAlteration {
  const change = (forged[table.fields[field] ?? 'text'] ?? '').replaceAll('%', `"${field}"`)
  return {
    what: said(table, `change ${field} of`, key),
    names: [table.called(key)],
    apply: tx => tx.unsafe(`update ${table.name} set "${field}" = ${change} where ${isRow(table)}`, [...key]),
  }
}

export function deleteRow(table: Table, key: Key): RecordAlteration {
  return {
    what: said(table, 'delete', key),
    names: [table.called(key)],
    apply: tx => tx.unsafe(`delete from ${table.name} where ${isRow(table)}`, [...key]),
  }
}

/** A copy of a row under a key that is free, as one who wants an act to have been would write it. */
export function insertRow(table: Table, key: Key): RecordAlteration {
  const fresh = table.unused(key)
  const columns = Object.keys(table.fields)
  const values = columns.map(column => (table.apart?.column === column ? `"${column}" || 'x'` : `"${column}"`))
  const own = table.key.map((column, i) => {
    const made = `jsonb_build_object('${column}', $${table.key.length + 1 + i}::text)`
    return `(jsonb_populate_record(null::${table.name}, ${made}))."${column}"`
  })
  return {
    what: said(table, 'insert', fresh),
    names: [table.called(fresh)],
    apply: tx =>
      tx.unsafe(
        `insert into ${table.name} (${[...table.key, ...columns].map(column => `"${column}"`).join(', ')})
         select ${[...own, ...values].join(', ')} from ${table.name} where ${isRow(table)}`,
        [...key, ...fresh],
      ),
  }
}

/** Two rows exchange all they hold but their keys. */
export function swapRows(table: Table, one: Key, other: Key): RecordAlteration {
  const columns = Object.keys(table.fields)
    .map(column => `"${column}"`)
    .join(', ')
  const take = (from: Key, to: Key) => (tx: Transaction) =>
    tx.unsafe(
      `update ${table.name} set (${columns}) = (select ${columns} from held where ${isRow(table)}) where ${isRow(table, from.length + 1)}`,
      [...from, ...to],
    )
  return {
    what: said(table, `swap ${one.join(' ')} and`, other),
    names: [table.called(one), table.called(other)],
    apply: async tx => {
      await table.apart?.drop(tx) // or the first half is refused
      await tx`create temp table held on commit drop as select * from ${tx(table.name)}`
      await take(one, other)(tx)
      await take(other, one)(tx)
    },
  }
}

/** The last rows are gone. */
export function cutTail(table: Table, keys: readonly Key[], count: number): RecordAlteration {
  const tail = keys.slice(-count)
  return {
    what: said(table, `cut ${tail.length} rows from`, tail[0] ?? []),
    names:
      table.name === 'seal_leaves' && tail.length > 1
        ? [`${table.called(tail[0] ?? [])} 至 ${tail.at(-1)?.[0]}`]
        : tail.map(table.called),
    apply: async tx => {
      for (const key of tail) await tx.unsafe(`delete from ${table.name} where ${isRow(table)}`, [...key])
    },
  }
}
