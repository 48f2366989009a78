import { describe, expect, it } from 'vitest'
import { procedureIds } from '../procedures/ids.ts'
import { demoOffice, kaifengOffice } from './profile.ts'
import { proceduresOf, sectionOf } from './sections.ts'

describe('which section answers for a registration [S3-27]', () => {
  it('Kaifeng: transfers, mortgages, and what is not ownership; the hall office leads and keeps the rest', () => {
    expect(sectionOf(kaifengOffice, 'transfer-by-sale')).toBe('转让登记科')
    expect(sectionOf(kaifengOffice, 'mortgage-cancel')).toBe('抵押登记科')
    expect(sectionOf(kaifengOffice, 'seizure')).toBe('非权属登记科')
    expect(sectionOf(kaifengOffice, 'certificate-reissue')).toBe('非权属登记科')
    expect(sectionOf(kaifengOffice, 'house-first')).toBe('大厅办')
  })

  it('each kind of registration is among those of its section, and of no other', () => {
    const names = ['大厅办', '转让登记科', '抵押登记科', '非权属登记科']
    expect(names.flatMap(name => proceduresOf(kaifengOffice, name)).sort()).toEqual([...procedureIds].sort())
    expect(proceduresOf(kaifengOffice, '没有的科')).toEqual([])
  })

  it('no procedure is two sections’', () => {
    const named = kaifengOffice.sections?.sections.flatMap(({ procedures }) => procedures) ?? []
    expect(new Set(named).size).toBe(named.length)
    expect(named.length).toBeGreaterThan(0)
  })

  it('an office that is not divided has no sections', () => {
    expect(procedureIds.map(procedure => sectionOf(demoOffice, procedure)).every(section => section === null)).toBe(true)
  })
})
