import { describe, expect, it } from 'vitest'
import { mortgage, sale } from '../testing/applications.ts'
import { archivist1, as, bankA, certifier1, examiner1, intake2, multi1, partnerBank, zhang } from '../testing/people.ts'
import {
  accepted,
  act,
  by,
  caseNo,
  examined,
  given,
  housingPassed,
  recorded,
  type Situation,
  taxCleared,
} from '../testing/situation.ts'
import { stoodInFor } from './standIn.ts'

const filed = given(sale())
const open = filed.after(accepted)

/** The same case, with this known of whoever acts. */
const knowing = (situation: Situation, actor: NonNullable<Situation['around']['actor']>) => situation.where({ actor })

describe('train first, post after [S0-133] [S1-91]', () => {
  const untrainedFor = (situation: Situation) => knowing(situation, { trained: [] })

  it('nobody acts at a post without a passed training record for it, and is told which', () => {
    const outcome = untrainedFor(filed).when(act('accept'))
    expect(outcome.rule).toBe('not-trained')
    expect(outcome.refusal?.detail).toContain('受理岗')
    expect(untrainedFor(open).when(act('examine')).rule).toBe('not-trained')
    expect(untrainedFor(open.after(examined, housingPassed, taxCleared)).when(act('record')).rule).toBe('not-trained')
  })

  it('a record for another post does not do', () => {
    expect(knowing(open, { trained: ['intake'] }).when(act('examine')).rule).toBe('not-trained')
    expect(knowing(open, { trained: ['examiner'] }).when(act('examine')).rule).toBeNull()
  })

  it('departments and banks train their own people', () => {
    expect(untrainedFor(open).when(housingPassed).rule).toBeNull()
    expect(untrainedFor(open).when(taxCleared).rule).toBeNull()
    const own = given(mortgage(), { by: partnerBank }).after(accepted)
    expect(untrainedFor(own).when(by(partnerBank, act('withdraw'))).rule).not.toBe('not-trained')
  })

  it('four eyes and the stage are asked before it [S0-5]', () => {
    expect(untrainedFor(open.after(examined)).when(act('accept')).rule).toBe('stage')
    const both = given(sale()).after(by(multi1, accepted))
    expect(untrainedFor(both).when(by(multi1, act('examine'))).rule).toBe('four-eyes')
    expect(untrainedFor(open).when(by(archivist1, act('examine'))).rule).toBe('post')
  })
})

describe('avoidance (回避)', () => {
  const relative = { name: zhang.name, idNo: zhang.idNo, relation: '配偶' }

  it('nobody handles a case of a relative; the relation is told', () => {
    const outcome = knowing(open, { trained: ['examiner'], relatives: [relative] }).when(act('examine'))
    expect(outcome.rule).toBe('avoidance')
    expect(outcome.refusal?.detail).toContain('张建国是您的配偶')
  })

  it('nor a case of his own', () => {
    expect(knowing(open, { name: zhang.name, idNo: zhang.idNo }).when(act('examine')).rule).toBe('avoidance')
  })

  it('nor one in which a relative is the agent', () => {
    const withAgent = given(sale({ parties: [...sale().parties, as('transferee', bankA, { agent: { name: '赵敏' } })] }))
    expect(knowing(withAgent, { relatives: [{ name: '赵敏', relation: '女儿' }] }).when(act('accept')).rule).toBe('avoidance')
  })

  it('somebody of the same name with another identity number is a stranger', () => {
    const namesake = { ...relative, idNo: '510802199001010011' }
    expect(knowing(open, { trained: ['examiner'], relatives: [namesake] }).when(act('examine')).rule).toBeNull()
  })

  it('is asked before training and after four eyes', () => {
    expect(knowing(open, { trained: [], relatives: [relative] }).when(act('examine')).rule).toBe('avoidance')
    const both = given(sale()).after(by(multi1, accepted))
    expect(knowing(both, { relatives: [relative] }).when(by(multi1, act('examine'))).rule).toBe('four-eyes')
  })
})

describe('acting for somebody absent (代行职责) [S4-65]', () => {
  const examinerAway = { sub: 'examiner-1', posts: ['examiner'], caseNos: [] } as const
  const trained = ['intake', 'examiner'] as const

  it('gives the post of the absent, for which the acting person must be trained', () => {
    expect(open.when(by(intake2, act('examine'))).rule).toBe('post')
    expect(knowing(open, { trained, standsInFor: [examinerAway] }).when(by(intake2, act('examine'))).rule).toBeNull()
    expect(knowing(open, { trained: ['intake'], standsInFor: [examinerAway] }).when(by(intake2, act('examine'))).rule).toBe(
      'not-trained',
    )
  })

  it('never more than the absent could do: what he accepted, his stand-in does not examine [S4-63]', () => {
    const acceptedByMulti = filed.after(by(multi1, accepted))
    const standsInFor = [{ sub: 'multi-1', posts: multi1.posts, caseNos: [caseNo] }]
    expect(knowing(acceptedByMulti, { trained, standsInFor }).when(by(examiner1, act('examine'))).rule).toBe('four-eyes')
  })

  it('an act is in the absent person’s stead where the case was handed over or the post is his alone, else in one’s own name', () => {
    const stead = (actor: typeof examiner1, caseNos: readonly string[]) => {
      const facts = { name: null, idNo: null, badge: null, trained, relatives: [], standsInFor: [{ ...examinerAway, caseNos }] }
      const command = by(actor, act('examine')).command(open.state.lastAt)
      if (command.kind !== 'act') throw new Error('not an act')
      return stoodInFor(open.state, command, facts)?.sub ?? null
    }
    const examiner2 = { ...examiner1, sub: 'examiner-2' }
    expect(stead(examiner2, [])).toBeNull()
    expect(stead(examiner2, [caseNo])).toBe('examiner-1')
    expect(stead(intake2, [])).toBe('examiner-1')
  })

  it('a post that the absent does not hold is not given', () => {
    const certification = open.after(examined, housingPassed, taxCleared, recorded)
    expect(knowing(certification, { trained, standsInFor: [examinerAway] }).when(by(intake2, act('issue'))).rule).toBe('post')
    expect(certification.when(by(certifier1, act('issue'))).rule).toBeNull()
  })
})
