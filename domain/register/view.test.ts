import { describe, expect, it } from 'vitest'
import { aMortgage, aNotice, anObjection, aSeizure, registered } from '../case/testing/register.ts'
import { unitView } from './view.ts'

describe('a unit as it is shown', () => {
  it('has its place, use and holders, and counts its entries', () => {
    expect(unitView(registered({ version: 3 }))).toMatchObject({
      unitCode: '510802001001GB00001F00010001',
      parcel: '510802001001GB00001',
      area: 98.6,
      use: 'residential',
      holders: [{ name: '张建国', share: '1/1' }],
      version: 3,
      entries: 3,
    })
  })

  it.each([
    ['sole', [{ name: '张建国' }]],
    [
      'by-shares',
      [
        { name: '张建国', share: '1/2' },
        { name: '李秀兰', share: '1/2' },
      ],
    ],
    ['joint', [{ name: '张建国' }, { name: '李秀兰' }]],
  ])('is held %s', (coOwnership, holders) => expect(unitView(registered({ holders }))).toMatchObject({ coOwnership }))

  it('lists only the mortgages in force', () => {
    const mortgages = [aMortgage({ status: 'cancelled' }), aMortgage({ mortgagee: '广元乙银行', rank: 2 })]
    expect(unitView(registered({ mortgages })).mortgages).toMatchObject([
      { mortgagee: '广元乙银行', rank: 2, amountFen: 50_000_000 },
    ])
  })

  it('keeps listing notices, objections and seizures that are over, with their status', () => {
    const view = unitView(
      registered({
        notices: [aNotice({ status: 'lapsed' })],
        objections: [anObjection({ status: 'cancelled' })],
        seizures: [aSeizure({ status: 'expired' })],
      }),
    )
    expect(view.notices).toMatchObject([{ holder: '王志强', status: 'lapsed' }])
    expect(view.objections).toMatchObject([{ applicant: '刘晓梅', status: 'cancelled' }])
    expect(view.seizures).toMatchObject([{ status: 'expired', position: null }])
  })

  it('numbers the waiting seizures from 1 in order of service, whatever the order they stand in [DR-91]', () => {
    const seizures = [
      aSeizure({ documentNo: '一号' }),
      aSeizure({ documentNo: '三号', status: 'waiting', servedAt: '2025-02-18T09:00:00+08:00' }),
      aSeizure({ documentNo: '二号', status: 'waiting', servedAt: '2024-01-10T09:00:00+08:00' }),
    ]
    expect(unitView(registered({ seizures })).seizures.map(({ documentNo, position }) => [documentNo, position])).toEqual([
      ['一号', null],
      ['三号', 2],
      ['二号', 1],
    ])
  })

  it('says nothing that identifies a person beyond the name', () => {
    const unit = registered({ mortgages: [aMortgage()], notices: [aNotice()], objections: [anObjection()] })
    const shown = JSON.stringify(unitView(unit))
    expect(shown).not.toContain('idNo')
    for (const secret of ['510802196201101013', '91510802MA0BANKA3T', '510802196803121054', '510802197104131071'])
      expect(shown).not.toContain(secret)
  })
})
