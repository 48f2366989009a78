import { describe, expect, it } from 'vitest'
import { atRecording, houseAfter } from '../case/testing/cases.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, bankA, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, aSeizure } from '../case/testing/register.ts'
import { act, recorded } from '../case/testing/situation.ts'

const developer = zhang
const buyer = li
const presale = aNotice({ kind: 'presale', holder: { name: buyer.name, idNo: buyer.idNo } })
const presaleMortgage = aNotice({ kind: 'presale-mortgage', holder: { name: bankA.name } })

describe('新建商品房转移登记', () => {
  it('to the holder of the pre-sale notice converts it [DR-85-3] (Table B4)', () => {
    const situation = atRecording('transfer-new-house', { unit: { notices: [presale] } }).after(recorded)
    expect(houseAfter(situation)).toMatchObject({
      holders: [{ name: buyer.name }],
      notices: [{ kind: 'presale', status: 'converted' }],
    })
  })

  it('to somebody else is refused while the notice stands, and recorded with its holder’s written consent [DR-85-2] (Table B4)', () => {
    const parties = [as('transferor', developer), as('transferee', wang)]
    const situation = atRecording('transfer-new-house', { parties, unit: { notices: [presale] } })
    expect(situation.when(recorded).rule).toBe('advance-notice-consent')
    const consented = situation.after(act('consent', { by: buyer.name, of: 'notice-holder' }), recorded)
    expect(houseAfter(consented).notices).toMatchObject([{ status: 'active' }])
  })

  it('to somebody else is recorded after the notice has lapsed [CC-221-2] (Table B4)', () => {
    const parties = [as('transferor', developer), as('transferee', wang)]
    const unit = { notices: [{ ...presale, status: 'lapsed' as const }] }
    expect(atRecording('transfer-new-house', { parties, unit }).when(recorded).rule).toBeNull()
  })

  it('to the buyer carries the notice of his mortgage, without the bank’s consent (Table B5) [DR-78]', () => {
    const promised = { ...presaleMortgage, obligor: { name: buyer.name, idNo: buyer.idNo } }
    for (const notices of [[presale, presaleMortgage], [promised]]) {
      const situation = atRecording('transfer-new-house', { unit: { notices } }).after(recorded)
      expect(houseAfter(situation).notices.at(-1)).toMatchObject({ kind: 'presale-mortgage', status: 'active' })
    }
  })

  it('to a third person takes the consent of the bank that holds a mortgage notice (Table B5)', () => {
    const parties = [as('transferor', developer), as('transferee', wang)]
    const notices = [{ ...presaleMortgage, obligor: { name: buyer.name } }]
    const situation = atRecording('transfer-new-house', { parties, unit: { notices } })
    expect(situation.when(recorded).rule).toBe('advance-notice-consent')
    expect(situation.after(act('consent', { by: bankA.name, of: 'notice-holder' })).when(recorded).rule).toBeNull()
  })
})

describe('转移登记 of a pre-seized unit [JN-15] [JN-16] (Table B1)', () => {
  const preSeized = (debtor: string) => ({ seizures: [aSeizure({ status: 'pre', debtor, until: '2028-03-02' })] })

  it('to the debtor is recorded: the pre-seizure becomes a seizure with the same end, and its organ is told', () => {
    const situation = atRecording('transfer-new-house', { unit: preSeized(buyer.name) }).after(recorded)
    expect(houseAfter(situation).seizures).toMatchObject([{ status: 'active', from: '2025-06-05', until: '2028-03-02' }])
    expect(under(noticeOf(situation.state, 'seizure-converted'), '致')).toContain('广元市利州区人民法院')
  })

  it('to anybody else is refused', () => {
    const parties = [as('transferor', developer), as('transferee', wang)]
    expect(atRecording('transfer-new-house', { parties, unit: preSeized(buyer.name) }).when(recorded).rule).toBe('seized')
  })

  it('to the debtor is refused where it is seized on the seller’s side too', () => {
    const seizures = [...preSeized(buyer.name).seizures, aSeizure({ documentNo: '（2025）川0802执5号' })]
    expect(atRecording('transfer-new-house', { unit: { seizures } }).when(recorded).rule).toBe('seized')
  })

  it('leaves those that wait behind it waiting', () => {
    const seizures = [
      ...preSeized(buyer.name).seizures,
      aSeizure({ documentNo: '（2025）川0802执5号', status: 'waiting', years: 3 }),
    ]
    const situation = atRecording('transfer-by-sale', { unit: { seizures } }).after(recorded)
    expect(houseAfter(situation).seizures.map(({ status }) => status)).toEqual(['active', 'waiting'])
  })
})

describe('赠与', () => {
  it('moves the whole, with the mortgage on it, and tells the mortgagee [CC-406] (Table B6)', () => {
    const situation = atRecording('transfer-by-gift', { unit: { mortgages: [aMortgage()] } }).after(recorded)
    expect(houseAfter(situation)).toMatchObject({ holders: [{ name: li.name, share: '1/1' }], mortgages: [{ status: 'active' }] })
    expect(under(noticeOf(situation.state, 'mortgagee-notice'), '通知')).toContain(bankA.name)
  })

  it('of the share of one who holds by shares is his alone to make [DR-10]', () => {
    const unit = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo, share: '1/2' })) }
    const parties = [as('transferor', zhang), as('transferee', li, { share: '1/2' })]
    const situation = atRecording('transfer-by-gift', { unit, parties }).after(recorded)
    expect(houseAfter(situation).holders).toMatchObject([
      { name: wang.name, share: '1/2' },
      { name: li.name, share: '1/2' },
    ])
  })
})

describe('国有建设用地使用权转移', () => {
  const ended = { landUse: '工业用地', landTermEnds: '2025-06-02' as const }

  it('is refused where the term of land that is not residential has ended [CC-359]', () => {
    const situation = atRecording('land-transfer', { unit: { ...ended, use: 'non-residential' } })
    expect(situation.when(recorded).refusal).toMatchObject({ rule: 'land-term', detail: expect.stringContaining('2025-06-02') })
  })

  it('goes on through the last day of the term, and for ever where residential land renews by itself [CC-359]', () => {
    const lastDay = { use: 'non-residential' as const, landUse: '工业用地', landTermEnds: '2025-06-03' as const }
    expect(atRecording('land-transfer', { unit: lastDay }).when(recorded).rule).toBeNull()
    expect(
      atRecording('land-transfer', { unit: { use: 'residential', landTermEnds: '2025-06-02' } }).when(recorded).rule,
    ).toBeNull()
  })
})
