import { demoOffice, type OfficeProfile } from '../../office/profile.ts'
import { editionOf } from '../../procedures/registry.ts'
import { applyEntry } from '../../register/applyEntry.ts'
import type { Unit } from '../../register/types.ts'
import type { RuleId } from '../../rules/ids.ts'
import { builtInCalendar, type Calendar } from '../../time/calendar.ts'
import { formatInstant, type Instant, laterOf, parseInstant } from '../../time/instant.ts'
import { acceptanceData } from '../accepting.ts'
import { alarmCommand } from '../alarms.ts'
import type { ActCommand, ActionBodies, ActionName, Alarm, Command, RegisterChange } from '../commands.ts'
import { decide } from '../decide/decide.ts'
import type { EventType, LedgerEvent, NewEvent } from '../events.ts'
import { evolve, fold } from '../evolve.ts'
import type { ActorFacts, Assignee, Decision, Facts, RegisterWrite } from '../facts.ts'
import { deemedAcceptanceAt } from '../filing.ts'
import { tracksOf } from '../tracks.ts'
import { type Actor, type Application, type CaseState, type Refusal, systemActor } from '../types.ts'
import { filingDay } from './applications.ts'
import { colleagues, intake1, usually } from './people.ts'
import { registered } from './register.ts'

/**
 * given (an application, what has happened since, what is on the register) / when (an act or an alarm) / then (events or a
 * refusal). Every state is the fold of events that `decide` has given: none is made by hand.
 */
export interface Situation {
  readonly state: CaseState
  readonly ledger: readonly LedgerEvent[]
  readonly around: Surroundings
  /** The same case, with something else around it. */
  readonly where: (change: Partial<Surroundings>) => Situation
  /** What happened next; throws when it is refused, since it then did not happen. */
  readonly after: (...steps: readonly Step[]) => Situation
  readonly when: (step: Step) => Outcome
}

/** What the transaction would find under its locks. */
export interface Surroundings {
  readonly units: readonly Unit[]
  readonly twin: string | null
  readonly earlier: Facts['units'][number]['earlier']
  /** What is told of whoever acts; left out, trained for every post held, related to nobody, standing in for nobody. */
  readonly actor?: Partial<ActorFacts>
  /** How long steps may take; left out, they have no clocks. */
  readonly stepLimits?: Facts['stepLimits']
  /** Who is on duty when a light changes. */
  readonly duty?: Facts['duty']
  /** The same of whoever is to take over a task. */
  readonly assignee?: Partial<Assignee>
  /** Left out, the demo office. */
  readonly office?: OfficeProfile
  /** Left out, the built-in years. */
  readonly calendar?: Calendar
}

/** An act or an alarm, before it has its time. Without `at` it follows the last event by a minute. */
export interface Step {
  readonly at?: Instant
  readonly command: (receivedAt: Instant) => Command
}

/** `rule` is null when nothing refused, `happened` empty when nothing happened. */
export interface Outcome {
  readonly refusal: Refusal | null
  readonly rule: RuleId | null
  readonly events: readonly NewEvent[]
  readonly happened: readonly EventType[]
  readonly writes: readonly RegisterWrite[]
  readonly situation: Situation
}

export const caseNo = '510802-2025-000001'
export const filedAt: Instant = `${filingDay}T09:00:00+08:00`

const MINUTE_MS = 60_000

/**
 * A filed application, by default at nine o'clock of an ordinary Tuesday, filed by the intake clerk, its units free of everything.
 * `original`: the departments of the case that made the entry to be corrected.
 */
export function given(
  application: Application,
  filing: { readonly at?: Instant; readonly by?: Actor; readonly original?: readonly string[] } = {},
): Situation {
  const at = filing.at ?? filedAt
  const edition = editionOf(application.edition)
  const filed: NewEvent = {
    type: 'Filed',
    data: {
      application,
      tracks: tracksOf(edition, application, filing.original),
      ...(edition.entry === 'application' ? {} : { entry: edition.entry }),
      deemedAcceptanceAt: deemedAcceptanceAt(application, demoOffice, builtInCalendar, at),
      world: '',
    },
  }
  const units = application.units.map(unitCode => registered({ unitCode }))
  return situation(
    chained([], [filed], { at, receivedAt: at, dueAt: null, actor: (filing.by ?? intake1).sub, commandId: 'file' }),
    {
      units,
      twin: null,
      earlier: [],
    },
  )
}

/** A ledger as a situation of its own, for tests of events that no act gives. */
export function situation(ledger: readonly LedgerEvent[], around: Surroundings): Situation {
  const state = fold(ledger, caseNo)
  if (!state) throw new Error('没有事件')
  return situationAt(state, ledger, around)
}

function situationAt(state: CaseState, ledger: readonly LedgerEvent[], around: Surroundings): Situation {
  const here: Situation = {
    state,
    ledger,
    around,
    where: change => situationAt(state, ledger, { ...around, ...change }),
    after: (...steps) => steps.reduce(happen, here),
    when: step => outcomeOf(here, step),
  }
  return here
}

/** An act with its ordinary body, by whoever does it on an ordinary day. */
export const act = <A extends ActionName>(
  action: A,
  body: ActionBodies[A] = usualBodies[action],
  actor = usually[action],
): Step => ({
  command: receivedAt => {
    const commandId = `${action}@${receivedAt}`
    return { kind: 'act', commandId, digest: commandId, actor, receivedAt, action, body } as unknown as ActCommand
  },
})

/** The same act by somebody else. */
export const by = (actor: Actor, step: Step): Step => ({
  ...step,
  command: receivedAt => ({ ...step.command(receivedAt), actor }),
})

/** The same act, or alarm, at a given time. */
export const at = (instant: Instant, step: Step): Step => ({ ...step, at: instant })

/** An alarm that goes off when it is due; with `at`, when a worker comes back. */
export const rings = (alarm: Alarm): Step => ({ at: alarm.dueAt, command: () => alarmCommand(alarm) })

/** News of an entry that somebody else has written on one of the case's units. */
export const learns = (change: RegisterChange): Step => ({
  command: receivedAt => {
    const commandId = `register:${change.unitCode}:${change.version}`
    return { kind: 'learn', commandId, digest: commandId, actor: systemActor, receivedAt, change }
  },
})

/** The holidays of a year were published; `around.calendar` has them. */
export const redates = (year: number): Step => ({
  command: receivedAt => {
    const commandId = `calendar:${year}`
    return { kind: 'redate', commandId, digest: commandId, actor: systemActor, receivedAt, year }
  },
})

export const usualBodies: { readonly [A in ActionName]: ActionBodies[A] } = {
  accept: {},
  'request-supplement': { items: [{ material: 'identity-proof', problem: '已过有效期', remedy: '提交有效的身份证明' }] },
  supplement: { materials: [{ code: 'identity-proof', form: 'original' }] },
  'not-accept': { ground: 'incomplete', detail: '申请材料不齐全' },
  leave: {},
  withdraw: { by: ['张建国', '李秀兰'] },
  examine: { decision: 'pass', findings: '材料齐全，权属清楚' },
  refuse: { grounds: ['not-holder'], findings: '申请人不是登记簿记载的权利人' },
  'department-result': { department: 'housing', result: 'passed' },
  'tax-cleared': { receiptNo: 'T-001', paidFen: 860_000 },
  consent: { by: '广元甲银行', of: 'mortgagee' },
  undertake: { by: '张建国' },
  'open-site-visit': {},
  'site-visit': { findings: '坐落与申请一致，已竣工', staff: ['examiner-1', 'examiner-2'] },
  'publish-announcement': {},
  'announcement-objection': { by: '王志强', reason: '系共同出资' },
  'settle-objection': { sustained: false, findings: '异议不成立' },
  interview: { heir: '李秀兰', record: '无异议' },
  'reply-to-court': { reason: '不动产已转移登记至他人名下' },
  'suit-proof': { document: '受理案件通知书（2025）川0802民初123号' },
  'confirm-registrable': { registrableOn: '2025-06-03' },
  record: {},
  issue: {},
  deliver: { by: 'pickup', receiver: '李秀兰' },
  archive: {},
  suspend: { reason: 'other-law', basis: '《国有土地上房屋征收与补偿条例》第十六条', evidence: '利州府函〔2025〕12号' },
  resume: {},
  urge: { note: '请尽快办理' },
  reassign: { to: 'examiner-2', reason: '承办人工作积压' },
  explain: { reason: '等待补充调查，已向申请人说明' },
  stop: { reason: '抽查发现权属来源材料存疑' },
  'lift-stop': { findings: '已经核实，材料真实' },
}

/** The steps by which an ordinary case goes on. */
export const accepted = act('accept')
export const left = act('leave')
export const examined = act('examine')
export const housingPassed = act('department-result')
export const taxCleared = act('tax-cleared')
export const recorded = act('record')
export const issued = act('issue')
export const delivered = act('deliver')
export const archived = act('archive')

function happen(before: Situation, step: Step): Situation {
  const { refusal, situation: next } = before.when(step)
  if (refusal) throw new Error(`未能办理：${refusal.rule} ${refusal.detail}`)
  return next
}

function outcomeOf(before: Situation, step: Step): Outcome {
  const now = step.at ?? formatInstant(parseInstant(before.state.lastAt) + MINUTE_MS)
  const command = step.command(now)
  const facts = factsFor(before, command, now)
  const decision = decide(before.state, command, facts)
  if (decision.kind === 'refused') {
    const { refusal } = decision
    return { refusal, rule: refusal.rule, events: [], happened: [], writes: [], situation: before }
  }
  const { events, writes } = decision
  return {
    refusal: null,
    rule: null,
    events,
    happened: events.map(event => event.type),
    writes,
    // Only folded when a test goes on from here: a walk asks many acts and takes one.
    get situation() {
      return events.length === 0 ? before : situationAfter(before, command, facts, decision)
    },
  }
}

function situationAfter(before: Situation, command: Command, facts: Facts, decision: Decision & { kind: 'events' }): Situation {
  const ledger = ledgerAfter(before, command, facts, decision)
  const state = ledger.slice(before.ledger.length).reduce((last: CaseState, event) => evolve(last, event, caseNo), before.state)
  return situationAt(state, ledger, aroundAfter(before, facts, decision.writes))
}

function ledgerAfter(
  before: Situation,
  command: Command,
  facts: Facts,
  { events }: Decision & { kind: 'events' },
): LedgerEvent[] {
  const { receivedAt, commandId, actor } = command
  const dueAt = command.kind === 'alarm' ? command.alarm.dueAt : null
  return chained(before.ledger, events, { at: facts.at, receivedAt, dueAt, actor: actor.sub, commandId })
}

/** Events in their places, as the ledger gives them; the hashes tell the places, nothing more. */
export function chained(
  ledger: readonly LedgerEvent[],
  events: readonly NewEvent[],
  frame: Pick<LedgerEvent, 'at' | 'receivedAt' | 'dueAt' | 'actor' | 'commandId'>,
): LedgerEvent[] {
  const next = events.map((event, i) => {
    const seq = ledger.length + i + 1
    return { ...event, ...frame, seq, commandDigest: frame.commandId, prevHash: hashAt(seq - 1), hash: hashAt(seq) }
  })
  return [...ledger, ...next]
}

const hashAt = (seq: number): string => `hash-${seq}`

function aroundAfter(before: Situation, { at: recordedAt }: Facts, writes: readonly RegisterWrite[]): Surroundings {
  const units = writes.reduce<readonly Unit[]>((all, write) => {
    const unit = all.find(one => one.unitCode === write.unitCode) ?? null
    const row = { ...write, version: (unit?.version ?? 0) + 1, at: recordedAt, caseNo, prevHash: '', hash: '' }
    return [...all.filter(one => one !== unit), applyEntry(unit, row)]
  }, before.around.units)
  return { ...before.around, units }
}

/** Accepted, whatever the rules would say to it: an application by silence, an order or an ex officio case because the ledger says so. */
export function acceptedAnyway(before: Situation): Situation {
  const facts = factsFor(
    before,
    act('accept').command(before.state.lastAt),
    formatInstant(parseInstant(before.state.lastAt) + MINUTE_MS),
  )
  const data = acceptanceData(before.state, facts, facts.at)
  const frame = { at: facts.at, receivedAt: facts.at, dueAt: null, actor: intake1.sub, commandId: 'accepted-anyway' }
  return situation(chained(before.ledger, [{ type: 'Accepted', data }], frame), before.around)
}

/** Acts that look at the units: only these are shown them, as in the transaction. */
const touchesUnits = (command: Command): boolean => {
  if (command.kind === 'alarm') return command.alarm.kind === 'deemed-acceptance'
  if (command.kind === 'redate') return false
  return command.kind === 'learn' || ['accept', 'leave', 'record', 'reply-to-court'].includes(command.action)
}

const anybody: ActorFacts = { name: null, idNo: null, badge: null, trained: [], relatives: [], standsInFor: [] }

function factsFor({ state, around }: Situation, command: Command, now: Instant): Facts {
  const { application } = state
  const edition = editionOf(application.edition)
  const seen = touchesUnits(command)
  const units = seen ? around.units : []
  return {
    actor: command.kind === 'act' ? { ...anybody, trained: command.actor.posts, ...around.actor } : null,
    at: units.reduce((latest, unit) => laterOf(latest, unit.lastAt), laterOf(now, state.lastAt)),
    edition,
    office: around.office ?? demoOffice,
    calendar: around.calendar ?? builtInCalendar,
    units: seen ? unitFacts(application, around) : [],
    twin: seen ? around.twin : null,
    reached: [],
    siblings: [],
    order: seen ? application.units.map(unitCode => ({ unitCode, orderNo: 1 })) : [],
    certificateNumbers: edition.issues && state.stage === 'recording' ? numbersFor(application, edition.issues) : [],
    ...handoverFor(command, around),
    ...(around.stepLimits ? { stepLimits: around.stepLimits } : {}),
    ...(around.duty ? { duty: around.duty } : {}),
  }
}

/** Nobody has claimed the task. */
function handoverFor(command: Command, { assignee }: Surroundings): Pick<Facts, 'handover'> {
  if (command.kind !== 'act' || command.action !== 'reassign') return {}
  const { to } = command.body
  const colleague = colleagues.find(({ sub }) => sub === to)
  return { handover: { from: null, assignee: colleague ? { ...colleague, ...assignee } : null } }
}

/** The units of an application as rules see them: null where the register has none. */
export const unitFacts = ({ units }: Application, around: Surroundings): Facts['units'] =>
  units.map(unitCode => ({
    unitCode,
    unit: around.units.find(unit => unit.unitCode === unitCode) ?? null,
    earlier: around.earlier,
    land: landOf(unitCode, around),
  }))

const landOf = (unitCode: string, { units }: Surroundings): Unit | null =>
  units.find(unit => unit.unitCode !== unitCode && unit.unitCode === `${unitCode.slice(0, 19)}W00000000`) ?? null

function numbersFor(application: Application, kind: 'title' | 'proof'): string[][] {
  const { documents } = editionOf(application.edition).writes
  const word = kind === 'title' ? '不动产权' : '不动产证明'
  let serial = 0
  return application.units.map(unitCode =>
    Array.from({ length: documents(application, unitCode) }, () => {
      serial += 1
      return `川（2025）广元市${word}第${String(serial).padStart(7, '0')}号`
    }),
  )
}
