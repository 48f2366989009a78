import { describe, expect, it } from 'vitest'
import { mortgage, sale } from '../case/testing/applications.ts'
import type { ApplicationChange } from '../case/testing/filed.ts'
import { noticeCancellation, presale, presaleMortgage } from '../case/testing/groups/burdens.ts'
import { as, bankA, bankB, li, liu, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, house, registered } from '../case/testing/register.ts'
import { accepted, act, examined, given, housingPassed, recorded, type Situation, taxCleared } from '../case/testing/situation.ts'
import type { Application } from '../case/types.ts'
import type { Unit } from '../register/types.ts'

const ready = (application: Application, units: readonly Unit[]): Situation =>
  given(application).where({ units }).after(accepted, examined)
const readyPresale = (units: readonly Unit[], change: ApplicationChange = {}) =>
  ready(presale(change), units).after(housingPassed)
const unitOf = ({ around }: Situation): Unit => {
  const unit = around.units.find(one => one.unitCode === house)
  if (!unit) throw new Error(`没有 ${house}`)
  return unit
}
const consentOf = (name: string, of: 'mortgagee' | 'notice-holder') => act('consent', { by: name, of })

/** The parcel of `house`, held by 张建国, who builds on it. */
const land = registered({ unitCode: `${house.slice(0, 19)}W00000000` })
const notBuiltYet = (change: Partial<Unit> = {}) => registered({ holders: [], heldSince: null, certificates: [], ...change })
const lisPurchase = aNotice({ kind: 'presale', holder: { name: li.name, idNo: li.idNo } })

describe('an advance notice of a pre-sale (预购商品房预告登记)', () => {
  it('is the first entry of a flat that is not built yet: the buyer holds it, the seller is bound [DR-24] [DR-85-1] [S4-20]', () => {
    const after = readyPresale([land]).after(recorded)
    expect(unitOf(after)).toMatchObject({
      holders: [],
      use: 'residential',
      location: '广元市利州区东坝街道滨江路1号1室',
      notices: [
        { kind: 'presale', status: 'active', holder: { name: li.name }, obligor: { name: zhang.name }, registrableOn: null },
      ],
      certificates: [{ kind: 'proof', status: 'current' }],
    })
    expect(after.state).toMatchObject({ stage: 'certification', recording: { payment: null } })
  })

  it('waits for the housing department, with whom the contract is filed [DR-86-1] [S4-20]', () => {
    expect(ready(presale(), [land]).when(recorded).rule).toBe('department-pending')
  })

  it('of two buyers stands in the name of both [CC-221-1]', () => {
    const parties = [as('transferor', zhang), as('transferee', li), as('transferee', wang)]
    const after = readyPresale([land], { parties }).after(recorded)
    expect(unitOf(after).notices[0]?.holder).toEqual({ name: `${li.name}、${wang.name}` })
  })

  it('has its 90 days from the day on which registration is known to be possible, and none before [CC-221-2]', () => {
    const facts = { registrableOn: '2025-06-10' }
    expect(unitOf(readyPresale([land], { facts }).after(recorded)).notices[0]).toMatchObject({
      registrableOn: '2025-06-10',
      lapsesOn: '2025-09-08',
    })
    expect(unitOf(readyPresale([land]).after(recorded)).notices[0]?.lapsesOn).toBeNull()
  })

  it('is promised by the holder of the flat, or of the land it is built on [CC-216] [DR-2]', () => {
    const ofWang = { holders: [{ name: wang.name }] }
    expect(readyPresale([registered(ofWang)]).when(recorded).rule).toBe('not-holder')
    expect(readyPresale([{ ...land, ...ofWang }]).when(recorded).rule).toBe('not-holder')
    expect(readyPresale([registered()]).when(recorded).rule).toBeNull()
    expect(readyPresale([]).when(recorded).rule).toBeNull()
  })

  it('is applied for by the buyer alone where the seller does not apply as agreed, saying so [DR-86-2]', () => {
    const parties = [as('transferee', li)]
    expect(
      given(presale({ parties, facts: {} }))
        .where({ units: [land] })
        .when(accepted).rule,
    ).toBe('joint-application')
    const alone = readyPresale([land], { parties, facts: { ground: '预售人未按照约定申请预告登记' } }).after(recorded)
    expect(unitOf(alone).notices[0]).toMatchObject({ holder: { name: li.name }, obligor: { name: zhang.name } })
  })

  it('is not recorded twice for the same buyer', () => {
    expect(
      given(presale())
        .where({ units: [notBuiltYet({ notices: [lisPurchase] })] })
        .when(accepted).rule,
    ).toBe('repeat-case')
  })

  it('for a second buyer needs the written consent of the first, unless that notice has lapsed (Table B4) [CC-221-1]', () => {
    const second = readyPresale([registered({ notices: [aNotice({ kind: 'presale' })] })])
    expect(second.when(recorded).rule).toBe('advance-notice-consent')
    expect(second.after(consentOf(wang.name, 'notice-holder')).when(recorded).rule).toBeNull()
    const lapsed = registered({ notices: [aNotice({ kind: 'presale', status: 'lapsed' })] })
    expect(readyPresale([lapsed]).when(recorded).rule).toBeNull()
  })

  it.each<[string, readonly Unit[]]>([
    ['the flat is seized', [registered({ seizures: [aSeizure()] })]],
    ['the land is seized, which reaches what is built on it', [{ ...land, seizures: [aSeizure()] }]],
  ])('is refused while %s (Table B1) [SF-21]', (_, units) => {
    expect(readyPresale(units).when(recorded).rule).toBe('seized')
  })

  it('is possible for the debtor of a pre-seizure, and for nobody else (Table B1) [JN-15]', () => {
    const seizedAs = (debtor: string) => notBuiltYet({ seizures: [aSeizure({ status: 'pre', debtor })] })
    expect(readyPresale([seizedAs(li.name)]).when(recorded).rule).toBeNull()
    expect(readyPresale([seizedAs(wang.name)]).when(recorded).rule).toBe('seized')
  })

  it('during an objection needs the undertaking of both (Table B3) [DR-84]', () => {
    const contested = readyPresale([registered({ objections: [anObjection()] })])
    expect(contested.when(recorded).rule).toBe('objection-undertaking')
    const undertaken = contested.after(act('undertake', { by: zhang.name }), act('undertake', { by: li.name }))
    expect(undertaken.when(recorded).rule).toBeNull()
  })

  describe('on a mortgaged flat (Table B6)', () => {
    const mortgaged = (change = {}) => registered({ mortgages: [aMortgage(change)] })

    it('waits until the mortgage of the construction is cancelled; consent does not help [DR-86-3]', () => {
      const situation = readyPresale([mortgaged({ kind: 'construction' })]).after(consentOf(bankA.name, 'mortgagee'))
      expect(situation.when(recorded).refusal).toMatchObject({
        rule: 'consent-of-encumbrancers',
        detail: expect.stringContaining('先注销后预告'),
      })
      const cancelled = situation.where({ units: [mortgaged({ kind: 'construction', status: 'cancelled' })] })
      expect(cancelled.when(recorded).rule).toBeNull()
    })

    it('needs the consent of any other mortgagee, or the cancellation', () => {
      const situation = readyPresale([mortgaged()])
      expect(situation.when(recorded).rule).toBe('consent-of-encumbrancers')
      expect(situation.after(consentOf(bankA.name, 'mortgagee')).when(recorded).rule).toBeNull()
    })
  })

  it('becomes the buyer’s title when the flat is transferred to him, of two buyers only to both [DR-85-3]', () => {
    const couple = aNotice({ kind: 'presale', holder: { name: `${li.name}、${wang.name}` } })
    const sold = (...takers: (typeof li)[]) =>
      given(sale({ parties: [as('transferor', zhang), ...takers.map(taker => as('transferee', taker))] }))
        .where({ units: [registered({ notices: [couple] })] })
        .after(accepted, examined, housingPassed, taxCleared)
        .when(recorded)
    expect(sold(li).rule).toBe('advance-notice-consent')
    expect(sold(li, wang).writes[0]?.entry).toMatchObject({ convertedNotices: [0] })
  })
})

describe('an advance notice of a mortgage of what was bought in advance (预购商品房抵押权预告登记)', () => {
  const bought = notBuiltYet({ notices: [aNotice({ kind: 'presale', holder: { name: zhang.name } })] })

  it('is recorded for the bank, on the buyer’s notice, with the amount [DR-78] [S4-21]', () => {
    const after = ready(presaleMortgage(), [bought]).after(recorded)
    expect(unitOf(after).notices).toMatchObject([
      { kind: 'presale', status: 'active' },
      {
        kind: 'presale-mortgage',
        status: 'active',
        holder: { name: bankA.name },
        obligor: { name: zhang.name },
        amountFen: 50_000_000,
      },
    ])
  })

  it.each<[string, Unit]>([
    ['has no notice', notBuiltYet()],
    [
      'has one that has lapsed',
      notBuiltYet({ notices: [aNotice({ kind: 'presale', holder: { name: zhang.name }, status: 'lapsed' })] }),
    ],
    [
      'holds it with another',
      notBuiltYet({ notices: [aNotice({ kind: 'presale', holder: { name: `${zhang.name}、${li.name}` } })] }),
    ],
    ['is not the one whom the notice names', notBuiltYet({ notices: [aNotice({ kind: 'presale' })] })],
  ])('is refused to one who %s [DR-78] [CC-216]', (_, unit) => {
    expect(ready(presaleMortgage(), [unit]).when(recorded).rule).toBe('not-holder')
  })

  it('may come from the holder of a flat that is registered [DR-85-1]', () => {
    expect(ready(presaleMortgage(), [registered()]).when(recorded).rule).toBeNull()
  })

  it('for a second bank needs the consent of the first (Table B5) [PX-4]', () => {
    const noticed = {
      ...bought,
      notices: [...bought.notices, aNotice({ kind: 'presale-mortgage', holder: { name: bankB.name } })],
    }
    const second = ready(presaleMortgage(), [noticed])
    expect(second.when(recorded).rule).toBe('advance-notice-consent')
    expect(second.after(consentOf(bankB.name, 'notice-holder')).when(recorded).rule).toBeNull()
  })

  it('is refused while the unit is seized or pre-seized (Table B1) [CC-399]', () => {
    const seized = { ...bought, seizures: [aSeizure({ status: 'pre', debtor: zhang.name })] }
    expect(ready(presaleMortgage(), [seized]).when(recorded).rule).toBe('seized')
  })

  it('becomes the mortgage once the buyer has his title, from the day of the notice [DR-78] [DB-52]', () => {
    const noticed = ready(presaleMortgage(), [bought]).after(recorded)
    const [unit] = noticed.around.units
    if (!unit) throw new Error('没有单元')
    const titled = { ...unit, holders: [{ name: zhang.name }] }
    const after = ready(mortgage(), [titled]).after(recorded)
    expect(unitOf(after).notices[1]?.status).toBe('converted')
    expect(unitOf(after).mortgages[0]?.recordedAt).toBe(unit.notices[1]?.recordedAt)
  })
})

describe('the cancellation of an advance notice (注销预告登记)', () => {
  const noticed = registered({ notices: [lisPurchase, aNotice()] })

  it('by its holder ends that notice and no other, also on what is not built yet [DR-89]', () => {
    const after = ready(noticeCancellation(), [noticed]).after(recorded)
    expect(unitOf(after).notices.map(({ status }) => status)).toEqual(['cancelled', 'active'])
    expect(after.state).toMatchObject({ stage: 'archive' })
    expect(ready(noticeCancellation(), [notBuiltYet({ notices: [lisPurchase] })]).when(recorded).rule).toBeNull()
  })

  it('is nobody else’s: not the owner’s, nor a stranger’s (Table B4) [DR-89]', () => {
    for (const who of [zhang, liu]) {
      const application = noticeCancellation({ parties: [as('notice-holder', who)] })
      expect(ready(application, [noticed]).when(recorded).rule).toBe('not-holder')
    }
  })

  it('also clears away one that has lapsed [CC-221-2]', () => {
    const lapsed = registered({ notices: [{ ...lisPurchase, status: 'lapsed' }] })
    expect(unitOf(ready(noticeCancellation(), [lapsed]).after(recorded)).notices[0]?.status).toBe('cancelled')
  })

  it('means the one in force where another of his has lapsed, and says which where there are two', () => {
    const again = registered({ notices: [{ ...lisPurchase, status: 'lapsed' }, lisPurchase] })
    const after = ready(noticeCancellation(), [again]).after(recorded)
    expect(unitOf(after).notices.map(({ status }) => status)).toEqual(['lapsed', 'cancelled'])
    const two = registered({ notices: [lisPurchase, { ...lisPurchase, proofNo: '川（2025）广元市不动产证明第0000008号' }] })
    expect(ready(noticeCancellation(), [two]).when(recorded).rule).toBe('not-holder')
    const named = ready(noticeCancellation({ facts: { of: '川(2025)广元市不动产证明第0000008号' } }), [two]).after(recorded)
    expect(unitOf(named).notices.map(({ status }) => status)).toEqual(['active', 'cancelled'])
  })

  it('is refused to a buyer whose purchase is pre-seized, but not because the seller’s flat is seized [JN-15] [SF-24]', () => {
    const preSeized = { ...noticed, seizures: [aSeizure({ status: 'pre', debtor: li.name })] }
    expect(ready(noticeCancellation(), [preSeized]).when(recorded).rule).toBe('seized')
    const seized = { ...noticed, seizures: [aSeizure({ debtor: zhang.name })] }
    expect(ready(noticeCancellation(), [seized]).when(recorded).rule).toBeNull()
  })
})
