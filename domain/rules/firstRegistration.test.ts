import { describe, expect, it } from 'vitest'
import { ordinary } from '../case/testing/applications.ts'
import { atRecording, houseAfter } from '../case/testing/cases.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, li, wang, zhang } from '../case/testing/people.ts'
import { aNotice, aSeizure, house, registered } from '../case/testing/register.ts'
import { accepted, given, recorded } from '../case/testing/situation.ts'

const land = (change: Parameters<typeof registered>[0] = {}) =>
  registered({ unitCode: `${house.slice(0, 19)}W00000000`, ...change })
const shell = { holders: [], certificates: [], heldSince: null }

describe('首次登记', () => {
  it('of a house writes what the application says of it, and gives the whole to a sole owner [DR-35] [CC-209]', () => {
    const situation = atRecording('house-first').after(recorded)
    expect(houseAfter(situation)).toMatchObject({
      location: '广元市利州区东坝街道滨江路9号',
      areaSqm: 118.5,
      use: 'residential',
      landTermEnds: '2075-06-30',
      holders: [{ name: zhang.name, share: '1/1' }],
      certificates: [{ kind: 'title', status: 'current' }],
    })
    expect(situation.state.stage).toBe('certification')
  })

  it('of state-owned land and house needs no announcement [DR-17-1]', () => {
    for (const procedure of ['land-first', 'house-first'] as const)
      expect(atRecording(procedure).state.tracks.announcement).toBe('none')
  })

  it('of a homestead is recorded only when fifteen working days of announcement are over [DR-17-1] [DR-17-2]', () => {
    const { state } = atRecording('homestead-first')
    expect(state.tracks.announcement).toBe('passed')
    expect(state.announcement?.endsOn).toBe('2025-06-24')
    expect(under(noticeOf(state, 'announcement'), '公告地点')).toMatch(/门户网站[\s\S]*不动产所在地/)
  })

  it('happens once: where somebody already holds, it is not accepted [DR-24]', () => {
    const apply = ordinary['land-first']
    if (!apply) throw new Error('land-first')
    const filed = given(apply()).where({ units: [registered()] })
    expect(filed.when(accepted).refusal).toMatchObject({ rule: 'repeat-case', detail: expect.stringContaining(zhang.name) })
  })

  it('is open again after the right was cancelled', () => {
    const situation = atRecording('house-first', { unit: shell })
    expect(situation.when(recorded).rule).toBeNull()
  })

  it('leaves the buyer’s advance notice where it is [DR-85-1]', () => {
    const notices = [aNotice({ kind: 'presale', holder: { name: li.name } })]
    expect(houseAfter(atRecording('house-first', { unit: { ...shell, notices } }).after(recorded)).notices).toMatchObject([
      { kind: 'presale', status: 'active' },
    ])
  })

  it('of a house on registered land goes to who holds the land, and to nobody else [DR-2]', () => {
    const apart = atRecording('house-first', { around: [land({ holders: [{ name: wang.name }] })] })
    expect(apart.when(recorded).refusal).toMatchObject({ rule: 'not-holder', basis: ['DR-2', 'CC-356'] })
    expect(atRecording('house-first', { around: [land()] }).when(recorded).rule).toBeNull()
  })

  it('of a house by one of two who hold the land is not possible [DR-2]', () => {
    const joint = land({ holders: [{ name: zhang.name }, { name: wang.name }] })
    expect(atRecording('house-first', { around: [joint] }).when(recorded).rule).toBe('not-holder')
    const parties = [as('applicant', zhang), as('applicant', wang)]
    expect(atRecording('house-first', { parties, around: [joint] }).when(recorded).rule).toBeNull()
  })

  it('may not outlast the land [CC-354]', () => {
    const short = land({ landTermEnds: '2060-06-30' })
    expect(atRecording('house-first', { around: [short] }).when(recorded).rule).toBe('land-term')
    expect(atRecording('house-first', { around: [land({ landTermEnds: '2075-06-30' })] }).when(recorded).rule).toBeNull()
  })

  describe('of a building on seized land [SF-21]', () => {
    const seized = land({
      seizures: [aSeizure(), aSeizure({ documentNo: '（2025）川0802执202号', status: 'waiting', years: 3 })],
    })

    it('is allowed, and the seizures go onto it, with their status and dates', () => {
      const situation = atRecording('house-first', { around: [seized] }).after(recorded)
      expect(houseAfter(situation).seizures).toMatchObject([
        { documentNo: '（2025）川0802执101号', status: 'active', from: '2025-06-05', until: '2028-06-04' },
        { documentNo: '（2025）川0802执202号', status: 'waiting', years: 3 },
      ])
    })

    it('is not seized twice by one order, and what has ended is not carried', () => {
      const unit = { ...shell, seizures: [aSeizure({ status: 'pre', debtor: li.name })] }
      const before = land({ seizures: [aSeizure({ documentNo: '（2020）川0802执1号', status: 'expired' }), aSeizure()] })
      expect(houseAfter(atRecording('house-first', { unit, around: [before] }).after(recorded)).seizures).toHaveLength(1)
    })
  })

  it('to the debtor of a pre-seizure turns it into a seizure with the same end, and its organ is told [JN-16]', () => {
    const seizures = [aSeizure({ status: 'pre', debtor: zhang.name, until: '2028-03-02' })]
    const situation = atRecording('house-first', { unit: { ...shell, seizures } }).after(recorded)
    expect(houseAfter(situation).seizures).toMatchObject([{ status: 'active', until: '2028-03-02' }])
    expect(under(noticeOf(situation.state, 'seizure-converted'), '告知')).toContain('2028-03-02')
  })

  it('leaves the pre-seizure of a buyer who has no title yet as it is [JN-15]', () => {
    const seizures = [aSeizure({ status: 'pre', debtor: li.name })]
    const situation = atRecording('house-first', { unit: { ...shell, seizures } }).after(recorded)
    expect(houseAfter(situation).seizures).toMatchObject([{ status: 'pre' }])
    expect(situation.state.notices.map(({ kind }) => kind)).not.toContain('seizure-converted')
  })
})
