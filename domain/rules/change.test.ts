import { describe, expect, it } from 'vitest'
import { ordinary } from '../case/testing/applications.ts'
import { atRecording, houseAfter } from '../case/testing/cases.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, house, registered } from '../case/testing/register.ts'
import { accepted, act, given, recorded } from '../case/testing/situation.ts'

const sole = { holders: [{ name: zhang.name, idNo: zhang.idNo, share: '1/1' }] }
const joint = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo })) }
const thirds = { holders: [zhang, wang, li].map(({ name, idNo }) => ({ name, idNo, share: '1/3' })) }
const alone = [as('holder', zhang)]
const renamed = { ...zhang, name: '张建军' }

const changing = (facts: object, told: Parameters<typeof atRecording>[1] = {}) =>
  atRecording('house-change', { parties: alone, unit: sole, ...told, facts: { ...facts } })

describe('变更登记', () => {
  it('writes the new value and nothing else, and new certificates take the place of the old [DR-26]', () => {
    const before = registered(sole)
    const after = houseAfter(changing({ change: 'area', areaSqm: 101.2, location: '不变更的坐落' }).after(recorded))
    expect(after).toMatchObject({ areaSqm: 101.2, location: before.location, holders: before.holders })
    expect(after.certificates.map(({ status }) => status)).toEqual(['void', 'current'])
  })

  it('of the use writes both the use and what the land is used for', () => {
    const after = houseAfter(changing({ change: 'use', use: 'non-residential', landUse: '商服用地' }).after(recorded))
    expect(after).toMatchObject({ use: 'non-residential', landUse: '商服用地' })
  })

  it('of a name is applied for under the old name or the new: the number of the identity document tells who it is [REG-14-2]', () => {
    for (const who of [zhang, renamed]) {
      const situation = changing({ change: 'name', name: '张建军' }, { parties: [as('holder', who)] })
      expect(houseAfter(situation.after(recorded)).holders).toEqual([{ name: '张建军', idNo: zhang.idNo, share: '1/1' }])
    }
  })

  it('of a name by somebody with another number, or under a new name the register has no number for, is refused [CC-216]', () => {
    const stranger = { ...renamed, idNo: li.idNo }
    expect(changing({ change: 'name', name: '张建军' }, { parties: [as('holder', stranger)] }).when(recorded).rule).toBe(
      'not-holder',
    )
    const unnumbered = { holders: [{ name: zhang.name, share: '1/1' }] }
    const situation = changing({ change: 'name', name: '张建军' }, { parties: [as('holder', renamed)], unit: unnumbered })
    expect(situation.when(recorded).rule).toBe('not-holder')
  })

  it('of a name leaves the other co-owners as they are', () => {
    const situation = changing({ change: 'name', name: '张建军' }, { unit: thirds })
    expect(houseAfter(situation.after(recorded)).holders.map(({ name }) => name)).toEqual(['张建军', '王志强', '李秀兰'])
  })

  it.each(['name', 'location', 'area'])('of the %s is one co-owner’s to apply for [REG-14-2]', change => {
    const facts = { change, name: '张建军', location: '滨江路9号', areaSqm: 100 }
    expect(changing(facts, { unit: joint }).when(recorded).rule).toBeNull()
  })

  it.each(['use', 'term'])('of the %s takes two thirds of the shares, or all joint co-owners [DR-10]', change => {
    const facts = { change, use: 'non-residential', landTermEnds: '2080-01-01' }
    expect(changing(facts, { unit: thirds }).when(recorded).rule).toBe('joint-application')
    const both = [as('holder', zhang), as('holder', wang)]
    expect(changing(facts, { unit: thirds, parties: both }).when(recorded).rule).toBeNull()
    expect(changing(facts, { unit: joint }).when(recorded).rule).toBe('joint-application')
  })

  it('of the term may not outlast the land of the parcel [CC-354]', () => {
    const land = registered({ unitCode: `${house.slice(0, 19)}W00000000`, landTermEnds: '2075-06-30' })
    const facts = { change: 'term', landTermEnds: '2090-06-30' }
    expect(changing(facts, { around: [land] }).when(recorded).rule).toBe('land-term')
    expect(changing({ ...facts, change: 'area', areaSqm: 100 }, { around: [land] }).when(recorded).rule).toBeNull()
  })

  it('is not held up by mortgages, advance notices or objections, which stay (Table B3) (Table B4)', () => {
    const rights = { mortgages: [aMortgage({ transferRestricted: true })], notices: [aNotice()], objections: [anObjection()] }
    const situation = changing({ change: 'location', location: '滨江路9号' }, { unit: { ...sole, ...rights } })
    expect(houseAfter(situation.after(recorded))).toMatchObject(rights)
  })
})

describe('变更登记 of a seized unit', () => {
  const seized = { ...sole, seizures: [aSeizure()] }
  const told = (facts: object) => changing(facts, { unit: seized }).after(recorded)

  it.each(['name', 'location'])('of the %s is recorded and concerns no court (Table B1)', change => {
    const { state } = told({ change, name: '张建军', location: '滨江路9号' })
    expect(state.notices.map(({ kind }) => kind)).not.toContain('reply-to-court')
  })

  it.each([
    ['area', '面积'],
    ['use', '用途'],
    ['term', '权利期限'],
  ])('of the %s is recorded, the seizure carried, the court told (Table B1) [SF-24]', (change, title) => {
    const situation = told({ change, areaSqm: 100, use: 'non-residential', landTermEnds: '2074-01-01' })
    expect(houseAfter(situation).seizures).toMatchObject([{ status: 'active' }])
    expect(under(noticeOf(situation.state, 'reply-to-court'), '告知')).toContain(title)
  })

  it('into co-ownership of another kind is refused: it disposes of shares [SF-24]', () => {
    const situation = atRecording('house-change', { unit: { ...joint, seizures: [aSeizure()] } })
    expect(situation.when(recorded).rule).toBe('seized')
  })
})

describe('变更共有性质', () => {
  const parties = (...shares: readonly (string | undefined)[]) =>
    [zhang, wang].map((who, i) => as('holder', who, shares[i] ? { share: shares[i] } : {}))

  it('makes shares of joint ownership, by all together [DR-26]', () => {
    const situation = atRecording('house-change', { parties: parties('2/3', '1/3') })
    expect(houseAfter(situation.after(recorded)).holders).toEqual([
      { name: zhang.name, idNo: zhang.idNo, share: '2/3' },
      { name: wang.name, idNo: wang.idNo, share: '1/3' },
    ])
  })

  it('makes joint ownership of shares', () => {
    const unit = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo, share: '1/2' })) }
    const situation = atRecording('house-change', { parties: parties(), unit })
    expect(houseAfter(situation.after(recorded)).holders).toEqual([zhang, wang].map(({ name, idNo }) => ({ name, idNo })))
  })

  it('needs every co-owner, not two thirds [DR-10]', () => {
    const unit = { holders: [zhang, wang, li].map(({ name, idNo }) => ({ name, idNo })) }
    expect(atRecording('house-change', { unit }).when(recorded).rule).toBe('joint-application')
  })

  it('is not the way to move shares: that is a transfer [DR-27]', () => {
    const unit = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo, share: '1/2' })) }
    expect(atRecording('house-change', { parties: parties('2/3', '1/3'), unit }).when(recorded).refusal).toMatchObject({
      rule: 'not-holder',
      detail: expect.stringContaining('转移登记'),
    })
  })
})

describe('作废公告', () => {
  it('follows where the former certificate was not handed in itself [DR-23]', () => {
    const apply = ordinary['house-change']
    if (!apply) throw new Error('house-change')
    const shared = ['application-form', 'identity-proof', 'change-proof'].map(code => ({ code, form: 'original' as const }))
    const materials = [...shared, { code: 'title-certificate', form: 'shared' as const }]
    const situation = given(apply({ materials }))
      .where({ units: [registered(joint)] })
      .after(accepted, act('examine'), recorded)
    expect(under(noticeOf(situation.state, 'void-announcement'), '公告')).toContain('川（2024）广元市不动产权第0000007号')
  })

  it('is not needed where it was', () => {
    const { state } = atRecording('house-change').after(recorded)
    expect(state.notices.map(({ kind }) => kind)).not.toContain('void-announcement')
  })
})
