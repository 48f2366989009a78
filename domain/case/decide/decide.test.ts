import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProcedureId } from '../../procedures/ids.ts'
import { editions } from '../../procedures/registry.ts'
import { ruleIds } from '../../rules/ids.ts'
import { actionNames, actions } from '../actions.ts'
import { alarmsOf } from '../alarms.ts'
import type { ActionName } from '../commands.ts'
import { mortgage, sale } from '../testing/applications.ts'
import { areEntangled, broughtToRecording, filedBy, flawKey, flawless, flaws } from '../testing/flaws.ts'
import { examiner1, housing, intake1, multi1, partnerBank, registrar1, usually } from '../testing/people.ts'
import {
  accepted,
  act,
  by,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from '../testing/situation.ts'
import { type Actor, ownPosts, type Post } from '../types.ts'

const ordinaryCase = (procedure: ProcedureId): Situation => filedBy(flawless(procedure))

/** One situation in which each act is done on an ordinary day. */
const ready: Readonly<Record<ActionName, Situation>> = (() => {
  const announced = ordinaryCase('homestead-first').after(accepted)
  const published = announced.after(act('publish-announcement'))
  const order = ordinaryCase('seizure').after(accepted)
  const filed = given(sale())
  const open = filed.after(accepted)
  const overdue = alarmsOf(open.state).reduce((situation, alarm) => situation.after(rings(alarm)), open)
  const recording = open.after(examined, housingPassed, taxCleared)
  const certification = recording.after(recorded)
  return {
    accept: filed,
    'request-supplement': filed,
    supplement: filed.after(act('request-supplement')),
    'not-accept': filed,
    leave: filed,
    withdraw: filed,
    examine: open,
    refuse: open,
    'department-result': open,
    'tax-cleared': open,
    consent: open,
    undertake: open,
    'open-site-visit': ordinaryCase('house-first').after(accepted),
    'site-visit': ordinaryCase('house-first').after(accepted, act('open-site-visit')),
    'publish-announcement': announced,
    'announcement-objection': published,
    'settle-objection': published.after(act('announcement-objection')),
    interview: ordinaryCase('transfer-by-inheritance').after(accepted),
    'reply-to-court': order,
    'suit-proof': ordinaryCase('objection').after(accepted, examined, recorded),
    'confirm-registrable': ordinaryCase('notice-presale').after(accepted, examined, housingPassed, recorded),
    record: recording,
    issue: certification,
    deliver: certification.after(issued),
    archive: certification.after(issued, delivered),
    suspend: open,
    resume: open.after(act('suspend')),
    urge: open,
    reassign: open,
    explain: overdue,
    stop: open,
    'lift-stop': open.after(act('stop')),
  }
})()

const closed = given(sale()).after(act('withdraw'))

const everyPost: Post[] = [...ownPosts, 'department:housing', 'department:tax', 'department:bank-a']
const holderOf = (post: Post): Actor => ({ sub: `somebody-${post}`, posts: [post] })

describe('every act', () => {
  it.each(actionNames)('%s is done in its ordinary situation by its ordinary post', action => {
    const { rule, happened } = ready[action].when(act(action))
    expect(rule).toBeNull()
    expect(happened.length).toBeGreaterThan(0)
  })

  it.each(actionNames)('%s is for the posts of its row alone; another post is told before anything else is looked at', action => {
    const lawful = everyPost.filter(post => ready[action].when(by(holderOf(post), act(action))).rule !== 'post')
    const partners = everyPost.filter(post => post.startsWith('department:'))
    const named = actions[action].posts.flatMap(post => {
      if (post === 'partner') return partners
      return post === 'department' ? ['department:housing'] : [post]
    })
    const here = named.filter(post => post !== 'filer' && !(action === 'request-supplement' && post === 'examiner'))
    expect(lawful.sort()).toEqual(here.sort())
  })

  it('by somebody without a post is refused, even when the case is over', () => {
    for (const action of actionNames) {
      const { refusal } = closed.when(by({ sub: 'nobody', posts: [] }, act(action)))
      expect(refusal).toMatchObject({ rule: 'post', basis: ['LIA-2'], detail: expect.stringContaining(actions[action].label) })
    }
  })

  it.each(actionNames)('%s does not exist at any other stage', action => {
    const others = [...Object.values(ready), closed].filter(({ state }) => !actions[action].stages.includes(state.stage))
    expect(others.length).toBeGreaterThan(0)
    // The one exception is proven below: record during examination names the track that is open.
    const asked = others.filter(({ state }) => !(action === 'record' && state.stage === 'examination'))
    for (const situation of asked)
      expect(situation.when(act(action)).refusal).toMatchObject({
        rule: 'stage',
        detail: expect.stringContaining(actions[action].label),
      })
  })

  it('of the partner that filed is for its own case only, and never a department’s by that title', () => {
    const own = given(mortgage(), { by: partnerBank })
    const filers = actionNames.filter(action => actions[action].posts.includes('filer'))
    expect(filers).toEqual(['supplement', 'leave', 'withdraw', 'consent', 'undertake'])
    for (const action of filers) {
      expect(own.when(by(partnerBank, act(action))).rule).not.toBe('post')
      expect(own.when(by(housing, act(action))).rule).toBe('post')
      expect(given(mortgage()).when(by(partnerBank, act(action))).rule).toBe('post')
    }
    const clerksCase = given(mortgage(), { by: examiner1 })
    expect(clerksCase.when(by(examiner1, act('consent'))).rule).toBe('post')
  })
})

describe('an answer names the first rule that is broken, in the order of the rule ids', () => {
  const rowsOf = (edition: (typeof editions)[number]) =>
    edition.rules.map((rule, index) => ({ rule, flaw: flaws[flawKey(edition.id, index, rule.id)] ?? (plan => plan) }))
  const first = (rules: readonly string[]) => ruleIds.find(id => rules.includes(id)) ?? null

  describe.each(editions)('$id', edition => {
    const rows = rowsOf(edition)
    const someFlaws = fc.subarray(rows).filter(
      chosen =>
        !areEntangled(
          edition.procedure,
          chosen.map(({ rule }) => rule.id),
        ),
    )

    it('at recording, whatever is wrong together with whatever else', () => {
      fc.assert(
        fc.property(
          someFlaws,
          fc.constantFrom<Actor>(registrar1, intake1, { sub: 'examiner-1', posts: ['registrar'] }),
          (chosen, actor) => {
            const situation = broughtToRecording(
              chosen.reduce((plan, { flaw }) => flaw(plan), flawless(edition.procedure, edition.id)),
            )
            const broken = chosen.map(({ rule }) => rule.id as string)
            if (actor === intake1) broken.push('post')
            // An entrusted case has no examiner whose eyes could be the same.
            if (actor.sub === 'examiner-1' && edition.entry !== 'entrustment') broken.push('four-eyes')
            expect(situation.when(by(actor, recorded)).rule).toBe(first(broken))
          },
        ),
        { numRuns: 150 },
      )
    })

    it('at acceptance, where only the rules about the file are asked', () => {
      fc.assert(
        fc.property(someFlaws, fc.boolean(), (chosen, wrongPost) => {
          const situation = filedBy(chosen.reduce((plan, { flaw }) => flaw(plan), flawless(edition.procedure, edition.id)))
          const broken = chosen.filter(({ rule }) => rule.level === 'file').map(({ rule }) => rule.id as string)
          if (wrongPost) broken.push('post')
          expect(situation.when(by(wrongPost ? registrar1 : usually.accept, accepted)).rule).toBe(first(broken))
        }),
        { numRuns: 100 },
      )
    })
  })

  it('of an act by the wrong person at the wrong time: the post, then the stage, then four eyes', () => {
    const examination = given(sale()).after(by(multi1, accepted))
    const recording = examination.after(examined, housingPassed, taxCleared)
    const examining = by(multi1, act('examine'))
    expect(recording.when(by(housing, act('examine'))).rule).toBe('post')
    expect(recording.when(examining).rule).toBe('stage')
    expect(examination.when(examining).rule).toBe('four-eyes')
  })

  it('of a record that comes too early: the stage, where no track is left that could be named', () => {
    const open = given(sale()).after(accepted)
    const tracks = { 'department-pending': housingPassed, 'tax-unpaid': taxCleared }
    fc.assert(
      fc.property(fc.subarray(Object.keys(tracks) as (keyof typeof tracks)[]), done => {
        const situation = open.after(...done.map(rule => tracks[rule]))
        const pending = Object.keys(tracks).filter(rule => !done.includes(rule as keyof typeof tracks))
        expect(situation.when(recorded).rule).toBe(first(pending) ?? 'stage')
      }),
    )
  })
})
