import { jointly } from '../../case/testing/plan.ts'
import { registered } from '../../case/testing/register.ts'
import type { AdvanceNotice, Unit } from '../../register/types.ts'
import type { Circumstance } from '../types.ts'
import { add, asShell, type Draft, onRegister, ordinaryDraft, partyIn, readyAgain, withFacts, withUnit } from './draft.ts'
import { asHolder, mapSeizures, thirdBank, thirdBanksMortgage, thirdBuyer, waitingDocument } from './states.ts'

/** What tells the case of a line from others of its procedure, put to a draft that bears the state. */
export const arrangements: Readonly<Record<Circumstance, (draft: Draft) => Draft>> = {
  name: draft => withFacts(draft, { change: 'location', location: '广元市利州区东坝街道滨江路1号2室' }),
  thing: draft => withFacts(draft, { change: 'area', areaSqm: 101.2 }),
  ownership: draft => ({ ...withFacts(withUnit(draft, jointly), { change: 'ownership' }), parties: byHalves(draft) }),
  waiver: draft => withFacts(draft, { ground: 'waiver' }),
  extinct: draft => withFacts(draft, { ground: 'extinct' }),
  'more-burden': draft => ({ ...draft, facts: { amountFen: 90_000_000 } }),
  'less-burden': draft => ({ ...draft, facts: { amountFen: 10_000_000 } }),
  'to-debtor': draft => mapSeizures(draft, one => ({ ...one, debtor: partyIn(draft, 'transferee').name })),
  'debtor-waives': draft => mapSeizures(draft, one => ({ ...one, debtor: partyIn(draft, 'notice-holder').name })),
  'fulfils-notice': fulfilsNotice,
  'by-notice-holder': byNoticeHolder,
  'by-seizing-court': draft =>
    mapSeizures(draft, one => (one.status === 'active' ? { ...one, organ: draft.facts.organ ?? '' } : one)),
  'after-entry': draft => withUnit(draft, { heldSince: { at: '2018-01-02T10:00:00+08:00', caseNo: null } }),
  'before-entry': draft => withUnit(draft, { heldSince: { at: '2025-05-28T10:00:00+08:00', caseNo: null } }),
  'on-land': onLand,
  'not-yet-registered': asShell,
  'construction-mortgage': constructionMortgage,
  'pre-seizure': draft => withFacts(draft, { preSeizure: true, debtor: thirdBuyer.name }),
  'pre-seized': draft => mapSeizures(asShell(readyAgain(draft)), one => ({ ...one, status: 'pre', debtor: thirdBuyer.name })),
  'same-objection': sameObjection,
  'as-holder': draft => ({ ...draft, parties: ordinaryDraft(draft.procedure).parties }),
  'of-waiting': draft => withFacts(draft, { of: waitingDocument }),
  'served-before': draft => ({ ...draft, earlier: null }),
  'sold-first': draft => ({
    ...draft,
    earlier: { title: '国有建设用地使用权及房屋所有权转移登记（存量房买卖）', lane: 'application' },
  }),
  'announced-first': draft => ({
    ...draft,
    unit: null,
    earlier: { title: '宅基地使用权及房屋所有权首次登记', lane: 'application' },
  }),
}

/** Two who hold jointly divide by halves. */
const byHalves = (draft: Draft) => {
  const applicant = partyIn(draft, 'holder')
  return jointly.holders.map(({ name }, i) => ({ ...applicant, name, idNo: `51080219700101${1010 + i}`, share: '1/2' }))
}

/** The notice of the state is for those who now take: the buyer his house, the bank its mortgage. */
function fulfilsNotice(draft: Draft): Draft {
  const bare = withUnit(draft, { notices: [] })
  const taker = asHolder(partyIn(draft, 'transferee', 'mortgagee'))
  if (draft.procedure === 'mortgage-first')
    return add(bare, { notices: [notice('mortgage', { holder: taker, obligor: asHolder(partyIn(draft, 'mortgagor')) })] })
  const mortgaged = onRegister(draft).notices.some(one => one.kind === 'mortgage')
  const promised = notice('presale-mortgage', { holder: asHolder(thirdBank), obligor: taker })
  return add(bare, { notices: [notice('presale', { holder: taker }), ...(mortgaged ? [promised] : [])] })
}

/** Only the notice of the one who applies: the pre-sale buyer's. */
function byNoticeHolder(draft: Draft): Draft {
  const holder = asHolder(partyIn(draft, 'mortgagor', 'notice-holder'))
  const isRegistered = draft.unit !== null
  const bare = withUnit(draft, { notices: [notice('presale', { holder })] })
  return isRegistered ? bare : asShell(bare)
}

const notice = (kind: AdvanceNotice['kind'], people: Pick<AdvanceNotice, 'holder' | 'obligor'>): AdvanceNotice => ({
  kind,
  recordedAt: '2025-03-03T10:00:00+08:00',
  registrableOn: null,
  status: 'active',
  caseNo: null,
  proofNo: null,
  ...people,
})

/** The building is not registered; its land is, to the applicant, and bears what the unit would. */
function onLand(draft: Draft): Draft {
  const applicant = asHolder(partyIn(draft, 'applicant'))
  const land: Unit = registered({
    unitCode: `${draft.unitCode.slice(0, 19)}W00000000`,
    holders: [{ ...applicant, share: '1/1' }],
    seizures: onRegister(draft).seizures,
  })
  return { ...draft, unit: null, land }
}

/** On a building that is not registered yet: the mortgage there is, or the one applied for. */
function constructionMortgage(draft: Draft): Draft {
  if (draft.procedure === 'mortgage-first') return withFacts(draft, { mortgageKind: 'construction' })
  const ready = readyAgain(draft)
  const own = onRegister(ready).mortgages
  const standing = own.length > 0 ? own : [thirdBanksMortgage()]
  return asShell(withUnit(ready, { mortgages: standing.map(one => ({ ...one, kind: 'construction' as const })) }))
}

function sameObjection(draft: Draft): Draft {
  const { matter = '', ground = '' } = draft.facts
  const applicant = asHolder(partyIn(draft, 'interested-party'))
  return withUnit(draft, { objections: onRegister(draft).objections.map(one => ({ ...one, applicant, matter, ground })) })
}
