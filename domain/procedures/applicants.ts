import { isShareTransfer } from '../register/holders.ts'
import { inRole } from '../rules/rule.ts'
import type { ProcedureEdition } from './edition.ts'

/** Who applies, where several procedures have it alike. */

type Applicants = ProcedureEdition['applicants']

/** 转让方、受让方共同申请; a mortgagee joins where the register has an agreement that restricts transfer (自然资发〔2021〕54号). */
export const giverAndTaker = (giver: string, taker: string): Applicants => ({
  required: [
    { role: 'transferor', title: giver },
    { role: 'transferee', title: taker },
  ],
  optional: [{ role: 'mortgagee', title: '抵押权人' }],
  disposer: 'transferor',
  ownShareOnly: ({ parties }, before) =>
    isShareTransfer(inRole(parties, 'transferor'), inRole(parties, 'transferee'), before.holders),
})

export const firstRegistrant: Applicants = {
  required: [{ role: 'applicant', title: '申请人' }],
  optional: [],
  unilateral: '尚未登记的不动产首次申请登记（条例第十四条第二款第一项）',
  disposer: null,
}

export const holderAlone = (unilateral: string): Applicants => ({
  required: [{ role: 'holder', title: '权利人' }],
  optional: [],
  unilateral,
  disposer: 'holder',
})
