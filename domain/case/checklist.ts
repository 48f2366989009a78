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

/** The checklist with the status of each item, from the materials in hand. */
export function checklistOf(
  edition: ProcedureEdition,
  application: Application,
  materials: readonly FiledMaterial[],
): ChecklistItem[] {
  return requiredMaterials(edition, application).map(({ code, title, basis }) => ({
    code,
    title,
    basis,
    status: statusOf(materials.find(material => material.code === code)),
  }))
}

function statusOf(filed: FiledMaterial | undefined): ChecklistStatus {
  if (!filed) return 'missing'
  return filed.form === 'shared' || filed.form === 'commitment' ? filed.form : 'present'
}
