import { aMortgage, aNotice, anObjection, aSeizure, registered } from '../../case/testing/register.ts'
import type { Party } from '../../case/types.ts'
import type { Mortgage, Seizure } from '../../register/types.ts'
import type { ExistingState } from '../types.ts'
import { add, type Draft, onRegister, withUnit } from './draft.ts'

/** People whom no ordinary application knows. */
export const thirdBuyer = { name: '周海燕', idNo: '510802198209093328' } as const
export const thirdBank: Party = {
  role: 'mortgagee',
  kind: 'organisation',
  name: '广元丁银行',
  idType: 'uscc',
  idNo: '91510802MA0BANKD9X',
}

const otherCourt = (change: Partial<Seizure> = {}): Seizure =>
  aSeizure({
    organ: '广元市朝天区人民法院',
    documentNo: '（2025）川0812执77号',
    from: '2025-05-20',
    until: '2028-05-19',
    servedAt: '2025-05-20T10:00:00+08:00',
    recordedAt: '2025-05-20T10:05:00+08:00',
    ...change,
  })

export const waitingDocument = '（2025）川0821执5号'

const waiting = aSeizure({
  organ: '广元市旺苍县人民法院',
  documentNo: waitingDocument,
  status: 'waiting',
  from: null,
  until: null,
  servedAt: '2025-05-26T09:30:00+08:00',
  recordedAt: '2025-05-26T09:40:00+08:00',
  years: 3,
})

/** What stands on the unit, beside what the ordinary case needs there. Renewals and releases are of the very seizure. */
export const states: Readonly<Record<ExistingState, (draft: Draft) => Draft>> = {
  seized: draft => (isSeized(draft) ? draft : add(draft, { seizures: [otherCourt()] })),
  'pre-seized': draft => mapSeizures(states.seized(draft), one => ({ ...one, status: 'pre', debtor: thirdBuyer.name })),
  waiting: draft => add(states.seized(draft), { seizures: [waiting] }),
  objection: draft => add(draft, { objections: [anObjection({ applicant: thirdBuyer })] }),
  'transfer-notice': draft => add(draft, { notices: [aNotice({ holder: thirdBuyer })] }),
  'lapsed-notice': draft =>
    add(draft, {
      notices: [aNotice({ holder: thirdBuyer, status: 'lapsed', registrableOn: '2025-01-06', lapsesOn: '2025-04-07' })],
    }),
  'mortgage-notice': draft =>
    add(draft, { notices: [aNotice({ kind: 'mortgage', holder: asHolder(thirdBank), amountFen: 30_000_000 })] }),
  'mortgage-free': draft => add(draft, { mortgages: [behind(draft, {})] }),
  'mortgage-restricted': draft => add(draft, { mortgages: [behind(draft, { transferRestricted: true })] }),
  'mortgage-old': draft => add(draft, { mortgages: [behind(draft, { recordedAt: '2019-05-06T10:00:00+08:00' })] }),
  'pending-application': draft => ({ ...draft, earlier: { title: '抵押权首次登记', lane: 'application' } }),
  'pending-seizure': draft => ({ ...draft, earlier: { title: '查封登记', lane: 'entrusted' } }),
  'pending-correction': draft => ({ ...heldBySomebody(draft), earlier: { title: '更正登记（依申请）', lane: 'application' } }),
  unregistered: draft => ({ ...askedByAnybody(draft), unit: null }),
}

/** Only what has been first-registered can be corrected. */
const heldBySomebody = (draft: Draft): Draft => {
  const { holders, certificates, heldSince } = registered({ unitCode: draft.unitCode })
  return onRegister(draft).holders.length > 0 ? withUnit(draft, {}) : withUnit(draft, { holders, certificates, heldSince })
}

/** What nobody holds is asked about by those who have no right in it. */
const askedByAnybody = (draft: Draft): Draft =>
  draft.procedure === 'information-query'
    ? { ...draft, parties: draft.parties.map(party => ({ ...party, role: 'intending' as const })) }
    : draft

const isSeized = (draft: Draft): boolean => onRegister(draft).seizures.length > 0

export const mapSeizures = (draft: Draft, change: (seizure: Seizure) => Seizure): Draft =>
  withUnit(draft, { seizures: onRegister(draft).seizures.map(change) })

export const thirdBanksMortgage = (change: Partial<Mortgage> = {}): Mortgage =>
  aMortgage({
    mortgagee: thirdBank.name,
    mortgageeIdNo: thirdBank.idNo,
    proofNo: '川（2023）广元市不动产证明第0000099号',
    ...change,
  })

/** Ranking after those that the ordinary case needs. */
const behind = (draft: Draft, change: Partial<Mortgage>): Mortgage =>
  thirdBanksMortgage({ rank: onRegister(draft).mortgages.length + 1, ...change })

export const asHolder = ({ name, idNo }: Pick<Party, 'name' | 'idNo'>) => ({ name, idNo })
