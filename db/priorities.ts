import type { PriorityClass } from '../domain/office/priority.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

/** A case put into another queue: by whom, for what reason, proved by what (`basis`). */
export interface PriorityChange {
  readonly world: string
  readonly office: string
  readonly caseNo: string
  readonly class: PriorityClass
  readonly reason: string
  readonly basis: string
  readonly sub: string
  readonly at: Instant
}

export async function changePriority(sql: Sql, change: PriorityChange): Promise<void> {
  const { world, office, caseNo, class: name, reason, basis, sub, at } = change
  await sql`
    insert into case_priorities (world, office, case_no, class, reason, basis, sub, at)
    values (${world}, ${office}, ${caseNo}, ${name}, ${reason}, ${basis}, ${sub}, ${at})`
}
