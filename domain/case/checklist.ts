import type { OfficeProfile } from '../office/profile.ts'
import type { Material, ProcedureEdition } from '../procedures/edition.ts'
import type { Application, FiledMaterial } from './types.ts'

export type ChecklistStatus = 'present' | 'missing' | 'shared' | 'exempt' | 'commitment'

export interface ChecklistItem {
  readonly code: string
  readonly title: string
  readonly basis: Material['basis']
  readonly status: ChecklistStatus
}

/** The materials that this application needs (条例 16): those of the edition whose condition it meets. */
export function requiredMaterials(edition: ProcedureEdition, application: Application): Material[] {
  return edition.materials.filter(material => material.when?.(application) ?? true)
}

/** The checklist with the status of each item, from the materials in hand, as the office takes them. */
export function checklistOf(
  edition: ProcedureEdition,
  application: Application,
  materials: readonly FiledMaterial[],
  office: Pick<OfficeProfile, 'commitments'>,
): ChecklistItem[] {
  const items = requiredMaterials(edition, application).map(material => ({
    material,
    status: statusOf(
      material,
      materials.find(({ code }) => code === material.code),
      office,
    ),
  }))
  return items.map((item, i) => ({
    code: item.material.code,
    title: titleAmong(item, items),
    basis: item.material.basis,
    status: item.status === 'missing' && isSparedBy(i, items) ? 'exempt' : item.status,
  }))
}

interface Rated {
  readonly material: Material
  readonly status: ChecklistStatus
}

/** Of a group any one of which is enough, the others are not asked for; while there is none, the first asks for all of them in one. */
function isSparedBy(index: number, items: readonly Rated[]): boolean {
  const group = groupOf(items[index], items)
  return group.some(one => one.status !== 'missing') || (group.length > 1 && group[0] !== items[index])
}

function titleAmong(item: Rated, items: readonly Rated[]): string {
  const group = groupOf(item, items)
  const asksForAll = group[0] === item && group.every(({ status }) => status === 'missing')
  return asksForAll ? group.map(({ material }) => material.title).join('，或者') : item.material.title
}

/** The item with those that may stand for it, in the order of the list. */
const groupOf = (item: Rated | undefined, items: readonly Rated[]): readonly Rated[] =>
  items.filter(one => one === item || (item?.material.either !== undefined && one.material.either === item.material.either))

/** 告知承诺 stands for a material only where both the edition and the place say so (NOTE-S). */
function statusOf(
  { code, commitment }: Material,
  filed: FiledMaterial | undefined,
  { commitments }: Pick<OfficeProfile, 'commitments'>,
): ChecklistStatus {
  if (!filed) return 'missing'
  if (filed.form === 'commitment' && !(commitment && commitments?.scope.includes(code))) return 'missing'
  return filed.form === 'shared' || filed.form === 'commitment' ? filed.form : 'present'
}
