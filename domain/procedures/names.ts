import type { Names } from '../case/difference.ts'
import type { CaseState } from '../case/types.ts'
import { editionOf } from './registry.ts'

/** The words of a case's own edition for its materials and departments. */
export function namesOf({ application }: Pick<CaseState, 'application'>): Names {
  const { materials, tracks } = editionOf(application.edition)
  return {
    material: code => materials.find(one => one.code === code)?.title ?? code,
    department: id => tracks.departmentTitles[id] ?? id,
  }
}
