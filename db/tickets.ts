import type { HallHours } from '../domain/hall/hours.ts'
import type { Call, Ticket, Wanted } from '../domain/hall/tickets.ts'
import { dateOf, type Instant, type LocalDate } from '../domain/time/instant.ts'
import type { Sql, Transaction } from './client.ts'
import type { HallPlace } from './halls.ts'

/** One ticket by its parts; printed as `<hall>-<day>-<no>`. */
export interface TicketKey extends HallPlace {
  readonly day: LocalDate
  readonly no: number
}

/** Of an id that is none: null. */
export function ticketKey(place: Omit<HallPlace, 'hall'>, id: string): TicketKey | null {
  const [, hall, day, no] = /^([a-z0-9-]{1,40})-(\d{4}-\d{2}-\d{2})-(\d{1,6})$/.exec(id) ?? []
  return hall && day && no ? { ...place, hall, day, no: Number(no) } : null
}

/** Gives out the next number of the day. Whoever comes while another is served waits for the day's lock, so that numbers are in order. */
export async function takeTicket(
  sql: Sql,
  place: HallPlace,
  wanted: Wanted & Pick<Ticket, 'takenAt' | 'firstAsked'>,
  { closesAt }: HallHours,
): Promise<Ticket> {
  const { world, office, hall } = place
  const { business, class: name, reason, callMode, takenAt, firstAsked } = wanted
  const day = dateOf(takenAt)
  return (await sql.begin(async tx => {
    const [counter] = await tx<{ no: number }[]>`
      insert into hall_days (world, office, hall, day, closes_at, last_no) values (${world}, ${office}, ${hall}, ${day}, ${closesAt}, 1)
      on conflict (world, office, hall, day) do update set last_no = hall_days.last_no + 1 returning last_no as no`
    const no = counter?.no ?? 0
    await tx`
      insert into tickets (world, office, hall, day, no, business, class, reason, call_mode, taken_at, first_asked)
      values (${world}, ${office}, ${hall}, ${day}, ${no}, ${business}, ${name}, ${reason}, ${callMode}, ${takenAt}, ${firstAsked})`
    return readTicket(tx, { ...place, day, no })
  })) as Ticket
}

/** What a window sees when it calls: who waits, and whom it has in hand. */
export interface CallSight {
  readonly waiting: readonly Ticket[]
  readonly inHand: Ticket | null
}

/**
 * Calls whom `choose` names, under the lock of the day: of windows that call at once each sees what the one before has left, and nobody is
 * called twice. Null when it names nobody.
 */
export async function callNext(
  sql: Sql,
  place: HallPlace,
  { window, by, at }: { readonly window: string; readonly by: string; readonly at: Instant },
  choose: (sight: CallSight) => Call | null,
): Promise<Ticket | null> {
  const day = dateOf(at)
  return (await sql.begin(async tx => {
    await lockDay(tx, { ...place, day })
    const call = choose(await sightOf(tx, { ...place, day }, window))
    if (!call) return null
    const key = { ...place, day, no: call.ticket.no }
    await tx`
      update tickets set state = 'called', at_window = ${window}, called_by = ${by}, called_at = ${at}, last_called_at = ${at},
        passed_over = ${call.passedOver}
      where ${isTicket(tx, key)}`
    const called = await readTicket(tx, key)
    if (called) await tellCall(tx, key, called, { by, at })
    return called
  })) as Ticket | null
}

async function sightOf(tx: Transaction, place: HallPlace & { readonly day: LocalDate }, window: string): Promise<CallSight> {
  const { world, office, hall, day } = place
  const waiting = await tx<Ticket[]>`${selectTickets(tx)}
    where (t.world, t.office, t.hall, t.day) = (${world}, ${office}, ${hall}, ${day}) and t.state = 'waiting' order by t.no`
  const [inHand] = await tx<Ticket[]>`${selectTickets(tx)}
    where (t.world, t.office, t.day) = (${world}, ${office}, ${day}) and t.at_window = ${window} and t.state = 'called'`
  return { waiting, inHand: inHand ?? null }
}

/** A step on one ticket, under the lock of its day: what `change` makes of it is written. Null where there is no such ticket. */
export async function changeTicket(
  sql: Sql,
  key: TicketKey,
  change: (ticket: Ticket) => Ticket,
  by: string,
): Promise<Ticket | null> {
  return (await sql.begin(async tx => {
    await lockDay(tx, key)
    const found = await readTicket(tx, key)
    if (!found) return null
    const changed = change(found)
    const { state, lastCalledAt, endedAt, exception } = changed
    await tx`
      update tickets set state = ${state}, last_called_at = ${lastCalledAt}, ended_at = ${endedAt}, exception = ${exception}
      where ${isTicket(tx, key)}`
    if (lastCalledAt && lastCalledAt !== found.lastCalledAt) await tellCall(tx, key, changed, { by, at: lastCalledAt })
    return changed
  })) as Ticket | null
}

/** The loudspeaker and the screen read this; a way of calling that is both is two calls. */
async function tellCall(
  tx: Transaction,
  { world, office, hall, day, no }: TicketKey,
  { window, callMode }: Ticket,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  for (const mode of callMode === 'both' ? ['voice', 'silent'] : [callMode])
    await tx`
      insert into ticket_calls (world, office, hall, day, no, at_window, mode, called_by, at)
      values (${world}, ${office}, ${hall}, ${day}, ${no}, ${window}, ${mode}, ${by}, ${at})`
}

/** A call as a screen shows it: the number and where to go. */
export interface TicketCall {
  readonly seq: number
  readonly no: number
  readonly window: string
  readonly mode: 'voice' | 'silent'
  readonly calledBy: string
  readonly at: Instant
}

/** The calls of a day after one that is known (0: from the first), oldest first. */
export function callsAfter(sql: Sql, place: HallPlace & { day: LocalDate; after: number }, limit = 200): Promise<TicketCall[]> {
  const { world, office, hall, day, after } = place
  return sql<TicketCall[]>`
    select seq::int, no, at_window as "window", mode, called_by as "calledBy", at from ticket_calls
    where world = ${world} and office = ${office} and hall = ${hall} and day = ${day} and seq > ${after}
    order by seq limit ${limit}` as unknown as Promise<TicketCall[]>
}

/** Notes that a visit opened a case; noted once, however often it is said. */
export async function linkCase(
  sql: Sql,
  { world, office, hall, day, no }: TicketKey,
  caseNo: string,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  await sql`
    insert into ticket_cases (world, office, hall, day, no, case_no, linked_by, linked_at)
    values (${world}, ${office}, ${hall}, ${day}, ${no}, ${caseNo}, ${by}, ${at}) on conflict do nothing`
}

export async function readTicket(sql: Sql | Transaction, key: TicketKey): Promise<Ticket | null> {
  const { world, office, hall, day, no } = key
  const [row] = await sql<Ticket[]>`${selectTickets(sql)}
    where (t.world, t.office, t.hall, t.day, t.no) = (${world}, ${office}, ${hall}, ${day}, ${no})`
  return row ?? null
}

/** Tickets of some days, first and last included, in order. */
export function ticketsBetween(sql: Sql, place: HallPlace, from: LocalDate, until: LocalDate): Promise<Ticket[]> {
  const { world, office, hall } = place
  return sql<Ticket[]>`${selectTickets(sql)}
    where (t.world, t.office, t.hall) = (${world}, ${office}, ${hall}) and t.day between ${from} and ${until}
    order by t.day, t.no` as unknown as Promise<Ticket[]>
}

const lockDay = (tx: Transaction, { world, office, hall, day }: HallPlace & { readonly day: LocalDate }) => tx`
  select 1 from hall_days where (world, office, hall, day) = (${world}, ${office}, ${hall}, ${day}) for update`

const isTicket = (tx: Transaction, { world, office, hall, day, no }: TicketKey) =>
  tx`(world, office, hall, day, no) = (${world}, ${office}, ${hall}, ${day}, ${no})`

const selectTickets = (sql: Sql | Transaction) => sql`
  select t.hall || '-' || t.day || '-' || t.no as id, t.hall, t.day, t.no, t.business, t.class, t.reason, t.call_mode as "callMode",
    t.taken_at as "takenAt", t.first_asked as "firstAsked", t.state, t.at_window as "window", t.called_by as "calledBy",
    t.called_at as "calledAt", t.last_called_at as "lastCalledAt", t.passed_over as "passedOver", t.ended_at as "endedAt", t.exception,
    d.closes_at as "closesAt", array(
      select l.case_no from ticket_cases l
      where (l.world, l.office, l.hall, l.day, l.no) = (t.world, t.office, t.hall, t.day, t.no) order by l.linked_at, l.case_no) as cases
  from tickets t join hall_days d on (d.world, d.office, d.hall, d.day) = (t.world, t.office, t.hall, t.day)`
