import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { editionOf, editions } from '../procedures/registry.ts'
import type { Unit } from '../register/types.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { compareInstants } from '../time/instant.ts'
import { actionNames, availableActions, isAvailable, isTermAction } from './actions.ts'
import { alarmsOf } from './alarms.ts'
import type { ActionBodies, ActionName } from './commands.ts'
import { fold } from './evolve.ts'
import { ordinary } from './testing/applications.ts'
import { readyUnits } from './testing/flaws.ts'
import { examiner1, housing, intake1, intake2, multi1, partnerBank, registrar1, supervisor1 } from './testing/people.ts'
import { aNotice, anObjection, aSeizure } from './testing/register.ts'
import { act, at, by, caseNo, given, rings, type Situation, type Step, unitFacts, usualBodies } from './testing/situation.ts'
import { isOver, otherTracksOver } from './tracks.ts'
import type { Actor, CaseState, Outcome, Stage, Tracks } from './types.ts'
import { caseView } from './view.ts'

/** Walks cases through random acts, lawful and unlawful, by the right people and the wrong ones, while time and the register move on. */

/** The same walks every time: what they visit is asserted. Another seed finds other walks. */
const walks = { seed: 20_250_603, numRuns: 120 }
const longest = 20
/** A walk asks every act at every step: a few seconds on a busy machine. */
const walkMs = 60_000

type Move =
  | { readonly kind: 'onward' }
  | { readonly kind: 'offered'; readonly pick: number }
  | { readonly kind: 'any'; readonly action: ActionName; readonly actor: Actor; readonly body: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'register'; readonly change: Partial<Unit> }

const otherBodies: { readonly [A in ActionName]?: readonly ActionBodies[A][] } = {
  'request-supplement': [
    { items: [{ material: '评估报告', problem: '未提交', remedy: '提交' }] },
    { items: [{ material: 'identity-proof', problem: '模糊', remedy: '重新提交' }], overrideReason: '此前无法发现' },
  ],
  supplement: [
    { materials: ['sale-contract', 'mortgage-contract', 'discharge-proof'].map(code => ({ code, form: 'original' })) },
  ],
  withdraw: [{ by: ['张建国'] }, { by: ['张建国', '李秀兰'] }, { by: ['张建国', '广元甲银行'] }, { by: ['广元甲银行'] }],
  examine: [
    { decision: 'return', findings: '录入有误' },
    { decision: 'refuse', findings: '存在争议', grounds: ['权属存在争议'] },
    { decision: 'refuse', findings: '未写明理由' },
  ],
  'department-result': [
    { department: 'housing', result: 'failed' },
    { department: 'bank-a', result: 'passed' },
  ],
  undertake: [{ by: '李秀兰' }, { by: '广元甲银行' }, { by: '王志强' }],
  deliver: [{ by: 'mail', receiver: '李秀兰' }],
}
const bodiesOf = (action: ActionName): readonly ActionBodies[ActionName][] => [
  usualBodies[action],
  ...(otherBodies[action] ?? []),
]

const anyActor = fc.constantFrom<Actor>(intake1, intake2, examiner1, registrar1, multi1, supervisor1, housing, partnerBank)
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'onward' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('offered' as const), pick: fc.nat(40) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('any' as const),
      action: fc.constantFrom(...actionNames),
      actor: anyActor,
      body: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'time' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      change: fc.constantFrom<Partial<Unit>>(
        { seizures: [aSeizure()] },
        { seizures: [] },
        { objections: [anObjection()] },
        { notices: [aNotice()] },
        { notices: [], objections: [] },
        { holders: [{ name: '张建国' }, { name: '王志强' }] },
        { holders: [{ name: '张建国', share: '1/1' }] },
      ),
    }),
  },
)

const somethingWrong = { problem: '模糊', remedy: '重新提交' }
const firstMaterial = (state: CaseState): string => editionOf(state.application.edition).materials[0]?.code ?? ''

function stepOf({ state }: Situation, move: Move): Step | null {
  switch (move.kind) {
    case 'onward':
      return onwardFrom(state)
    case 'offered': {
      const offered = availableActions(state).map(({ action }) => action)
      const action = offered[move.pick % Math.max(1, offered.length)]
      if (action === 'withdraw') return act(action, { by: state.application.parties.map(({ name }) => name) })
      if (action === 'request-supplement') return act(action, { items: [{ ...somethingWrong, material: firstMaterial(state) }] })
      return action ? act(action) : null
    }
    case 'any': {
      const bodies = bodiesOf(move.action)
      return by(move.actor, act(move.action, bodies[move.body % bodies.length] as ActionBodies[ActionName]))
    }
    case 'time': {
      const [alarm] = alarmsOf(state)
      return alarm ? rings(alarm) : null
    }
    case 'register':
      return null
  }
}

/** The acts that lead from the application to the archive. */
const onward: readonly ActionName[] = [
  'lift-stop',
  'accept',
  'examine',
  'department-result',
  'tax-cleared',
  'publish-announcement',
  'record',
  'issue',
  'deliver',
  'archive',
]

/** The next of them; an announcement is published when it may be, and runs out by itself. */
function onwardFrom(state: CaseState): Step | null {
  const action = onward.find(one => isAvailable(state, one))
  const from = 'acceptance' in state ? state.acceptance.announceableFrom : null
  if (action === 'publish-announcement' && from && compareInstants(from, state.lastAt) > 0) return at(from, act(action))
  if (action) return act(action)
  const end = alarmsOf(state).find(({ kind }) => kind === 'announcement-ended')
  return end ? rings(end) : null
}

const visited = new Set<string>()

function walk(start: Situation, moves: readonly Move[]): Situation {
  return moves.reduce((before, move) => {
    if (move.kind === 'register') return before.where({ units: before.around.units.map(unit => ({ ...unit, ...move.change })) })
    const step = stepOf(before, move)
    if (!step) return before
    const { refusal, situation: after } = before.when(step)
    if (after === before) return before
    expect(refusal).toBeNull()
    invariants(after)
    visited.add(`${after.state.application.procedure} ${after.state.stage}`)
    if (after.state.stage === 'closed') visited.add(`${after.state.application.procedure} ${after.state.outcome}`)
    return after
  }, start)
}

function invariants(situation: Situation): void {
  availableMeansNotRefusedByStage(situation)
  timeNeverGoesBack(situation)
  closedIsFinal(situation)
  recordedOnlyWhenAllHasPassed(situation)
  threePeopleDecide(situation)
  noticeOnlyOnce(situation)
  alarmsAreWhatDecideKnows(situation)
  everyReaderSeesIt(situation)
  expect(fold(situation.ledger, caseNo)).toEqual(situation.state)
}

/** Nobody in particular, who may do everything: only the stage and the rules are then left to refuse. */
const anybody: Actor = {
  sub: 'anybody',
  posts: ['intake', 'examiner', 'registrar', 'certifier', 'archivist', 'supervisor', 'department:housing', 'department:tax'],
}

function availableMeansNotRefusedByStage(situation: Situation): void {
  const offered = new Set(availableActions(situation.state).map(({ action }) => action))
  const { siteVisit } = editionOf(situation.state.application.edition).tracks
  for (const action of actionNames) {
    expect(offered.has(action)).toBe(isAvailable(situation.state, action))
    // Whether there is a basis for a site visit is the edition's to say (条例 19(1)).
    if (action === 'open-site-visit' && !siteVisit) offered.delete(action)
    const { rule } = situation.when(by(anybody, act(action)))
    const namesOpenTrack =
      action === 'record' && situation.state.stage === 'examination' && !namedTracksOver(situation.state.tracks)
    if (namesOpenTrack) expect([null, 'stage']).not.toContain(rule)
    // While only the site visit is open, a broken rule is named before it.
    else if (action === 'record' && situation.state.tracks.siteVisit === 'open') expect(rule).not.toBeNull()
    else expect([action, rule === 'stage']).toEqual([action, !offered.has(action)])
  }
}

/** No rule is named after the site visit: record then waits for it as for the examination. */
const namedTracksOver = (tracks: Tracks): boolean => otherTracksOver({ ...tracks, siteVisit: 'none' })

function timeNeverGoesBack({ ledger, state }: Situation): void {
  const times = ledger.map(({ at }) => Date.parse(at))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, i) => i + 1))
  expect(state.lastAt).toBe(ledger.at(-1)?.at)
}

function closedIsFinal({ ledger, state }: Situation): void {
  const closings = ledger.filter(({ type }) => type === 'Closed')
  expect(closings).toHaveLength(state.stage === 'closed' ? 1 : 0)
  if (state.stage !== 'closed') return
  // What reaches a right's term is the right's, which outlives its case (实施细则 83(2), 民法典 221(2)).
  expect(ledger.findLast(({ type }) => type !== 'SuitProofFiled' && type !== 'RegistrableConfirmed')?.type).toBe('Closed')
  expect(availableActions(state).filter(({ action }) => !isTermAction(action))).toEqual([])
  expect(alarmsOf(state)).toEqual([])
}

function recordedOnlyWhenAllHasPassed({ ledger }: Situation): void {
  const place = ledger.findIndex(({ type }) => type === 'Recorded')
  if (place < 0) return
  expect(ledger.filter(({ type }) => type === 'Recorded')).toHaveLength(1)
  const before = fold(ledger.slice(0, place), caseNo)
  expect(before?.stage).toBe('recording')
  const isEntrusted = before?.entry === 'entrustment'
  expect(before?.tracks.examination).toBe(isEntrusted ? 'none' : 'passed')
  expect(Object.values(before?.tracks.departments ?? {}).every(isOver) && isOver(before?.tracks.tax ?? 'open')).toBe(true)
  expect(ledger.slice(0, place).some(event => event.type === 'Examined' && event.data.decision === 'pass')).toBe(!isEntrusted)
  expect(ledger.slice(0, place).some(({ type }) => type === 'Accepted' || type === 'DeemedAccepted')).toBe(true)
}

function threePeopleDecide({ ledger }: Situation): void {
  const acceptors = ledger.filter(event => event.type === 'Accepted' || (event.type === 'DeemedAccepted' && event.dueAt === null))
  const examiners = ledger.filter(event => event.type === 'Examined' && event.data.decision !== 'return')
  const recorders = ledger.filter(({ type }) => type === 'Recorded')
  const people = [acceptors, examiners, recorders].map(events => new Set(events.map(({ actor }) => actor)))
  const all = people.flatMap(set => [...set])
  expect(new Set(all).size).toBe(all.length)
}

function noticeOnlyOnce({ ledger }: Situation): void {
  const given = ledger.filter(event => event.type === 'SupplementRequested' && event.data.notice.kind === 'one-time-notice')
  expect(given.slice(1).every(event => event.type === 'SupplementRequested' && event.data.overrideReason)).toBe(true)
}

function alarmsAreWhatDecideKnows(situation: Situation): void {
  for (const alarm of alarmsOf(situation.state)) expect(situation.when(rings(alarm)).happened.length).toBeGreaterThan(0)
}

function everyReaderSeesIt({ state, around }: Situation): void {
  const view = caseView(
    state,
    state.lastAt,
    {
      office: demoOffice,
      calendar: builtInCalendar,
      units: unitFacts(state.application, around),
      twin: null,
      reached: [],
      siblings: [],
    },
    { fullIdentity: false },
  )
  expect(view.acceptedAt === null).toBe(!('acceptance' in state))
  expect(view.dueAt === null).toBe(view.acceptedAt === null)
  expect(view.outcome === null).toBe(state.stage !== 'closed')
  expect(JSON.stringify(view)).not.toContain('510802196201101013')
}

/** The same people as filers and actors, so that four eyes are tried. */
const anyStart = (edition: ProcedureEdition) =>
  fc
    .record({
      channel: fc.constantFrom('counter', 'online'),
      except: fc.constantFrom([], ['identity-proof'], ['sale-contract', 'mortgage-contract', 'discharge-proof']),
      mail: fc.boolean(),
      filer: fc.constantFrom(intake1, multi1, partnerBank),
    })
    .map(({ channel, except, mail, filer }) => {
      const apply = ordinary[edition.procedure]
      if (!apply) throw new Error(`没有 ${edition.procedure} 的通常申请：请在 testing/applications.ts 中补上`)
      const application = { ...apply({ channel, except, consents: { mail } }), edition: edition.id }
      return given(application, { by: filer }).where({ units: readyUnits(edition.procedure, application.units) })
    })

const allStages: readonly Stage[] = [
  'intake',
  'awaiting-supplement',
  'examination',
  'recording',
  'certification',
  'delivery',
  'archive',
  'closed',
]
const allOutcomes: readonly Outcome[] = ['completed', 'not-accepted', 'refused', 'withdrawn']
/** An order is not examined, and only an application can be withdrawn. */
const reachable = ({ procedure, issues, entry }: ProcedureEdition): string[] => {
  const unknown = [
    ...(issues ? [] : ['certification', 'delivery']),
    ...(entry === 'entrustment' ? ['examination'] : []),
    ...(entry === 'application' ? [] : ['withdrawn']),
  ]
  return [...allStages, ...allOutcomes].filter(place => !unknown.includes(place)).map(place => `${procedure} ${place}`)
}

describe('whatever is done to a case, in whatever order and by whomever', () => {
  it.each(editions)(
    '$id keeps its invariants',
    edition => {
      fc.assert(
        fc.property(anyStart(edition), fc.array(anyMove, { minLength: 5, maxLength: longest, size: 'max' }), (start, moves) => {
          walk(start, moves)
        }),
        walks,
      )
    },
    walkMs,
  )

  it.each(editions)('$id: the walks came by every stage and every outcome that it has, and no other', edition => {
    const seen = [...visited].filter(place => place.startsWith(`${edition.procedure} `))
    expect(seen.sort()).toEqual(reachable(edition).sort())
  })

  it.each(editions)('$id: the ordinary acts, each by its ordinary post, lead to the archive', edition => {
    const apply = ordinary[edition.procedure]
    if (!apply) throw new Error(edition.procedure)
    const application = { ...apply(), edition: edition.id }
    const start = given(application).where({ units: readyUnits(edition.procedure, application.units) })
    // The acts, each once, and the end of an announcement.
    const end = [...onward, 'announcement-ended'].reduce(situation => {
      const step = onwardFrom(situation.state)
      return step ? situation.after(step) : situation
    }, start)
    expect(end.state).toMatchObject({ stage: 'closed', outcome: 'completed' })
  })
})

afterAll(() => visited.clear())
