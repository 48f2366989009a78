import type { Instant } from '../time/instant.ts'
import type { Clock } from './clock.ts'
import type { AcceptanceData, LedgerEvent } from './events.ts'
import { allTracksPassed, taxIsLast } from './tracks.ts'
import type {
  Announcement,
  CaseState,
  ClosedState,
  ExaminationState,
  IntakeState,
  Outcome,
  RecordedState,
  Stage,
  TrackState,
} from './types.ts'

/**
 * The state after one more event. Pure and total over the ledger: everything it needs is in the event, so folding a ledger
 * gives the same state in the workflow, in the database and in an auditor's hands, whatever rules or calendars say by then.
 * @throws Error when the event cannot follow the state: the ledger is then damaged, never merely refused.
 */
export function evolve(state: CaseState | null, event: LedgerEvent, caseNo: string): CaseState {
  if (event.type === 'Filed') {
    if (state) throw misplaced(event, state)
    return filed(event, caseNo)
  }
  if (!state) throw new Error(`账本损坏：案件 ${caseNo} 的第一个事件应为 Filed，实为 ${event.type}`)
  const next = withStep(state, apply(state, event), event)
  return withTaxDelay({ ...next, seq: event.seq, head: event.hash, lastAt: event.at })
}

/** A step that begins has a clock of its own; the one of the step that has ended stops with it. */
function withStep<S extends CaseState>(before: CaseState, next: S, event: LedgerEvent): S {
  if (!('clocks' in next)) return next
  const { step } = event.data
  if (step) return { ...next, clocks: [...next.clocks.filter(({ name }) => name !== 'step'), step] }
  if (before.stage === next.stage) return next
  return withClocks(next, clock => (clock.name === 'step' && !clock.stoppedAt ? { ...clock, stoppedAt: event.at } : clock))
}

/** Once the tax has held the case up, that stays on it, whenever it is paid (S4-31). */
function withTaxDelay(state: CaseState): CaseState {
  const heldUp = state.taxHeldUpSince === null && 'clocks' in state && state.stage !== 'closed' && isHeldUpByTax(state)
  return heldUp ? { ...state, taxHeldUpSince: state.lastAt } : state
}

const isHeldUpByTax = ({ tracks, clocks }: Pick<ExaminationState, 'tracks' | 'clocks'>): boolean =>
  taxIsLast(tracks) || (tracks.tax === 'open' && clocks.some(({ name, light }) => name === 'promised' && light === 'red'))

/** Folds a whole ledger, or the part of it up to a sequence or an instant. */
export function fold(events: readonly LedgerEvent[], caseNo: string): CaseState | null {
  return events.reduce<CaseState | null>((state, event) => evolve(state, event, caseNo), null)
}

function filed(event: LedgerEvent & { type: 'Filed' }, caseNo: string): IntakeState {
  const { application, tracks, deemedAcceptanceAt, entry = 'application', part = null, firstAsked } = event.data
  return {
    stage: 'intake',
    caseNo,
    seq: event.seq,
    head: event.hash,
    filedAt: event.at,
    filedBy: event.actor,
    lastAt: event.at,
    application,
    materials: application.materials,
    tracks,
    notices: [],
    consents: [],
    undertakings: [],
    deemedAcceptanceAt,
    entry,
    part,
    ...(firstAsked ? { firstAsked } : {}),
    siteVisit: null,
    announcement: null,
    taxHeldUpSince: null,
    interviews: [],
    registerChanges: [],
  }
}

function apply(state: CaseState, event: LedgerEvent): CaseState {
  if (state.stage === 'closed') {
    // A right outlives its case, and so may what reaches its term (实施细则 83(2), 民法典 221(2)).
    if (event.type === 'SuitProofFiled' || event.type === 'RegistrableConfirmed') return state
    throw misplaced(event, state)
  }
  switch (event.type) {
    case 'Filed':
      throw misplaced(event, state)
    case 'Accepted':
      return accepted(atIntake(state, event), event.data, { deemed: false, by: event.actor })
    case 'DeemedAccepted':
      return accepted(atIntake(state, event), event.data, { deemed: true, by: event.dueAt ? null : event.actor })
    case 'SupplementRequested':
      return supplementRequested(state, event)
    case 'Supplemented':
      return supplemented(state, event)
    case 'NotAccepted':
      return { ...atIntake(state, event), notices: [...state.notices, event.data.notice] }
    case 'Withdrawn':
      return notYetRecorded(state, event)
    case 'Examined':
      return examined(atExamination(state, event), event)
    case 'Refused':
      return { ...atExamination(state, event), notices: [...state.notices, event.data.notice] }
    case 'DepartmentAnswered':
      return departmentAnswered(atExamination(state, event), event.data)
    case 'TaxCleared':
      return onward({ ...atExamination(state, event), tracks: { ...state.tracks, tax: 'passed' } })
    case 'Consented':
      return { ...state, consents: [...state.consents, { by: event.data.by, of: event.data.of, at: event.at }] }
    case 'Undertaken':
      return { ...notYetRecorded(state, event), undertakings: [...state.undertakings, event.data.by] }
    case 'SiteVisitOpened':
      return withTrack(atExamination(state, event), 'siteVisit', 'open')
    case 'SiteVisited':
      return onward({
        ...withTrack(atExamination(state, event), 'siteVisit', 'passed'),
        siteVisit: { ...event.data, at: event.at },
      })
    case 'AnnouncementPublished':
      return announced(atExamination(state, event), event)
    case 'AnnouncementObjected':
      return withObjections(atExamination(state, event), objections => [
        ...objections,
        { ...event.data, at: event.at, settled: null },
      ])
    case 'AnnouncementObjectionSettled':
      return settled(atExamination(state, event), event.data)
    case 'AnnouncementEnded':
      return onward(withTrack(atExamination(state, event), 'announcement', 'passed'))
    case 'ClockSuspended':
    case 'ClockResumed':
      return { ...atExamination(state, event), clocks: event.data.clocks }
    case 'ClocksRedated':
      return redated(state, event)
    case 'Interviewed':
      return {
        ...atExamination(state, event),
        interviews: [...state.interviews, { heir: event.data.heir, record: event.data.record, at: event.at }],
      }
    case 'RegisterChanged':
      return registerChanged(onceAccepted(state, event), event)
    case 'CourtAnswered':
      return { ...atRecording(state, event), notices: [...state.notices, event.data.notice] }
    case 'SuitProofFiled':
    case 'RegistrableConfirmed':
      return state
    case 'LightChanged':
      return withClocks(onceAccepted(state, event), clock =>
        clock.name === event.data.clock ? { ...clock, light: event.data.light } : clock,
      )
    case 'Escalated':
      return escalated(onceAccepted(state, event), event)
    case 'Urged':
    case 'Reassigned':
    case 'Explained':
      return disposedOf(state)
    case 'Stopped':
      return { ...state, stopped: { by: event.actor, reason: event.data.reason, at: event.at } }
    case 'StopLifted':
      return { ...state, stopped: null }
    case 'Recorded':
      return recorded(atRecording(state, event), event)
    case 'Issued':
      return { ...stopClocks(atRecorded(state, event, 'certification'), event.at), stage: 'delivery' }
    case 'Delivered':
      return { ...atRecorded(state, event, 'delivery'), delivery: { ...event.data, at: event.at }, stage: 'archive' }
    case 'Archived':
      return atRecorded(state, event, 'archive')
    case 'Closed':
      return closed(state, event)
    default:
      return unknownEvent(event)
  }
}

/** What is counted anew stands in the event; all else stays as it is. */
function redated(state: CaseState, event: LedgerEvent & { type: 'ClocksRedated' }): CaseState {
  const { clocks, announcement, announceableFrom, deemedAcceptanceAt } = event.data
  if (deemedAcceptanceAt) return { ...atIntake(state, event), deemedAcceptanceAt }
  const running = onceAccepted(state, event)
  return {
    ...running,
    ...(clocks && 'clocks' in running ? { clocks } : {}),
    ...(announcement && running.announcement ? { announcement: { ...running.announcement, ...announcement } } : {}),
    ...(announceableFrom && 'acceptance' in running ? { acceptance: { ...running.acceptance, announceableFrom } } : {}),
  } as CaseState
}

function escalated(state: CaseState, { data }: LedgerEvent & { type: 'Escalated' }): CaseState {
  const { to, clock, directorFrom } = data
  if (to === 'director') return disposedOf(state)
  return directorFrom ? { ...state, awaitsDisposition: { clock, directorFrom } } : state
}

/** Nothing is awaited any more; a case of which nothing was is left as it is. */
const disposedOf = <S extends CaseState>(state: S): S => (state.awaitsDisposition ? { ...state, awaitsDisposition: null } : state)

function accepted(
  state: IntakeState,
  data: AcceptanceData,
  how: { readonly deemed: boolean; readonly by: string | null },
): ExaminationState {
  return onward({
    ...state,
    // Entrusted cases are not examined: what is still open (the tax of a court transfer) is waited for in recording.
    stage: state.entry === 'entrustment' ? 'recording' : 'examination',
    acceptance: { at: data.acceptedAt, ...how, holders: data.holders, announceableFrom: data.announceableFrom ?? null },
    clocks: data.clocks,
    examinedBy: null,
    notices: [...state.notices, ...data.notices],
  })
}

function supplementRequested(state: CaseState, event: LedgerEvent & { type: 'SupplementRequested' }): CaseState {
  const notices = [...state.notices, event.data.notice]
  if (state.stage === 'intake') return { ...state, stage: 'awaiting-supplement', notices }
  return { ...atExamination(state, event), notices }
}

function supplemented(state: CaseState, event: LedgerEvent & { type: 'Supplemented' }): CaseState {
  const filedNow = event.data.materials
  const codes = new Set(filedNow.map(material => material.code))
  const materials = [...state.materials.filter(material => !codes.has(material.code)), ...filedNow]
  return state.stage === 'awaiting-supplement'
    ? { ...state, stage: 'intake', materials }
    : { ...atExamination(state, event), materials }
}

function examined(state: ExaminationState, event: LedgerEvent & { type: 'Examined' }): ExaminationState {
  if (event.data.decision === 'return') return { ...state, examinedBy: null }
  const examination = event.data.decision === 'pass' ? 'passed' : 'failed'
  return onward({ ...state, examinedBy: event.actor, tracks: { ...state.tracks, examination } })
}

const withTrack = (state: ExaminationState, track: 'siteVisit' | 'announcement', to: TrackState): ExaminationState => ({
  ...state,
  tracks: { ...state.tracks, [track]: to },
})

function announced(state: ExaminationState, event: LedgerEvent & { type: 'AnnouncementPublished' }): ExaminationState {
  const { notice, endsOn, endsAt } = event.data
  return {
    ...state,
    announcement: { publishedAt: event.at, endsOn, endsAt, objections: [] },
    notices: [...state.notices, notice],
  }
}

function withObjections(
  state: ExaminationState,
  change: (objections: Announcement['objections']) => Announcement['objections'],
): ExaminationState {
  const { announcement } = state
  return announcement ? { ...state, announcement: { ...announcement, objections: change(announcement.objections) } } : state
}

/** A sustained objection fails the track: the title is in dispute (条例 22(二)). */
function settled(state: ExaminationState, { by, sustained }: { by: string; sustained: boolean }): ExaminationState {
  const next = withObjections(state, objections =>
    objections.map(one =>
      one.by === by && one.settled === null ? { ...one, settled: sustained ? 'sustained' : 'dismissed' } : one,
    ),
  )
  return sustained ? withTrack(next, 'announcement', 'failed') : next
}

function registerChanged<S extends CaseState>(state: S, event: LedgerEvent & { type: 'RegisterChanged' }): S {
  const { unitCode, version, what, notices } = event.data
  return {
    ...state,
    registerChanges: [...state.registerChanges, { unitCode, version, what, at: event.at }],
    notices: [...state.notices, ...notices],
  }
}

function departmentAnswered(
  state: ExaminationState,
  data: { readonly department: string; readonly result: 'passed' | 'failed' },
): ExaminationState {
  return onward({
    ...state,
    tracks: { ...state.tracks, departments: { ...state.tracks.departments, [data.department]: data.result } },
  })
}

/** The stage turns to recording when the examination and every track have passed, in whatever order. */
function onward(state: ExaminationState): ExaminationState {
  return state.stage === 'examination' && allTracksPassed(state.tracks) ? { ...state, stage: 'recording' } : state
}

function recorded(state: ExaminationState, event: LedgerEvent & { type: 'Recorded' }): RecordedState {
  const { entries, certificates, payment, notices } = event.data
  const next: RecordedState = {
    ...state,
    stage: certificates.length > 0 ? 'certification' : 'archive',
    recording: { at: event.at, by: event.actor, entries, certificates, payment },
    delivery: null,
    notices: [...state.notices, ...notices],
  }
  return certificates.length > 0 ? next : stopClocks(next, event.at)
}

/** A limit runs until the document is issued, or until recording where nothing is issued (S0-69 审核登簿发证); waiting for the applicant to collect is not the office's time. */
function stopClocks<S extends CaseState>(state: S, at: Instant): S {
  return withClocks(state, clock => (clock.stoppedAt ? clock : { ...clock, stoppedAt: at }))
}

function withClocks<S extends CaseState>(state: S, change: (clock: Clock) => Clock): S {
  return 'clocks' in state ? { ...state, clocks: state.clocks.map(change) } : state
}

/** The stages from which each outcome closes a case. */
const endings: Readonly<Record<Outcome, readonly Stage[]>> = {
  'not-accepted': ['intake', 'awaiting-supplement'],
  withdrawn: ['intake', 'awaiting-supplement', 'examination', 'recording'],
  refused: ['examination', 'recording'],
  completed: ['archive'],
}

function closed(state: CaseState, event: LedgerEvent & { type: 'Closed' }): ClosedState {
  const { outcome } = event.data
  if (!endings[outcome].includes(state.stage)) throw misplaced(event, state)
  // The cast is the one place where an outcome meets its stage; the table above is what keeps the pair lawful.
  return { ...stopClocks(state, event.at), stage: 'closed', outcome, closedAt: event.at } as ClosedState
}

function atIntake(state: CaseState, event: LedgerEvent): IntakeState {
  if (state.stage === 'intake' || state.stage === 'awaiting-supplement') return state
  throw misplaced(event, state)
}

function atExamination(state: CaseState, event: LedgerEvent): ExaminationState {
  if (state.stage === 'examination' || state.stage === 'recording') return state
  throw misplaced(event, state)
}

function atRecording(state: CaseState, event: LedgerEvent): ExaminationState {
  if (state.stage === 'recording') return state
  throw misplaced(event, state)
}

function atRecorded(state: CaseState, event: LedgerEvent, stage: RecordedState['stage']): RecordedState {
  if ('recording' in state && state.stage !== 'closed' && state.stage === stage) return state
  throw misplaced(event, state)
}

function notYetRecorded(state: CaseState, event: LedgerEvent): IntakeState | ExaminationState {
  if (state.stage === 'intake' || state.stage === 'awaiting-supplement') return state
  return atExamination(state, event)
}

function onceAccepted(state: CaseState, event: LedgerEvent): CaseState {
  if ('acceptance' in state) return state
  throw misplaced(event, state)
}

function misplaced(event: LedgerEvent, state: CaseState): Error {
  return new Error(`账本损坏：案件 ${state.caseNo} 在 ${state.stage} 阶段不可能发生 ${event.type}（第 ${event.seq} 号事件）`)
}

function unknownEvent(event: never): never {
  throw new Error(`未知的事件：${JSON.stringify(event)}`)
}
