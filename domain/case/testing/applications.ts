import type { ProcedureId } from '../../procedures/ids.ts'
import { editionInForce } from '../../procedures/registry.ts'
import { applicationOf, type FiledApplication } from '../application.ts'
import type { Application } from '../types.ts'
import { as, bankA, li, zhang } from './people.ts'
import { house } from './register.ts'

/** The day on which tests file, and whose editions apply: a Tuesday. */
export const filingDay = '2025-06-03'

/** What a test says of an application; `except` leaves materials of the checklist out. */
export type ApplicationChange = Partial<FiledApplication> & { readonly except?: readonly string[] }

/** 张建国 sells his flat to 李秀兰, at the counter, with all materials. */
export const saleAsFiled = (change: ApplicationChange = {}): FiledApplication =>
  filedAs('transfer-by-sale', change, {
    channel: 'counter',
    parties: [as('transferor', zhang), as('transferee', li)],
    facts: { priceFen: 86_000_000 },
  })

/** 张建国 mortgages his flat to a bank, which files from its branch. */
export const mortgageAsFiled = (change: ApplicationChange = {}): FiledApplication =>
  filedAs('mortgage-first', change, {
    channel: 'bank',
    parties: [as('mortgagor', zhang), as('mortgagee', bankA)],
    facts: { amountFen: 50_000_000, transferRestricted: false },
  })

/** The bank has been paid and gives its mortgage up. */
export const cancellationAsFiled = (change: ApplicationChange = {}): FiledApplication =>
  filedAs('mortgage-cancel', change, {
    channel: 'bank',
    parties: [as('mortgagee', bankA)],
    facts: { ground: '主债权已经清偿' },
  })

export const sale = (change: ApplicationChange = {}): Application => formed(saleAsFiled(change))
export const mortgage = (change: ApplicationChange = {}): Application => formed(mortgageAsFiled(change))
export const cancellation = (change: ApplicationChange = {}): Application => formed(cancellationAsFiled(change))

/** The ordinary application of each procedure that has an edition. */
export const ordinary: Partial<Record<ProcedureId, (change?: ApplicationChange) => Application>> = {
  'transfer-by-sale': sale,
  'mortgage-first': mortgage,
  'mortgage-cancel': cancellation,
}

function filedAs(
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

function formed(filed: FiledApplication): Application {
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
