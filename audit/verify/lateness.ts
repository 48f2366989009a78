import type { Sql } from '../../db/client.ts'
import { overdueTerms, stuckNews } from '../../db/outbox.ts'
import { formatInstant } from '../../domain/time/instant.ts'
import type { Difference } from '../differences.ts'

/** A timer fires a second late, a busy machine a few. */
const patienceMs = 60_000

/** A term that was over a minute ago has ended. Real business only: a drill world's time is its own. */
export async function termDifferences(sql: Sql): Promise<Difference[]> {
  const late = await overdueTerms(sql, formatInstant(Date.now() - patienceMs))
  return late.map(({ unitCode, termEndsAt }) => ({
    what: `登记簿 ${unitCode}`,
    path: 'termEndsAt',
    expected: '期限届满的权利已经终止',
    found: `${termEndsAt} 届满，仍记载为有效`,
  }))
}

/** What a transaction had to tell has been told within a minute. */
export async function newsDifferences(sql: Sql): Promise<Difference[]> {
  const stuck = await stuckNews(sql)
  return stuck.map(({ id, kind, unitCode, caseNo, attempts }) => ({
    what: `待送消息 ${id}（${kind} ${unitCode}${caseNo ? `，${caseNo}` : ''}）`,
    path: 'delivered_at',
    expected: '一分钟内送达',
    found: `已试 ${attempts} 次，仍未送达`,
  }))
}
