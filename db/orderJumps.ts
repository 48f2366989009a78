import type { Instant, LocalDate } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

/** A task taken while an earlier one was free. `reason`: one of `jumpReasons`. */
export interface OrderJump {
  readonly taskId: string
  readonly caseNo: string
  readonly earlierCaseNo: string
  readonly sub: string
  readonly reason: string
  readonly note: string | null
  readonly at: Instant
}

/** Business of an office, in a world, between two days of Beijing, both counted. */
export interface ReportScope {
  readonly world: string
  readonly office: string
  readonly from: LocalDate
  readonly until: LocalDate
}

/** Oldest first. */
export function jumpsIn(sql: Sql, { world, office, from, until }: ReportScope): Promise<OrderJump[]> {
  return sql<OrderJump[]>`
    select task_id as "taskId", case_no as "caseNo", earlier_case_no as "earlierCaseNo", sub, reason, note, at from order_jumps
    where world = ${world} and office = ${office} and left(at, 10) between ${from} and ${until} order by at, id` as unknown as Promise<
    OrderJump[]
  >
}
