import { instruments } from '../law/instruments.ts'
import { citeAll } from '../law/provisions.ts'
import type { OfficeProfile } from '../office/profile.ts'
import {
  type CatalogueItem,
  catalogueDepartmentTitles,
  catalogueSource,
  onceOnlyCatalogue,
  onceOnlyExclusions,
} from '../procedures/catalogue.ts'
import { type ProcedureId, procedureIds, procedureTitles } from '../procedures/ids.ts'
import { editionInForce } from '../procedures/registry.ts'
import type { LocalDate } from '../time/instant.ts'
import { departmentsOf } from './guide.ts'

/**
 * The published catalogue of “最多跑一次” (S4-16): its rows with their procedures and the departments that each in fact asks, the seven
 * exclusions, and what the comprehensive window accepts (S4-50).
 */
export function publishedCatalogue(office: OfficeProfile, on: LocalDate) {
  const { instrument, ...source } = catalogueSource
  return {
    ...source,
    document: instruments[instrument].title,
    basis: citeAll(['SEED-1']),
    office: { code: office.office, name: office.name },
    on,
    items: onceOnlyCatalogue.map(item => published(item, on)),
    exclusions: onceOnlyExclusions.map(({ no, reason, basis }) => ({ no, reason, basis: citeAll(basis) })),
    window: windowOf(office, on),
  }
}

function published({ no, title, departments, furtherDepartments, procedures }: CatalogueItem, on: LocalDate) {
  return {
    no,
    clause: `三·目录${no}`,
    title,
    departments: departments.map(id => catalogueDepartmentTitles[id]),
    ...(furtherDepartments ? { furtherDepartments } : {}),
    procedures: procedures.map(procedure => procedureIn(procedure, on)),
  }
}

function procedureIn(procedure: ProcedureId, on: LocalDate) {
  const edition = editionInForce(procedure, on)
  return {
    procedure,
    title: procedureTitles[procedure],
    edition: edition?.id ?? null,
    departments: edition ? departmentsOf(edition) : [],
  }
}

/** 综合受理窗口: accepts every procedure in force; whoever comes with something else is told where to go (S4-50). */
function windowOf(office: OfficeProfile, on: LocalDate) {
  const accepts = procedureIds.filter(procedure => editionInForce(procedure, on) !== null)
  return {
    title: '综合受理窗口',
    accepts: accepts.map(procedure => ({ procedure, title: procedureTitles[procedure] })),
    otherwise: `不在受理范围内的，${office.name}当场书面告知不予受理，并告知有登记权的机构`,
    basis: citeAll(['REG-17-4']),
  }
}
