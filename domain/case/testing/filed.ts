import type { ProcedureId } from '../../procedures/ids.ts'
import { editionInForce } from '../../procedures/registry.ts'
import { applicationOf, type FiledApplication } from '../application.ts'
import type { Application } from '../types.ts'
import { house } from './register.ts'

/** The day on which tests file, and whose editions apply: a Tuesday. */
export const filingDay = '2025-06-03'

/** What a test says of an application; `except` leaves materials of the checklist out. */
export type ApplicationChange = Partial<FiledApplication> & { readonly except?: readonly string[] }

/** An application as it is handed in: on `house`, with all materials. */
export function filedAs(
  procedure: ProcedureId,
  { except, ...change }: ApplicationChange,
  particulars: Pick<FiledApplication, 'channel' | 'parties' | 'facts'>,
): FiledApplication {
  return {
    procedure,
    office: '510802',
    units: [house],
    materials: except ? { all: true, except } : { all: true },
    consents: {},
    ...particulars,
    ...change,
  }
}

/** @throws Error when it is no application at all. */
export function formed(filed: FiledApplication): Application {
  const result = applicationOf(filed, filingDay)
  if (!result.ok) throw new Error(`不成其为申请：${result.faults.join('；')}`)
  return result.application
}

/** The edition by which these applications are made. */
export const editionFor = (procedure: ProcedureId) => {
  const edition = editionInForce(procedure, filingDay)
  if (!edition) throw new Error(`${procedure} 没有版本`)
  return edition
}
