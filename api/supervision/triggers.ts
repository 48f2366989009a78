import { readCalendar } from '../../db/calendar.ts'
import { readEnquiry } from '../../db/enquiries.ts'
import { readEvidence } from '../../db/integrity.ts'
import { readFinding } from '../../db/quality/findings.ts'
import { readIncident } from '../../db/quality/supervision.ts'
import { findingsOf, integritySignals } from '../../domain/integrity/signals.ts'
import type { Trigger } from '../../domain/supervision/interventions.ts'
import { epochDay } from '../../domain/time/instant.ts'
import type { ApiContext } from '../context.ts'
import { misasked } from '../problems.ts'
import { officeFor } from '../routes/reference.ts'
import type { Desk } from './desk.ts'

/** As long as the integrity report reads at once. */
const longestDays = 31

type SignalTrigger = Extract<Trigger, { from: 'signal' }>

/**
 * Why somebody is spoken to, in the words of the signal, incident, finding or enquiry that is named; null where it is kept elsewhere.
 * @throws Problem 422 when the record holds no such thing about this person.
 */
export async function whyOf(context: ApiContext, desk: Desk, sub: string, trigger: Trigger): Promise<string | null> {
  if (trigger.from === 'signal') return whySignalled(context, desk, sub, trigger)
  if (trigger.from === 'incident') return whyIncident(context, desk, sub, trigger.incident)
  if (trigger.from === 'enquiry') return whyAsked(context, desk, sub, trigger.enquiry)
  return trigger.from === 'finding' ? whyFound(context, desk, sub, trigger.finding) : null
}

async function whySignalled({ sql }: ApiContext, desk: Desk, sub: string, trigger: SignalTrigger): Promise<string> {
  const { signal: id, since: from, until, document } = trigger
  const signal = integritySignals.find(one => one.id === id)
  if (!signal) throw misasked(`没有廉政风险提示 ${id}，可用的有 ${integritySignals.map(one => one.id).join('、')}`)
  const days = epochDay(until) - epochDay(from) + 1
  if (days < 1 || days > longestDays) throw misasked(`since 不得晚于 until，期间不超过 ${longestDays} 天`)
  const { world, office } = desk.place
  const [evidence, calendar] = await Promise.all([
    readEvidence(sql, { world, office, from, until }, [signal.looksAt]),
    readCalendar(sql, world),
  ])
  const found = findingsOf(signal, evidence, officeFor(office), calendar).find(
    one => one.document === document && one.who === sub,
  )
  if (!found) throw misasked(`${from} 至 ${until} 没有关于 ${sub} 的“${signal.title}”提示以 ${document} 为依据，请按提示原文填写`)
  return `${signal.title}：${found.why}`
}

async function whyIncident({ sql }: ApiContext, desk: Desk, sub: string, no: number): Promise<string> {
  const incident = await readIncident(sql, desk.place, no)
  if (!incident?.staff.includes(sub)) throw misasked(`没有涉及 ${sub} 的事件 ${no}`)
  return incident.title
}

async function whyFound({ sql }: ApiContext, { place }: Desk, sub: string, no: number): Promise<string> {
  const finding = await readFinding(sql, place, no)
  if (!finding?.responsible.includes(sub)) throw misasked(`没有由 ${sub} 负责的质量问题 ${no}`)
  return `${finding.item}：${finding.error}`
}

/** Whoever was asked, or had it brought to him, answers for how it went (首问责任). */
async function whyAsked({ sql }: ApiContext, { place }: Desk, sub: string, no: number): Promise<string> {
  const enquiry = await readEnquiry(sql, place, no)
  const asked = enquiry ? [enquiry.firstAsked, ...enquiry.routes.map(({ to }) => to)] : []
  if (!enquiry || !asked.includes(sub)) throw misasked(`没有由 ${sub} 首问或者承接的咨询 ${no}`)
  return `咨询 ${no}：${enquiry.question}（${enquiry.result ?? '尚无结果'}）`
}
