import { describe, expect, it } from 'vitest'
import { guideOf } from '../guides/guide.ts'
import { serviceClassOf } from '../limits/serviceClass.ts'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { availableActions } from './actions.ts'
import type { ActionName } from './commands.ts'
import { cancellation, filingDay, mortgage } from './testing/applications.ts'
import { readyUnits } from './testing/flaws.ts'
import { act, at, by, given, type Situation } from './testing/situation.ts'
import type { Actor } from './types.ts'
import { caseView } from './view.ts'

// A mortgage is given up in Kaifeng, where that is promised within the hour: everything is done at one window.

const units = ['410202001001GB00001F00010001']
const everyStep = ['intake', 'examiner', 'registrar', 'certifier', 'archivist'] as const
const filed = given(cancellation({ office: kaifengOffice.office, units })).where({
  office: kaifengOffice,
  units: readyUnits('mortgage-cancel', units),
  actor: { trained: everyStep },
})
const clerk = (no: number): Actor => ({ sub: `kf-intake-${no}`, posts: ['intake'] })
const does = (action: ActionName, no: number) => by(clerk(no), act(action))
const minute = (time: string, action: ActionName, no: number) => at(`2025-06-03T${time}:00+08:00`, does(action, no))

const atTheWindow = filed.after(minute('11:50', 'accept', 1))
const postsOf = ({ state }: Situation, action: ActionName) =>
  availableActions(state).find(one => one.action === action)?.posts ?? []
const handling = ({ state }: Situation, now: string) =>
  caseView(state, `2025-06-03T${now}:00+08:00`, null, { fullIdentity: false }).handling

describe('what can be done at once is done at once', () => {
  it('an instant case is one by its promise, has each step open to the window as soon as it begins, and tells its minutes [S3-13]', () => {
    expect([1, 2, 8].map(amount => serviceClassOf({ amount, unit: 'hour' }, 7))).toEqual(['instant', 'same-day', 'promised'])
    expect(handling(filed, '11:49')).toBeNull()
    expect(handling(atTheWindow, '11:58')).toEqual({
      ...{ class: 'instant', title: '即时办', document: '汴不动登发〔2019〕85号', minutes: 8 },
    })
    expect(postsOf(atTheWindow, 'examine')).toEqual(['examiner', 'intake'])
    const examined = atTheWindow.after(minute('12:00', 'examine', 2))
    expect(postsOf(examined, 'record')).toEqual(['registrar', 'intake'])
    const recorded = examined.after(minute('12:10', 'record', 3))
    expect(postsOf(recorded, 'archive')).toEqual(['archivist', 'intake'])
    const closed = recorded.after(minute('12:12', 'archive', 1))
    expect(closed.state).toMatchObject({ stage: 'closed', outcome: 'completed' })
    // The hour is counted over lunch, and to the entry, not to the archive.
    expect(handling(closed, '17:00')).toMatchObject({ minutes: 20 })
  })

  it('the window opens posts and not persons: who accepts neither examines nor records, who examines does not record', () => {
    expect(atTheWindow.when(does('examine', 1)).rule).toBe('four-eyes')
    const examined = atTheWindow.after(does('examine', 2))
    expect(examined.when(does('record', 1)).rule).toBe('four-eyes')
    expect(examined.when(does('record', 2)).rule).toBe('four-eyes')
    expect(examined.when(does('record', 3)).rule).toBeNull()
  })

  it('whoever does a step there is trained for it, not for the window alone', () => {
    const trainedFor = (...trained: Actor['posts']) => atTheWindow.where({ actor: { trained } }).when(does('examine', 2))
    expect(trainedFor('intake').refusal).toMatchObject({ rule: 'not-trained', detail: expect.stringContaining('审核岗') })
    expect(trainedFor('intake', 'registrar').rule).toBe('not-trained')
    expect(trainedFor('examiner').rule).toBeNull()
  })

  it('whoever stands in for somebody of the window may do as much there, trained for the step', () => {
    const standIn: Actor = { sub: 'kf-certifier-1', posts: ['certifier'] }
    const standsInFor = [{ sub: 'kf-intake-2', posts: ['intake'] as const, caseNos: [] }]
    const asked = (...trained: Actor['posts']) =>
      atTheWindow.where({ actor: { trained, standsInFor } }).when(by(standIn, act('examine'))).rule
    expect(asked('certifier', 'examiner')).toBeNull()
    expect(asked('certifier', 'intake')).toBe('not-trained')
    expect(atTheWindow.when(by(standIn, act('examine'))).rule).toBe('post')
  })

  it('what is no step stays where it was, and so does every step before acceptance', () => {
    expect(atTheWindow.when(does('suspend', 2)).rule).toBe('post')
    expect(atTheWindow.when(does('urge', 2)).rule).toBe('post')
    expect(filed.when(does('examine', 2)).rule).toBe('post')
  })

  it('a case that is not promised within the hour keeps its posts, in Kaifeng too; in the demo office all do', () => {
    const inADay = given(mortgage({ office: kaifengOffice.office, units }))
      .where({ office: kaifengOffice, units: readyUnits('mortgage-first', units), actor: { trained: everyStep } })
      .after(does('accept', 1))
    const elsewhere = given(cancellation())
      .where({ units: readyUnits('mortgage-cancel', cancellation().units), actor: { trained: everyStep } })
      .after(does('accept', 1))
    for (const one of [inADay, elsewhere]) {
      expect(handling(one, '11:58')).toMatchObject({ class: 'promised', title: '承诺时限办', minutes: null })
      expect(one.when(does('examine', 2)).rule).toBe('post')
      expect(postsOf(one, 'examine')).toEqual(['examiner'])
    }
  })

  it('the guide says so beforehand: the class, and the window among the posts of each step', () => {
    const edition = editionOf(cancellation().edition)
    const here = guideOf(edition, kaifengOffice, filingDay)
    expect(here.limits.class).toBe('instant')
    expect(here.steps.map(({ posts }) => posts)).toEqual([
      ['受理岗'],
      ['审核岗', '受理岗'],
      ['登簿岗', '受理岗'],
      ['归档岗', '受理岗'],
    ])
    const elsewhere = guideOf(edition, demoOffice, filingDay)
    expect(elsewhere.limits.class).toBe('promised')
    expect(elsewhere.steps.map(({ posts }) => posts)).toEqual([['受理岗'], ['审核岗'], ['登簿岗'], ['归档岗']])
  })
})
