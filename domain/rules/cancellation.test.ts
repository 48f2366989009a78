import { describe, expect, it } from 'vitest'
import { atRecording, houseAfter } from '../case/testing/cases.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, bankA, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, elsewhere, house } from '../case/testing/register.ts'
import { act, recorded } from '../case/testing/situation.ts'

const because = (ground: string, told: Parameters<typeof atRecording>[1] = {}) =>
  atRecording('house-cancel', { ...told, facts: { ground } })
const nobodyElses = ['extinct', 'expropriation', 'court-document']
const joint = { holders: [{ name: zhang.name }, { name: wang.name }] }

describe('注销登记', () => {
  it('ends the right with all that rests on it, issues nothing and goes to the archive [DR-28]', () => {
    const rights = { mortgages: [aMortgage()], notices: [aNotice()], objections: [anObjection()] }
    const situation = because('extinct', { unit: rights }).after(recorded)
    expect(houseAfter(situation)).toMatchObject({
      holders: [],
      mortgages: [{ status: 'cancelled' }],
      notices: [{ status: 'cancelled' }],
      objections: [{ status: 'cancelled' }],
      certificates: [{ status: 'void' }],
    })
    expect(situation.state.stage).toBe('archive')
  })

  it('may be looked into on the spot [REG-19-1]', () => {
    const situation = because('extinct')
    expect(situation.state.stage).toBe('recording')
    expect(situation.state.tracks.siteVisit).toBe('none')
  })

  it('by somebody who holds nothing is refused [CC-216]', () => {
    expect(because('extinct', { parties: [as('holder', li)] }).when(recorded).rule).toBe('not-holder')
  })
})

describe('放弃权利 is a disposal', () => {
  it('and needs the written consent of mortgagee, easement holder and notice holder [DR-28]', () => {
    const rights = {
      mortgages: [aMortgage()],
      easements: [anEasement({ servient: house, holder: li.name })],
      notices: [aNotice()],
    }
    const waiver = because('waiver', { unit: rights })
    expect(waiver.when(recorded).refusal).toMatchObject({
      rule: 'consent-of-encumbrancers',
      detail: expect.stringMatching(/抵押权人 广元甲银行.*地役权人 李秀兰.*预告登记权利人 王志强/),
    })
    const consents = [
      act('consent', { by: bankA.name, of: 'mortgagee' }),
      act('consent', { by: li.name, of: 'easement-holder' }),
      act('consent', { by: wang.name, of: 'notice-holder' }),
    ]
    const [first, second, third] = consents as [(typeof consents)[0], (typeof consents)[0], (typeof consents)[0]]
    expect(waiver.after(first, second).when(recorded).rule).toBe('consent-of-encumbrancers')
    expect(waiver.after(first, second, third).when(recorded).rule).toBeNull()
  })

  it('but not of him whose land serves this unit: the easement is the unit’s own', () => {
    const unit = { easements: [anEasement({ servient: elsewhere, dominant: house })] }
    expect(because('waiver', { unit }).when(recorded).rule).toBeNull()
  })

  it('nor of those whose rights have ended', () => {
    const unit = { mortgages: [aMortgage({ status: 'cancelled' })], notices: [aNotice({ status: 'lapsed' })] }
    expect(because('waiver', { unit }).when(recorded).rule).toBeNull()
  })

  it('a consent in another capacity does not do', () => {
    const waiver = because('waiver', { unit: { mortgages: [aMortgage()] } })
    const wrong = waiver.after(act('consent', { by: bankA.name, of: 'notice-holder' }))
    expect(wrong.when(recorded).rule).toBe('consent-of-encumbrancers')
  })

  it('and so barred while the unit is seized (Table B1) [SF-24]', () => {
    expect(because('waiver', { unit: { seizures: [aSeizure()] } }).when(recorded).rule).toBe('seized')
  })

  it('and during an objection takes the undertaking of those who give it up [DR-84]', () => {
    const waiver = because('waiver', { unit: { objections: [anObjection()] } })
    expect(waiver.when(recorded).rule).toBe('objection-undertaking')
    expect(waiver.after(act('undertake', { by: zhang.name })).when(recorded).rule).toBeNull()
  })

  it('and takes all joint co-owners [DR-10]', () => {
    expect(because('waiver', { unit: joint }).when(recorded).rule).toBe('joint-application')
    const parties = [as('holder', zhang), as('holder', wang)]
    expect(because('waiver', { unit: joint, parties }).when(recorded).rule).toBeNull()
  })
})

describe.each(nobodyElses)('注销 on the ground %s is no disposal', ground => {
  it('needs no consent, no undertaking and not every co-owner [DR-28] [REG-14-2]', () => {
    const unit = { ...joint, mortgages: [aMortgage()], notices: [aNotice()], objections: [anObjection()] }
    expect(because(ground, { unit }).when(recorded).rule).toBeNull()
  })

  it('is recorded although seized: each organ is told that the effect passes to what takes its place (Table B1) [SF-22]', () => {
    const waiting = aSeizure({ organ: '广元市中级人民法院', documentNo: '（2025）川08执9号', status: 'waiting' })
    const over = aSeizure({ documentNo: '（2020）川0802执1号', status: 'expired' })
    const situation = because(ground, { unit: { seizures: [over, aSeizure(), waiting] } }).after(recorded)
    expect(houseAfter(situation).seizures.map(({ status }) => status)).toEqual(['expired', 'lapsed', 'lapsed'])
    const letters = situation.state.notices.filter(({ kind }) => kind === 'seizure-lapsed')
    expect(letters.map(letter => under(letter, '致'))).toEqual([
      '广元市利州区人民法院（（2025）川0802执101号）',
      '广元市中级人民法院（（2025）川08执9号）',
    ])
    expect(new Set(situation.state.notices.map(({ no }) => no)).size).toBe(situation.state.notices.length)
    expect(under(noticeOf(situation.state, 'seizure-lapsed'), '告知')).toContain('补偿')
  })
})
