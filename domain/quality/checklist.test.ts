import { describe, expect, it } from 'vitest'
import { cite } from '../law/provisions.ts'
import { procedureIds } from '../procedures/ids.ts'
import { checklistOf, ruleSources } from './checklist.ts'

const instruments: Readonly<Record<string, string>> = ruleSources

describe('the checklist of a business type', () => {
  it.each(procedureIds)('%s: every item cites one of the five sources, by articles of that source [S1-79]', procedure => {
    const { items, version } = checklistOf(procedure)
    expect(version).toMatch(/^\d{4}-\d+$/)
    expect(items.length).toBeGreaterThan(3)
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    for (const { id, source, basis } of items) {
      expect(Object.keys(ruleSources), id).toContain(source)
      if (source === 'guide') expect(basis, id).toBeNull()
      else for (const article of basis ?? ['none']) expect(cite(article as never).instrument, id).toBe(instruments[source])
    }
  })

  it('all five are among the sources of a sale’s items', () => {
    expect(new Set(checklistOf('transfer-by-sale').items.map(({ source }) => source))).toEqual(new Set(Object.keys(ruleSources)))
  })

  it('differs by business: an order of a court is not applied for, a mortgage has a claim, a query writes nothing', () => {
    const idsOf = (procedure: Parameters<typeof checklistOf>[0]) => checklistOf(procedure).items.map(({ id }) => id)
    expect(idsOf('seizure')).toContain('order-papers')
    expect(idsOf('seizure')).not.toContain('materials')
    expect(idsOf('mortgage-first')).toEqual(expect.arrayContaining(['secured-claim', 'applied-jointly']))
    expect(idsOf('transfer-by-sale')).not.toContain('secured-claim')
    expect(idsOf('information-query')).not.toContain('entry')
    expect(idsOf('correction')).toContain('wrong-indeed')
  })
})
