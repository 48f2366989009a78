import type { Transaction } from './client.ts'

interface TermCommandKey {
  readonly world: string
  readonly unitCode: string
  readonly commandId: string
}

/** The digest of a command that a unit's terms have carried out; null for one they do not know. The caller holds the unit's lock. */
export async function readTermCommand(tx: Transaction, { world, unitCode, commandId }: TermCommandKey) {
  const [row] = await tx<{ digest: string }[]>`
    select digest from term_commands where world = ${world} and unit_code = ${unitCode} and command_id = ${commandId}`
  return row ?? null
}

/** Remembers it with the entry it wrote. */
export async function keepTermCommand(
  tx: Transaction,
  { world, unitCode, commandId, digest, version }: TermCommandKey & { readonly digest: string; readonly version: number },
): Promise<void> {
  await tx`
    insert into term_commands (world, unit_code, command_id, digest, version)
    values (${world}, ${unitCode}, ${commandId}, ${digest}, ${version})`
}
