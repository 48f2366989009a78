import { describe, expect, it } from 'vitest'
import { ordinary } from '../case/testing/applications.ts'
import { atRecording, houseAfter } from '../case/testing/cases.ts'
import { as, li, liu, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, registered } from '../case/testing/register.ts'
import { accepted, act, given, recorded } from '../case/testing/situation.ts'
import { demoOffice } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { estateIsNotSeized } from './inheritance.ts'

const taking = (...takers: readonly Parameters<typeof as>[1][]) => takers.map(taker => as('transferee', taker))
const facts = { deceased: zhang.name, notarised: true }
const told = { parties: taking(li), facts }

const filed = (change: object, parties = taking(li)) => {
  const apply = ordinary['transfer-by-inheritance']
  if (!apply) throw new Error('transfer-by-inheritance')
  return given(apply({ parties, facts: { ...facts, ...change } })).where({ units: [registered()] })
}

describe('继承登记', () => {
  it('is one heir’s to apply for alone, who then holds the whole [REG-14-2] [CC-230]', () => {
    expect(houseAfter(atRecording('transfer-by-inheritance', told).after(recorded)).holders).toEqual([
      { name: li.name, idNo: li.idNo, share: '1/1' },
    ])
  })

  it('from somebody who is not on the register is refused [CC-216]', () => {
    const situation = atRecording('transfer-by-inheritance', { ...told, unit: { holders: [{ name: wang.name }] } })
    expect(situation.when(recorded).rule).toBe('not-holder')
  })

  it('with a notarial deed is not announced; without, for fifteen working days [OP-1.8.6]', () => {
    expect(atRecording('transfer-by-inheritance', told).state.tracks.announcement).toBe('none')
    const { state } = atRecording('transfer-by-inheritance', { ...told, facts: { ...facts, notarised: false } })
    expect(state.announcement?.endsOn).toBe('2025-06-24')
  })

  it('asks for the notarial deed, or for death, kinship and will instead; for a waiver only where one waives [DR-14]', () => {
    const asked = (change: object) =>
      filed(change)
        .state.application.materials.map(({ code }) => code)
        .slice(3)
    expect(asked({})).toEqual(['notarial-deed'])
    expect(asked({ notarised: false })).toEqual(['death-proof', 'kinship-proof', 'will-or-agreement'])
    expect(asked({ notarised: false, waivedBy: [liu.name] })).toContain('heir-waiver')
  })

  it('carries mortgages of any age and restriction, and the advance notice against the deceased (Table B4) (Table B6)', () => {
    const rights = {
      mortgages: [aMortgage({ transferRestricted: true, recordedAt: '2019-05-05T10:00:00+08:00' })],
      notices: [aNotice()],
    }
    const situation = atRecording('transfer-by-inheritance', { ...told, unit: rights }).after(recorded)
    expect(houseAfter(situation)).toMatchObject({ holders: [{ name: li.name }], ...rights })
  })

  it('during an objection takes the heirs’ undertaking (Table B3)', () => {
    const situation = atRecording('transfer-by-inheritance', { ...told, unit: { objections: [anObjection()] } })
    expect(situation.when(recorded).rule).toBe('objection-undertaking')
    expect(situation.after(act('undertake', { by: li.name })).when(recorded).rule).toBeNull()
  })

  it('of a seized unit is refused by this office’s practice, and recorded where an office allows it (Table B1)', () => {
    const situation = atRecording('transfer-by-inheritance', { ...told, unit: { seizures: [aSeizure()] } })
    expect(situation.when(recorded).rule).toBe('seized')
    const context = {
      state: situation.state,
      edition: editionOf(situation.state.application.edition),
      units: [{ unitCode: '', unit: registered({ seizures: [aSeizure()] }), earlier: [], land: null }],
      twin: null,
      reached: [],
      siblings: [],
      on: '2025-06-30' as const,
    }
    const rest = context as unknown as Parameters<typeof estateIsNotSeized.broken>[0]
    const office = (underSeizure: 'refuse' | 'allow') => ({
      ...demoOffice,
      inheritance: { ...demoOffice.inheritance, underSeizure },
    })
    expect(estateIsNotSeized.broken({ ...rest, office: office('refuse') })).toContain('查封')
    expect(estateIsNotSeized.broken({ ...rest, office: office('allow') })).toBeNull()
  })
})

describe('继承人', () => {
  const heirs = [li.name, wang.name, liu.name]

  it('who is named must take or waive: silence is acceptance [CC-1124]', () => {
    expect(filed({ heirs, waivedBy: [liu.name] }).when(accepted).refusal).toMatchObject({
      rule: 'joint-application',
      detail: expect.stringContaining(wang.name),
    })
    expect(filed({ heirs, waivedBy: [liu.name, wang.name] }).when(accepted).rule).toBeNull()
  })

  it('are all heard before recording where there is no notarial deed, those who waive too [OP-1.8.6]', () => {
    const waived = { heirs, waivedBy: [liu.name, wang.name], notarised: false }
    const situation = atRecording('transfer-by-inheritance', { ...told, facts: { ...facts, ...waived } })
    expect(situation.when(recorded).refusal).toMatchObject({
      rule: 'heirs-not-interviewed',
      detail: expect.stringContaining('刘晓梅'),
    })
    const heard = heirs.map(heir => act('interview', { heir, record: '对继承无异议' }))
    expect(situation.after(...heard.slice(1)).when(recorded).rule).toBe('heirs-not-interviewed')
    expect(situation.after(...heard).when(recorded).rule).toBeNull()
  })

  it('need not be heard where a notary has done so', () => {
    const situation = atRecording('transfer-by-inheritance', { ...told, facts: { ...facts, heirs: [li.name] } })
    expect(situation.when(recorded).rule).toBeNull()
  })
})

describe('告知承诺 for a material of inheritance [NOTE-S]', () => {
  const promised = (code: string) => [
    ...['application-form', 'identity-proof', 'title-certificate', 'death-proof', 'kinship-proof', 'will-or-agreement']
      .filter(one => one !== code)
      .map(one => ({ code: one, form: 'original' as const })),
    { code, form: 'commitment' as const },
  ]

  it('counts for nothing in an office that has not laid down scope, verification and sanctions', () => {
    const apply = ordinary['transfer-by-inheritance']
    if (!apply) throw new Error('transfer-by-inheritance')
    const application = apply({ parties: taking(li), facts: { ...facts, notarised: false }, materials: promised('death-proof') })
    expect(given(application).when(accepted).refusal).toMatchObject({
      rule: 'materials-incomplete',
      detail: expect.stringContaining('死亡证明'),
    })
  })
})
