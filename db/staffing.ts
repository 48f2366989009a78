import type { ActorFacts, Assignee } from '../domain/case/facts.ts'
import type { Refusal } from '../domain/case/types.ts'
import type { Absence, AbsenceKind, Handover, HandoverItem, StaffMember } from '../domain/office/staff.ts'
import type { Instant, LocalDate } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { readStaff } from './staff.ts'

/** A world's day: records made for everywhere ('') count in every world, a world's own only there. */
export interface StaffDay {
  readonly world: string
  readonly on: LocalDate
}

/** What is known of somebody who acts, for these cases: one statement, because it is part of every act. */
export async function readActor(
  sql: Sql | Transaction,
  { world, on, sub, caseNos }: StaffDay & { readonly sub: string; readonly caseNos: readonly string[] },
): Promise<ActorFacts> {
  const [row] = await sql<ActorFacts[]>`
    select (select name from staff where sub = ${sub}) as name, (select id_no from staff where sub = ${sub}) as "idNo",
      (select badge from staff where sub = ${sub}) as badge,
      array(${trainedPosts(sql, { world, on }, sql`${sub}`)}) as trained,
      (select coalesce(json_agg(json_strip_nulls(json_build_object('name', name, 'idNo', nullif(id_no, ''), 'relation', relation))), '[]')
        from relatives where relatives.sub = ${sub} and world in ('', ${world})) as relatives,
      (select coalesce(json_agg(json_build_object('sub', away.sub, 'posts', absent.posts, 'caseNos', array(
          select item ->> 'caseNo' from jsonb_array_elements(away.handover -> 'items') item
          where item ->> 'caseNo' = any(${[...caseNos]}::text[]))) order by away.id), '[]')
        from absences away join staff absent on absent.sub = away.sub
        where away.acting_sub = ${sub} and ${inForce(sql, { world, on })}) as "standsInFor"`
  if (!row) throw new Error('nothing read of the actor')
  return row
}

/** Somebody who is to take over a task of the office; null when nobody there has that id. */
export async function readAssignee(
  sql: Sql | Transaction,
  { office, sub, ...day }: StaffDay & { readonly office: string; readonly sub: string },
): Promise<Assignee | null> {
  const person = await readStaff(sql, sub)
  return person?.office === office ? { ...(await readActor(sql, { ...day, sub, caseNos: [] })), sub, posts: person.posts } : null
}

type Fragment = ReturnType<Sql>

/** Posts for which a person's last training record was passed and still counts. */
const trainedPosts = (sql: Sql | Transaction, { world, on }: StaffDay, sub: Fragment) => sql`
  select post from (
    select distinct on (post) post, passed, valid_until from training_records
    where training_records.sub = ${sub} and world in ('', ${world}) and held_on <= ${on}
    order by post, held_on desc, id desc) last
  where passed and (valid_until is null or valid_until >= ${on})
  order by post`

const inForce = (sql: Sql | Transaction, { world, on }: StaffDay) => sql`
  away.world = ${world} and away.approved_by is not null and away.returned_at is null and ${on} between away.first_day and away.last_day`

const absenceColumns = (sql: Sql | Transaction) => sql`
  json_build_object('id', id, 'sub', sub, 'from', first_day, 'until', last_day, 'kind', kind, 'handover', handover,
    'actingSub', acting_sub, 'approvedBy', approved_by, 'approvedAt', approved_at, 'returnedAt', returned_at)`

/** The office's people, or one of them, as they stand on a day; partners left out. Absences that are over before it are left out too. */
export function readStaffOn(sql: Sql | Transaction, office: string, day: StaffDay, sub?: string): Promise<StaffMember[]> {
  return sql<StaffMember[]>`
    select person.sub, office, name, posts, employment, badge,
      array(${trainedPosts(sql, day, sql`person.sub`)}) as trained,
      (select coalesce(json_agg(json_build_object('sub', case when pair.sub = person.sub then backup_sub else pair.sub end, 'post', post)
          order by post), '[]') from backups pair where person.sub in (pair.sub, backup_sub)) as backups,
      (select coalesce(json_agg(${absenceColumns(sql)} order by first_day), '[]') from absences
        where absences.sub = person.sub and world = ${day.world} and last_day >= ${day.on}) as absences
    from staff person
    where office = ${office} and not posts[1] like 'department:%' ${sub === undefined ? sql`` : sql`and person.sub = ${sub}`}
    order by person.sub` as unknown as Promise<StaffMember[]>
}

export interface TrainingRecord {
  readonly sub: string
  readonly post: string
  readonly heldOn: LocalDate
  readonly passed: boolean
  readonly validUntil: LocalDate | null
  readonly content: string
  readonly recordedBy: string
}

export async function addTraining(sql: Sql, world: string, record: TrainingRecord): Promise<void> {
  const { sub, post, heldOn, passed, validUntil, content, recordedBy } = record
  await sql`
    insert into training_records (world, sub, post, held_on, passed, valid_until, content, recorded_by)
    values (${world}, ${sub}, ${post}, ${heldOn}, ${passed}, ${validUntil}, ${content}, ${recordedBy})`
}

export interface Relative {
  readonly sub: string
  readonly name: string
  readonly idNo?: string
  readonly relation: string
}

export async function addRelative(sql: Sql, world: string, { sub, name, idNo = '', relation }: Relative): Promise<void> {
  await sql`
    insert into relatives (world, sub, name, id_no, relation) values (${world}, ${sub}, ${name}, ${idNo}, ${relation})
    on conflict (world, sub, name, id_no) do update set relation = excluded.relation`
}

/** What somebody has in hand, and the open cases of his that go on without him (S4-64). */
export async function handoverList(sql: Sql | Transaction, world: string, sub: string): Promise<HandoverItem[]> {
  return sql<HandoverItem[]>`
    select distinct on (cases.case_no) cases.case_no as "caseNo", procedure as title, stage,
      case when claims.sub is null then 'pending' else 'in-hand' end as kind
    from cases left join task_claims claims on claims.case_no = cases.case_no and claims.sub = ${sub}
    where world = ${world} and stage <> 'closed' and (claims.sub is not null or exists (
      select 1 from case_events events where events.case_no = cases.case_no and ${sub} in (events.actor, events.on_behalf_of)))
    order by cases.case_no` as unknown as Promise<HandoverItem[]>
}

/** Asks for an absence; asked again for the same first day, answers with the one that is there. */
export async function requestAbsence(
  sql: Sql,
  world: string,
  { sub, from, until, kind }: { sub: string; from: LocalDate; until: LocalDate; kind: AbsenceKind },
): Promise<Absence | null> {
  const id = `${sub}@${from}`
  await sql`
    insert into absences (world, id, sub, first_day, last_day, kind) values (${world}, ${id}, ${sub}, ${from}, ${until}, ${kind})
    on conflict (world, id) do nothing`
  return readAbsence(sql, world, id)
}

export async function readAbsence(sql: Sql | Transaction, world: string, id: string): Promise<Absence | null> {
  const [row] = await sql<{ absence: Absence }[]>`
    select ${absenceColumns(sql)} as absence from absences where world = ${world} and id = ${id}`
  return row?.absence ?? null
}

export async function signHandover(sql: Sql, world: string, id: string, handover: Handover, actingSub: string): Promise<void> {
  await sql`
    update absences set handover = ${json(handover)}::text::jsonb, acting_sub = ${actingSub}
    where world = ${world} and id = ${id} and approved_by is null`
}

/**
 * Approves what `check` finds nothing against. Approvals go one after another, so that each sees the ones before it; that two back-ups
 * are never away at once the database refuses even to somebody who writes past this (migration 0004).
 */
export async function approveAbsence(
  sql: Sql,
  world: string,
  { id, by, at, actingSub }: { id: string; by: string; at: Instant; actingSub: string },
  check: (tx: Transaction) => Promise<Refusal | null>,
): Promise<Refusal | null> {
  return (await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('absences'), hashtext(${world}))`
    const refusal = await check(tx)
    if (refusal) return refusal
    await tx`
      update absences set approved_by = ${by}, approved_at = ${at}, acting_sub = ${actingSub}
      where world = ${world} and id = ${id} and approved_by is null`
    return null
  })) as Refusal | null
}

export async function endAbsence(sql: Sql, world: string, id: string, at: Instant): Promise<void> {
  await sql`update absences set returned_at = ${at} where world = ${world} and id = ${id} and returned_at is null`
}

/** Who stands in for whom on a day, by the absent person's id: what he has in hand is offered to that one at once (S4-63). */
export async function standIns(sql: Sql, day: StaffDay): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ sub: string; actingSub: string }[]>`
    select sub, acting_sub as "actingSub" from absences away where acting_sub is not null and ${inForce(sql, day)}`
  return new Map(rows.map(({ sub, actingSub }) => [sub, actingSub]))
}
