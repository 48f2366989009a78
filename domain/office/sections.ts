import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import type { OfficeProfile } from './profile.ts'

/** How an office divides its business among sections (科室); `lead` keeps what no section is named for (S3-27). */
export interface SectionPlan {
  readonly lead: string
  readonly sections: readonly { readonly name: string; readonly procedures: readonly ProcedureId[] }[]
  /** The document that names the sections, and what in the division is the office's own reading. */
  readonly source: string
}

/** The section that answers for a kind of registration; null in an office that is not divided. */
export function sectionOf({ sections: plan }: Pick<OfficeProfile, 'sections'>, procedure: ProcedureId): string | null {
  if (plan === null) return null
  return plan.sections.find(({ procedures }) => procedures.includes(procedure))?.name ?? plan.lead
}

/** What a section answers for; nothing where there is no such section. */
export const proceduresOf = (office: Pick<OfficeProfile, 'sections'>, section: string): readonly ProcedureId[] =>
  procedureIds.filter(procedure => sectionOf(office, procedure) === section)
