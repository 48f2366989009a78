import { describe, expect, it } from 'vitest'
import { isProvisionId } from '../law/provisions.ts'
import { limitsFor } from '../limits/limits.ts'
import { demoOffice } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { editionInForce, editions } from '../procedures/registry.ts'
import { publishedCatalogue } from './catalogue.ts'
import { citationsOf, guideOf } from './guide.ts'

const day = '2025-06-03'
const guideTo = (edition: ProcedureEdition, office = demoOffice) => guideOf(edition, office, day)

function inForce(procedure: Parameters<typeof editionInForce>[0]): ProcedureEdition {
  const edition = editionInForce(procedure, day)
  if (!edition) throw new Error(`${procedure} 没有版本`)
  return edition
}

describe.each(editions)('the guide to $id', edition => {
  const guide = guideTo(edition)

  it('tells basis, conditions, materials, process, limit, result and ways to ask [S4-39] [S4-40] [S4-41] [S4-42] [S4-43] [S4-44] [S4-45]', () => {
    expect(guide.basis.map(({ id }) => id)).toEqual([...new Set(edition.basis)])
    expect(guide.conditions.map(({ says }) => says)).toEqual(edition.rules.map(({ says }) => says))
    expect(guide.materials.map(({ code }) => code)).toEqual(edition.materials.map(({ code }) => code))
    expect(guide.steps[0]).toMatchObject({ action: 'accept', stage: '收件', posts: ['受理岗'] })
    expect(guide.steps.at(-1)).toMatchObject({ action: 'archive' })
    const { statutory, promised } = limitsFor({
      class: edition.limitClass,
      procedure: edition.procedure,
      on: day,
      region: '510802',
    })
    expect(guide.limits.statutory?.amount).toBe(statutory?.amount)
    expect(guide.limits.promised?.amount).toBe(promised?.amount)
    expect(guide.result).toMatch(/\p{Script=Han}/u)
    expect(guide.queryWays).toEqual([demoOffice.progressQuery])
  })

  it('cannot be published without any one of them', () => {
    const poorer: [string, () => unknown][] = [
      ['办理依据', () => guideTo({ ...edition, basis: [] })],
      ['办理条件', () => guideTo({ ...edition, rules: [] })],
      ['申请材料', () => guideTo({ ...edition, materials: [] })],
      ['办理时限', () => guideOf(edition, demoOffice, '2015-02-28')],
      ['查询方式', () => guideTo(edition, { ...demoOffice, progressQuery: ' ' })],
    ]
    for (const [missing, make] of poorer) expect(make, missing).toThrow(`${edition.id} 的办事指南缺少${missing}`)
    expect(() => guideOf({ ...edition, basis: [], materials: [] }, demoOffice, day)).toThrow('缺少办理依据、申请材料')
  })

  it('issues, examines and asks what the edition does', () => {
    const acts: string[] = guide.steps.map(({ action }) => action)
    expect(acts.includes('issue') && acts.includes('deliver')).toBe(edition.issues !== null)
    expect(acts.includes('examine')).toBe(edition.entry !== 'entrustment')
    expect(guide.result === '不动产权证书').toBe(edition.issues === 'title')
    expect(guide.result === '不动产登记证明').toBe(edition.issues === 'proof')
    expect(guide.tracks.tax !== null).toBe(edition.tracks.tax)
    expect(guide.tracks.siteVisit !== null).toBe(edition.tracks.siteVisit === true)
    expect(guide.tracks.announcement?.workingDays).toBe(edition.tracks.announcement?.workingDays)
    const asked = edition.tracks.departments.length > 0 || edition.tracks.departmentsOfOriginal === true
    expect(guide.tracks.departments !== null).toBe(asked)
  })

  it('names who applies, and a law behind each statement', () => {
    const { way, says, basis } = guide.applicants
    expect(way === '依嘱托办理').toBe(edition.entry === 'entrustment')
    expect(way === '依职权办理').toBe(edition.entry === 'ex-officio')
    const named = [...edition.applicants.optional, ...(edition.applicants.oneOf ?? [])]
    for (const { title } of named) expect(says).toContain(title)
    expect(basis.length).toBeGreaterThan(0)
    const stated = [guide, guide.applicants, ...guide.materials, ...guide.conditions, ...Object.values(guide.tracks)]
    for (const one of stated) if (one) expect(one.basis.length).toBeGreaterThan(0)
    for (const { id } of citationsOf(guide)) expect(isProvisionId(id)).toBe(true)
  })
})

describe('the guide', () => {
  it('to a sale: both apply, the mortgagee joins where needed; an optional material has its condition [REG-14-1]', () => {
    const guide = guideTo(inForce('transfer-by-sale'))
    expect(guide.applicants).toMatchObject({ way: '共同申请', ground: null })
    expect(guide.applicants.says).toBe('由转让方、受让方共同申请；依法需要时一并参加：抵押权人')
    expect(guide.materials.find(({ code }) => code === 'power-of-attorney')?.condition).toBe('委托代理人申请的')
    expect(guide.materials.find(({ code }) => code === 'identity-proof')?.exempt).toContain('免于提交')
    expect(guide.materials.find(({ code }) => code === 'sale-contract')).not.toHaveProperty('exempt')
    expect(guide.departments).toEqual(['住房城乡建设部门', '税务部门'])
    expect(guide.fees.map(({ totalFen }) => totalFen)).toEqual([8_000, 55_000, 8_000])
    expect(guide.feePayer).toBe('受让方')
    expect(guide.paymentAndCollection).toBe(demoOffice.paymentAndCollection)
    expect(guideTo(inForce('mortgage-cancel')).paymentAndCollection).toBeNull()
  })

  it('to a correction: one of two applies, and one of two materials is enough [DR-79]', () => {
    const guide = guideTo(inForce('correction'))
    expect(guide.applicants.oneOf.map(({ title }) => title)).toEqual(['权利人', '利害关系人'])
    const alternatives = (code: string) => guide.materials.find(material => material.code === code)?.alternatives
    expect(alternatives('error-proof')).toEqual([guide.materials.find(({ code }) => code === 'holder-agreement')?.title])
    expect(alternatives('application-form')).toBeUndefined()
  })

  it('to a correction ex officio tells the notice before the announcement and where it is announced [DR-81]', () => {
    const { announcement } = guideTo(inForce('correction-ex-officio')).tracks
    expect(announcement).toMatchObject({ workingDays: 15, noticeWorkingDays: 30, title: '公告' })
    expect(announcement?.says).toMatch(/^先书面通知当事人，满 30 个工作日后公告；期限 15 个工作日/)
    expect(announcement?.where).toContain(demoOffice.portal)
  })

  it('to an inheritance offers an undertaking only where the place has laid down its rules for it [NOTE-S]', () => {
    const scheme = { document: '告知承诺办法', scope: ['kinship-proof'], verification: '核查', sanctions: '惩戒' }
    const offered = (office: typeof demoOffice) =>
      guideTo(inForce('transfer-by-inheritance'), office)
        .materials.filter(({ commitment }) => commitment)
        .map(({ code }) => code)
    expect(offered({ ...demoOffice, commitments: null })).toEqual([])
    expect(offered({ ...demoOffice, commitments: scheme })).toEqual(['kinship-proof'])
  })

  it('names ways to complain only where the office has any [S4-86]', () => {
    const edition = inForce('mortgage-first')
    expect(guideTo(edition).complaintWays).toEqual(demoOffice.complaintWays ?? [])
    expect(guideTo(edition, { ...demoOffice, complaintWays: ['12336 电话'] }).complaintWays).toEqual(['12336 电话'])
  })

  it('cites the public document for a promise whose own is not public [S0-74]', () => {
    expect(guideTo(inForce('transfer-by-sale')).limits.promised?.document).toBe('国办发〔2019〕8号')
  })
})

describe('the published catalogue', () => {
  const catalogue = publishedCatalogue(demoOffice, day)

  it('says that its first day is not known, and lists the rows with what each procedure asks [S4-16]', () => {
    expect(catalogue).toMatchObject({ effectiveFrom: null, effectiveNote: expect.stringContaining('施行日期不明') })
    expect(catalogue.items.map(({ clause }) => clause)).toEqual(Array.from({ length: 11 }, (_, i) => `三·目录${i + 1}`))
    const sale = catalogue.items.flatMap(({ procedures }) => procedures).find(({ procedure }) => procedure === 'transfer-by-sale')
    expect(sale).toMatchObject({ edition: inForce('transfer-by-sale').id, departments: ['住房城乡建设部门', '税务部门'] })
    expect(catalogue.exclusions).toHaveLength(7)
  })

  it('lists a procedure that is not in force without an edition', () => {
    const before = publishedCatalogue(demoOffice, '2020-12-31')
    expect(before.items.flatMap(({ procedures }) => procedures).every(({ edition }) => edition === null)).toBe(true)
    expect(before.window.accepts).toEqual([])
  })

  it('names what the comprehensive window accepts, and what happens to anything else [S4-50]', () => {
    const inForceNow = new Set(editions.filter(({ effectiveFrom }) => effectiveFrom <= day).map(({ procedure }) => procedure))
    expect(new Set(catalogue.window.accepts.map(({ procedure }) => procedure))).toEqual(inForceNow)
    expect(catalogue.window.otherwise).toContain('有登记权的机构')
  })
})
