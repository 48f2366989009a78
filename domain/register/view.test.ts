import { describe, expect, it } from 'vitest'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, registered } from '../case/testing/register.ts'
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

  it('lists only the mortgages in force, the later ones moved up behind one that is cancelled [CC-414]', () => {
    const mortgages = [
      aMortgage({ status: 'cancelled' }),
      aMortgage({ mortgagee: '广元丙银行', rank: 3 }),
      aMortgage({ mortgagee: '广元乙银行', rank: 2 }),
    ]
    expect(unitView(registered({ mortgages })).mortgages).toMatchObject([
      { mortgagee: '广元乙银行', rank: 1, amountFen: 50_000_000 },
      { mortgagee: '广元丙银行', rank: 2 },
    ])
  })

  it('lists only the easements in force, by the codes of both units', () => {
    const easements = [anEasement({ status: 'cancelled' }), anEasement({ content: '采光' })]
    expect(unitView(registered({ easements })).easements).toMatchObject([
      {
        content: '采光',
        servient: '510802001001GB00001F00010001',
        dominant: '510802001001GB00001F00010002',
        until: '2044-12-31',
      },
    ])
  })

  it('says whether its right is registered and since when it is held [DR-24]', () => {
    expect(unitView(registered())).toMatchObject({ registered: true, heldSince: { at: '2024-05-06T10:00:00+08:00' } })
    expect(unitView(registered({ holders: [] }))).toMatchObject({ registered: false, heldSince: null, coOwnership: 'sole' })
  })

  it('says until when a notice and an objection stand', () => {
    const view = unitView(
      registered({
        notices: [aNotice({ lapsesOn: '2025-09-01' }), aNotice()],
        objections: [anObjection({ lapsesOn: '2025-06-16' })],
      }),
    )
    expect(view.notices.map(({ lapsesOn }) => lapsesOn)).toEqual(['2025-09-01', null])
    expect(view.objections[0]?.lapsesOn).toBe('2025-06-16')
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

  it('numbers one of unknown service by its recording, else behind the one recorded before it [DR-91]', () => {
    const waiting = (documentNo: string, servedAt: string | null, recordedAt: string | null = null) =>
      aSeizure({ documentNo, status: 'waiting', servedAt, recordedAt })
    const seizures = [
      waiting('三号', '2025-02-18T09:00:00+08:00'),
      waiting('四号', null),
      waiting('二号', null, '2025-01-10T09:00:00+08:00'),
      waiting('一号', '2024-12-10T09:00:00+08:00', '2025-05-01T09:00:00+08:00'),
    ]
    expect(unitView(registered({ seizures })).seizures.map(({ position }) => position)).toEqual([3, 4, 2, 1])
  })

  it('says nothing that identifies a person beyond the name', () => {
    const obligor = { name: '张建国', idNo: '510802196201101013' }
    const unit = registered({ mortgages: [aMortgage()], notices: [aNotice({ obligor })], objections: [anObjection()] })
    const shown = JSON.stringify(unitView(unit))
    expect(shown).not.toContain('idNo')
    for (const secret of ['510802196201101013', '91510802MA0BANKA3T', '510802196803121054', '510802197104131071'])
      expect(shown).not.toContain(secret)
  })
})
