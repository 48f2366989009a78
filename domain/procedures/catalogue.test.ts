import { describe, expect, it } from 'vitest'
import { isProvisionId } from '../law/provisions.ts'
import { type CatalogueDepartment, catalogueItemsOf, onceOnlyCatalogue, onceOnlyExclusions } from './catalogue.ts'
import type { ProcedureEdition } from './edition.ts'
import { type ProcedureId, procedureIds } from './ids.ts'
import { editions } from './registry.ts'

/** The departments of each row once more, and the requirement that names them. */
const rows: readonly [no: number, requirement: string, departments: readonly CatalogueDepartment[]][] = [
  [1, 'S4-17', ['land-resources', 'tax']],
  [2, 'S4-18', ['land-resources', 'housing', 'tax']],
  [3, 'S4-19', ['land-resources']],
  [4, 'S4-20', ['land-resources', 'housing']],
  [5, 'S4-21', ['land-resources']],
  [6, 'S4-22', ['land-resources']],
  [7, 'S4-23', ['land-resources']],
  [8, 'S4-24', ['land-resources']],
  [9, 'S4-25', ['land-resources']],
  [10, 'S4-26', ['land-resources']],
  [11, 'S4-27', ['land-resources', 'housing']],
]

/** Departments of a row that a procedure in it does not ask, and why; the tracks are those of the contract of names. */
const notAsked: Partial<Readonly<Record<ProcedureId, readonly [departments: readonly CatalogueDepartment[], why: string]>>> = {
  'land-change': [['tax'], 'no transfer, no deed tax'],
  'land-cancel': [['tax'], 'no transfer, no deed tax'],
  'house-change': [['housing', 'tax'], 'no transaction and no deed tax'],
  'house-cancel': [['housing', 'tax'], 'no transaction and no deed tax'],
  'transfer-by-inheritance': [['housing'], 'no transaction in houses'],
  'transfer-by-court': [['housing'], 'an order is not reviewed'],
  'notice-cancel': [['housing'], 'ends a notice, files no contract'],
  'information-query': [['housing'], 'answers from the register alone'],
}

const departmentsOf = ({ tracks }: ProcedureEdition): string[] => [...tracks.departments, ...(tracks.tax ? ['tax'] : [])]

describe('the catalogue of “最多跑一次”', () => {
  it.each(rows)('row %i names its departments [%s]', (no, _, departments) => {
    expect(onceOnlyCatalogue.find(item => item.no === no)?.departments).toEqual(departments)
  })

  it('has eleven rows, and every procedure but the rural one stands in one of them [S4-16]', () => {
    expect(onceOnlyCatalogue.map(({ no }) => no)).toEqual(rows.map(([no]) => no))
    expect(procedureIds.filter(procedure => catalogueItemsOf(procedure).length === 0)).toEqual(['homestead-first'])
    expect(catalogueItemsOf('notice-cancel').map(({ no }) => no)).toEqual([4, 5])
  })

  it.each(editions.filter(({ procedure }) => catalogueItemsOf(procedure).length > 0))(
    '$id asks the departments of its row and no other; where it asks fewer it is known why [S4-17] [S4-18] [S4-19] [S4-20] [S4-21] [S4-22] [S4-24] [S4-25] [S4-26] [S4-27] [S4-52]',
    edition => {
      const named = new Set(catalogueItemsOf(edition.procedure).flatMap(({ departments }) => departments))
      const left: readonly string[] = notAsked[edition.procedure]?.[0] ?? []
      const expected = [...named].filter(id => id !== 'land-resources' && !left.includes(id))
      expect(departmentsOf(edition).sort()).toEqual(expected.sort())
    },
  )

  it('a correction asks the departments of the original registration [S4-23]', () => {
    const corrections = editions.filter(({ procedure }) => procedure === 'correction')
    expect(corrections.length).toBeGreaterThan(0)
    for (const { tracks } of corrections) expect(tracks.departmentsOfOriginal).toBe(true)
  })

  it('has seven exclusions, each with its law [SEED-1]', () => {
    expect(onceOnlyExclusions.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (const { basis } of onceOnlyExclusions) expect(basis.filter(id => !isProvisionId(id))).toEqual([])
    expect(new Set(onceOnlyExclusions.map(({ reason }) => reason)).size).toBe(7)
  })
})
