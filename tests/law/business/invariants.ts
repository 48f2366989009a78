import type { LedgerEvent } from '../../../domain/case/events.ts'
import { applyEntry } from '../../../domain/register/applyEntry.ts'
import { compare, parseShare, sum, whole } from '../../../domain/register/fraction.ts'
import type { Holder, RegisterEntry, Seizure, Unit } from '../../../domain/register/types.ts'
import { ruleIds } from '../../../domain/rules/ids.ts'
import { compareInstants } from '../../../domain/time/instant.ts'
import type { Books, CaseBook, Place } from './books.ts'
import type { Passed, Sent } from './office.ts'

/** What must hold of the records whatever has happened; each check answers with a sentence for every breach. */

/** An entry with the unit as it was before and is after. */
interface Step {
  readonly row: RegisterEntry
  readonly before: Unit | null
  readonly after: Unit
}

function stepsOf(rows: readonly RegisterEntry[]): Step[] {
  let before: Unit | null = null
  return rows.map(row => {
    const step: Step = { row, before, after: applyEntry(before, row) }
    before = step.after
    return step
  })
}

const onEveryStep = (books: Books, check: (step: Step) => string[]): string[] =>
  [...books.units.values()].flatMap(stepsOf).flatMap(step => check(step).map(what => `${where(step.row)}: ${what}`))

const where = ({ unitCode, version, entry, caseNo }: RegisterEntry) => `${unitCode} v${version} ${entry.kind} (${caseNo})`

// --- the register

/** Shares come to the whole, or nobody has one (共同共有). */
export const heldOnce = (books: Books): string[] =>
  onEveryStep(books, ({ after }) => (holdTheWholeOnce(after.holders) ? [] : [`holders ${JSON.stringify(after.holders)}`]))

function holdTheWholeOnce(holders: readonly Holder[]): boolean {
  const shares = holders.flatMap(({ share }) => (share === undefined ? [] : [parseShare(share)]))
  if (shares.length === 0) return true
  const known = shares.filter(share => share !== null)
  return known.length === holders.length && compare(sum(known), whole) === 0
}

const inEffect = (unit: Unit | null): Seizure[] =>
  unit?.seizures.filter(({ status }) => status === 'active' || status === 'pre') ?? []

/** One seizure in effect, and nobody waits where none is. */
export const oneSeizureInEffect = (books: Books): string[] =>
  onEveryStep(books, ({ after }) => {
    const active = after.seizures.filter(({ status }) => status === 'active').length
    const waiting = after.seizures.filter(({ status }) => status === 'waiting').length
    return active > 1 || (waiting > 0 && inEffect(after).length === 0) ? [`active ${active}, waiting ${waiting}`] : []
  })

/** Of those who wait, who was served first takes effect first (实施细则 91). */
export const promotedInOrderOfService = (books: Books): string[] =>
  onEveryStep(books, ({ before, after }) =>
    (before?.seizures ?? []).flatMap((one, i) => {
      const promoted = one.status === 'waiting' && ['active', 'pre'].includes(after.seizures[i]?.status ?? '')
      const passedOver = after.seizures.find(
        (other, j) =>
          j !== i && before?.seizures[j]?.status === 'waiting' && other.status === 'waiting' && isServedBefore(other, one),
      )
      return promoted && passedOver ? [`${one.documentNo} took effect before ${passedOver.documentNo}`] : []
    }),
  )

const isServedBefore = (one: Seizure, other: Seizure): boolean =>
  one.servedAt !== null && other.servedAt !== null && compareInstants(one.servedAt, other.servedAt) < 0

/** No disposal is recorded while a seizure is in effect, but what the seizing organ has ordered itself, or is registered to its debtor. */
export const noDisposalUnderSeizure = (books: Books): string[] =>
  onEveryStep(books, ({ row, before, after }) => {
    const by = books.cases.find(({ caseNo }) => caseNo === row.caseNo)
    if (!isDisposal(row)) return []
    const barring = inEffect(before).filter(one => !isReconciled(one, after, by))
    return barring.map(({ organ, documentNo, status }) => `${status} ${documentNo} of ${organ} stood against it`)
  })

function isDisposal({ entry, unitCode }: RegisterEntry): boolean {
  switch (entry.kind) {
    case 'ownership-transferred':
    case 'mortgage-created':
    case 'notice-recorded':
      return true
    case 'easement-created':
      return entry.easement.servient === unitCode
    case 'right-cancelled':
      return entry.ground === 'waiver'
    default:
      return false
  }
}

function isReconciled(seizure: Seizure, after: Unit, by: CaseBook | undefined): boolean {
  if (seizure.status === 'pre' && after.holders.some(({ name }) => name === seizure.debtor)) return true
  if (by?.procedure !== 'transfer-by-court') return false
  const { organ, debtor } = by.application.facts
  const served = by.places[0]?.servedAt ?? ''
  return (
    seizure.organ === organ ||
    // 部分处理的: of another's share nothing moves.
    (seizure.debtor !== null && seizure.debtor !== debtor) ||
    (seizure.servedAt !== null && compareInstants(seizure.servedAt, served) > 0)
  )
}

/** Who gives or burdens was on the register as holder. */
export const onlyHoldersDispose = (books: Books): string[] =>
  onEveryStep(books, ({ row, before }) => {
    const by = books.cases.find(({ caseNo }) => caseNo === row.caseNo)
    const disposing = by?.application.parties.filter(({ role }) => role === 'transferor' || role === 'mortgagor') ?? []
    if (!['ownership-transferred', 'mortgage-created'].includes(row.entry.kind)) return []
    const strangers = disposing.filter(({ name }) => !before?.holders.some(holder => holder.name === name))
    return strangers.map(({ name }) => `${name} disposed and held nothing`)
  })

/** Mortgages in force have a rank each, in the order in which they were created. */
export const ranksInOrder = (books: Books): string[] =>
  onEveryStep(books, ({ after }) => {
    const ranks = after.mortgages.filter(({ status }) => status === 'active').map(({ rank }) => rank)
    return ranks.every((rank, i) => i === 0 || rank > (ranks[i - 1] ?? 0)) ? [] : [`ranks ${ranks.join(' ')}`]
  })

/** Every number is given once, and of each kind none is left out. */
export function numbersGivenOnce({ cases }: Books): string[] {
  const given = cases.flatMap(({ events }) =>
    events.flatMap(event => (event.type === 'Recorded' ? event.data.certificates.map(({ number }) => number) : [])),
  )
  const runOf = (number: string) => number.replace(/\d+号$/, '')
  return [...new Set(given.map(runOf))].flatMap(run => {
    const numbers = given.filter(number => runOf(number) === run)
    const serials = numbers.map(number => Number(/(\d+)号$/.exec(number)?.[1])).sort((a, b) => a - b)
    return serials.every((serial, i) => serial === i + 1) ? [] : [`${run}: ${serials.join(' ')}`]
  })
}

// --- the order of acceptance

/** When something happened as far as the office can tell: not before it was sent, not after it was answered. */
interface When {
  readonly sent: number
  readonly answered: number
}

/** A case on a unit: when it was filed, and when it was recorded or closed. */
interface Turn extends Place {
  readonly book: CaseBook
  readonly filed: When | null
  readonly recorded: When | null
  readonly over: When | null
}

const isCertainlyBefore = (one: When | null, other: When): boolean => one !== null && one.answered < other.sent

/** Nothing is recorded while what goes before it on the unit waits (ORD-1; orders of organs before all, by service). */
export function recordedInOrder({ cases }: Books, log: readonly Sent[], passed: readonly Passed[]): string[] {
  const turns = cases.flatMap(book => turnsOf(book, log, passed))
  return turns.flatMap(turn => {
    const { recorded } = turn
    if (!recorded) return []
    const waiting = turns.filter(other => precedes(other, turn, recorded) && !couldBeOver(other, recorded))
    return waiting.map(other => `${turn.unitCode}: ${turn.book.caseNo} was recorded while ${other.book.caseNo} waited`)
  })
}

function precedes(one: Turn, other: Turn, recorded: When): boolean {
  if (one.unitCode !== other.unitCode || one.book.caseNo === other.book.caseNo) return false
  if (one.book.applicationNo !== null && one.book.applicationNo === other.book.applicationNo) return false
  if (one.lane === 'entrusted' && isCertainlyBefore(one.filed, recorded))
    return other.lane === 'application' || (other.lane === 'entrusted' && (one.servedAt ?? '') < (other.servedAt ?? ''))
  const [place, theirs] = [one.orderNo, other.orderNo]
  return one.lane === 'application' && other.lane === 'application' && place !== null && theirs !== null && place < theirs
}

const couldBeOver = ({ over }: Turn, recorded: When): boolean => over !== null && over.sent < recorded.answered

function turnsOf(book: CaseBook, log: readonly Sent[], passed: readonly Passed[]): Turn[] {
  const when = (types: readonly string[]) => {
    const event = book.events.find(({ type }) => types.includes(type))
    return event ? whenOf(event, log, passed) : null
  }
  const life = {
    filed: when(['Filed']),
    recorded: when(['Recorded']),
    over: when(['Recorded', 'Closed']),
  }
  return book.places.map(place => ({ ...place, ...life, book }))
}

/** By the command that brought it; what came by itself came while days were let pass. */
const whenOf = ({ commandId, at }: LedgerEvent, log: readonly Sent[], passed: readonly Passed[]): When | null =>
  log.find(({ key }) => key === commandId) ??
  passed.find(({ from, to }) => compareInstants(from, at) <= 0 && compareInstants(at, to) <= 0) ??
  null

/** A case holds its place until it is recorded or closed: an application from its acceptance, an organ's order from its filing. */
export const placesHeldWhileWaiting = ({ cases }: Books): string[] =>
  cases.flatMap(({ caseNo, stage, places }) => {
    const accepted = stage === 'examination' || stage === 'recording'
    const filed = stage === 'intake' || stage === 'awaiting-supplement'
    const wrong = places.filter(({ pending, lane }) => pending !== (accepted || (filed && lane === 'entrusted')))
    return wrong.map(({ unitCode, lane }) => `${caseNo} on ${unitCode}, ${lane}, ${stage}`)
  })

// --- the answers

const knownRules: readonly string[] = ruleIds

/** Every answer is the thing asked for, or the refusal by a rule. */
export const answeredByRule = (log: readonly Sent[]): string[] =>
  log
    .filter(
      ({ status, rule }) => status >= 300 && !([403, 409, 422].includes(status) && rule !== null && knownRules.includes(rule)),
    )
    .map(({ what, status, rule, detail }) => `${what}: ${status} ${rule} ${detail}`)

/** What was refused is in no ledger; what was done is. */
export function refusalsLeaveNothing({ cases }: Books, log: readonly Sent[]): string[] {
  const inLedger = new Set(cases.flatMap(({ events }) => events.map(({ commandId }) => commandId)))
  return log.filter(({ key, status }) => status < 300 !== inLedger.has(key)).map(({ what, status }) => `${what}: ${status}`)
}
