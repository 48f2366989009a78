import { describe, expect, it } from 'vitest'
import { unitAfter } from '../../domain/case/testing/entries.ts'
import { house } from '../../domain/case/testing/register.ts'
import { nextTermEnd } from '../../domain/register/terms.ts'
import { unitView } from '../../domain/register/view.ts'
import { builtInCalendar } from '../../domain/time/calendar.ts'
import { loadedUnit, type UnitToLoad } from './loadUnits.ts'

const described = (change: Partial<UnitToLoad> = {}): UnitToLoad => ({
  unitCode: house,
  holders: [{ name: '张建国', share: '1/1' }],
  ...change,
})
const onRegister = (change: Partial<UnitToLoad> = {}) =>
  unitAfter({
    unitCode: house,
    version: 1,
    at: '2025-01-01T00:00:00+08:00',
    caseNo: null,
    entry: { kind: 'unit-loaded', unit: loadedUnit(described(change), builtInCalendar) },
    prevHash: '',
    hash: '',
  })

describe('a unit put on a drill’s register', () => {
  it('is held since the day told, else since before everything', () => {
    expect(onRegister({ recordedAt: '2024-05-06' }).heldSince).toEqual({ at: '2024-05-06T00:00:00+08:00', caseNo: null })
    expect(onRegister().heldSince).toEqual({ at: '2015-03-01T00:00:00+08:00', caseNo: null })
    expect(onRegister({ holders: [] }).heldSince).toBeNull()
  })

  it('gives an objection 15 days from its recording, where that is told [CC-220-2]', () => {
    const objection = { applicant: { name: '刘晓梅' }, matter: '份额', ground: '出资' }
    const unit = onRegister({ objections: [{ ...objection, recordedAt: '2025-03-03T10:00+08:00' }, objection] })
    expect(unit.objections.map(({ lapsesOn }) => lapsesOn)).toEqual(['2025-03-18', null])
    expect(nextTermEnd(unit)).toMatchObject({ kind: 'objection', index: 0, endsAt: '2025-03-19T00:00:00+08:00' })
  })

  it('gives an advance notice 90 days from the day registration was possible, where that is known [CC-221-2]', () => {
    const notice = { kind: 'sale', holder: { name: '王志强' }, recordedAt: '2025-01-10' } as const
    const unit = onRegister({ notices: [notice, { ...notice, registrableOn: '2025-03-03', obligor: { name: '张建国' } }] })
    expect(unitView(unit).notices).toMatchObject([
      { registrableOn: null, lapsesOn: null, obligor: null },
      { registrableOn: '2025-03-03', lapsesOn: '2025-06-03', obligor: '张建国', recordedAt: '2025-01-10T00:00:00+08:00' },
    ])
  })

  it('bears mortgages of a kind, pre-seizures of a debtor and easements', () => {
    const until = '2044-12-31'
    const unit = onRegister({
      mortgages: [{ mortgagee: '广元甲银行', amountFen: 1, kind: 'maximum' }],
      seizures: [
        { organ: '甲法院', documentNo: '一号', status: 'pre', debtor: '王志强', from: '2025-01-01', until: '2027-12-31' },
      ],
      easements: [
        { content: '通行', servient: house, dominant: `${house.slice(0, -1)}2`, from: '2025-01-01', until, holder: '王志强' },
      ],
    })
    expect(unit).toMatchObject({ mortgages: [{ kind: 'maximum', rank: 1 }], seizures: [{ status: 'pre', debtor: '王志强' }] })
    expect(unitView(unit).easements).toMatchObject([{ content: '通行', servient: house, until, status: 'active' }])
  })
})
