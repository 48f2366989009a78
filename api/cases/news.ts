import { setTimeout as sleep } from 'node:timers/promises'
import { newsOf, type SentNews } from '../../db/outbox.ts'
import { dispatchNews } from '../../dispatch/dispatch.ts'
import { termActions } from '../../domain/case/actions.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import type { ApiContext } from '../context.ts'

/** Longer nobody waits for what is delivered in any case. */
const tellWithinMs = 1_000
const lookAgainMs = 20

/** Acts on a case that others on its units hear of. */
export const writesRegister: ReadonlySet<ActionName> = new Set<ActionName>(['record', ...termActions])

type NewsPorts = Pick<ApiContext, 'sql' | 'client' | 'gateway' | 'log'>

/**
 * Has what an act had to tell heard before the act is answered, as far as that takes no longer than about a second: whoever reads at
 * once reads what follows from it. What is not heard by then is delivered by the worker all the same.
 */
export async function tellNews(ports: NewsPorts, caseNos: readonly string[]): Promise<void> {
  const deadline = Date.now() + tellWithinMs
  try {
    let news = await newsOf(ports.sql, caseNos)
    while (news.some(({ delivered }) => !delivered) && Date.now() < deadline) {
      if ((await dispatchNews(ports, { byCases: caseNos })) === 0) await sleep(lookAgainMs)
      news = await newsOf(ports.sql, caseNos)
    }
    await Promise.allSettled(news.map(receiver => heard(ports, receiver, deadline)))
  } catch (error) {
    ports.log.warn({ err: error, caseNos }, 'news of an act could not be told at once; the worker delivers it')
  }
}

/** A word that the receiver answers has come after the news. One that is over has no answer, and no use for the news. */
function heard(
  { gateway }: NewsPorts,
  { world, unitCode, caseNo }: Omit<SentNews, 'delivered'>,
  deadline: number,
): Promise<unknown> {
  const withinMs = Math.max(1, deadline - Date.now())
  return caseNo === null ? gateway.syncTerms(world, unitCode, withinMs) : gateway.sync(caseNo, withinMs)
}
