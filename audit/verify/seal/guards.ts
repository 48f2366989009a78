import type { Transaction } from '../../../db/client.ts'
import type { Difference } from '../../differences.ts'
import { recordTables } from './rows.ts'

/** The log itself, and what only grows and is not part of the record. */
const unsealed = ['seal_leaves', 'seal_nodes', 'hall_settings', 'ticket_calls', 'ticket_cases']

const guards = [
  ...[...recordTables.map(({ name }) => name), ...unsealed].map(table => `${table}_append_only`),
  ...recordTables.map(({ name }) => `${name}_sealed`),
  ...['register_entries', 'certificates'].map(table => `${table}_after_steps`),
]

/** The triggers that refuse changes, put rows in line for the seal, and ask for a case's steps: there, and in force. */
export async function guardDifferences(tx: Transaction): Promise<Difference[]> {
  const rows = await tx<{ name: string; enabled: string }[]>`
    select tgname as name, tgenabled as enabled from pg_trigger where tgname = any(${guards}::text[])`
  return guards.flatMap(name => {
    const enabled = rows.find(row => row.name === name)?.enabled
    return enabled === 'O' || enabled === 'A'
      ? []
      : [{ what: `触发器 ${name}`, path: '(enabled)', expected: '启用', found: enabled === undefined ? '不存在' : '已被停用' }]
  })
}
