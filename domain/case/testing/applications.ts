import type { ProcedureId } from '../../procedures/ids.ts'
import type { FiledApplication } from '../application.ts'
import type { Application } from '../types.ts'
import { type ApplicationChange, filedAs, formed } from './filed.ts'
import { groups } from './groups/index.ts'
import { as, bankA, li, zhang } from './people.ts'

export { type ApplicationChange, editionFor, filedAs, filingDay } from './filed.ts'

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
  ...Object.assign({}, ...groups.map(group => group.applications)),
}
