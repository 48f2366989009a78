import type { ProvisionId } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'

/** What the unit is used for; a garage (also a parking space or storeroom) has a fee of its own where it is certified separately. */
export type FeeUse = 'residential' | 'non-residential' | 'garage'

/**
 * How a procedure is charged: in full, by half, free (an exemption from the fee), the cost of the certificate only, or not at all
 * because no fee rule reaches it.
 */
export type FeeTreatment = 'full' | 'half' | 'free' | 'cost-only' | 'none'

/** One procedure's place in the schedule. `title`: why it is not charged in full, in Chinese; empty when it is. `basis`: what that rests on, or what the case adds to the base fee's own. */
export interface FeeRow {
  readonly treatment: FeeTreatment
  readonly title: string
  readonly basis: readonly ProvisionId[]
  /** A title certificate (证书) costs beyond the first copy; a proof (证明) costs nothing (FEE-8). */
  readonly issues: 'title' | 'proof' | 'nothing'
  /** The role that pays, by contract.md's names (FEE-10); null where nothing is charged to anyone. */
  readonly payer: 'applicant' | 'holder' | 'transferee' | 'mortgagee' | 'assignee' | 'dominant-holder' | 'interested-party' | null
}

export const NDRC_2559 = '发改价格规〔2016〕2559号'
export const MOF_79 = '财税〔2016〕79号'
export const MOF_45 = '财税〔2019〕45号'

/** The fee of one case by use (FEE-2, FEE-3, FEE-4). */
export const baseFees: Readonly<Record<FeeUse, { title: string; feeFen: number; basis: readonly ProvisionId[] }>> = {
  residential: { title: `住宅类不动产登记费（${NDRC_2559}）`, feeFen: 8_000, basis: ['FEE-1', 'FEE-2'] },
  'non-residential': { title: `非住宅类不动产登记费（${NDRC_2559}）`, feeFen: 55_000, basis: ['FEE-1', 'FEE-3'] },
  garage: { title: `车库、车位、储藏室不动产登记费（${MOF_45}）`, feeFen: 8_000, basis: ['FEE-1', 'FEE-4'] },
}

/** A title certificate beyond the free first one, and every certificate where only its cost is charged (FEE-7, FEE-8). */
export const CERTIFICATE_COST_FEN = 1_000

const changeFree = `变更登记免收不动产登记费（${MOF_45}）`
const correctionFree = `更正登记免收不动产登记费（${MOF_45}）`
const cancelFree = `注销登记免收不动产登记费（${MOF_79}）`
const noticeFree = `预告登记免收不动产登记费（${MOF_79}）`
const seizureFree = `查封登记及其注销免收不动产登记费（${MOF_79}）`
const objectionHalf = `异议登记减半收取（${NDRC_2559}）`
const homesteadCost = `宅基地使用权及房屋登记只收取证书工本费（${NDRC_2559}）`
const replacementCost = `补发、换发证书只收取证书工本费（${NDRC_2559}）`
const entrusted = '法院嘱托办理的登记没有收费依据，不收费'
const queryNone = '信息查询没有发现收费规定，不收费'

// biome-ignore format: a table, one procedure per row
/** How each procedure is charged since 2019-07-01, when the exemptions of 财税〔2019〕45号 began (law.md section 16). */
export const feeSchedule: Readonly<Record<ProcedureId, FeeRow>> = {
  'land-first':              { treatment: 'full',      title: '',              basis: [],                   issues: 'title',   payer: 'applicant' },
  'land-change':             { treatment: 'free',      title: changeFree,      basis: ['FEE-4'],             issues: 'title',   payer: 'holder' },
  'land-transfer':           { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'title',   payer: 'transferee' },
  'land-cancel':             { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'holder' },
  'house-first':             { treatment: 'full',      title: '',              basis: [],                   issues: 'title',   payer: 'applicant' },
  'house-change':            { treatment: 'free',      title: changeFree,      basis: ['FEE-4'],             issues: 'title',   payer: 'holder' },
  'house-cancel':            { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'holder' },
  'transfer-by-sale':        { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'title',   payer: 'transferee' },
  'transfer-new-house':      { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'title',   payer: 'transferee' },
  'transfer-by-gift':        { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'title',   payer: 'transferee' },
  'transfer-by-inheritance': { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'title',   payer: 'transferee' },
  'transfer-by-court':       { treatment: 'none',      title: entrusted,       basis: ['DR-19'],             issues: 'title',   payer: null },
  'mortgage-first':          { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'proof',   payer: 'mortgagee' },
  'mortgage-change':         { treatment: 'free',      title: changeFree,      basis: ['FEE-4'],             issues: 'proof',   payer: 'mortgagee' },
  'mortgage-transfer':       { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'proof',   payer: 'assignee' },
  'mortgage-cancel':         { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'mortgagee' },
  'notice-presale':          { treatment: 'free',      title: noticeFree,      basis: ['FEE-5'],             issues: 'proof',   payer: 'transferee' },
  'notice-presale-mortgage': { treatment: 'free',      title: noticeFree,      basis: ['FEE-5'],             issues: 'proof',   payer: 'mortgagee' },
  'notice-cancel':           { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'holder' },
  'easement-first':          { treatment: 'full',      title: '',              basis: ['FEE-10'],           issues: 'proof',   payer: 'dominant-holder' },
  'easement-cancel':         { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'dominant-holder' },
  correction:                { treatment: 'free',      title: correctionFree,  basis: ['FEE-4'],             issues: 'title',   payer: 'applicant' },
  'correction-ex-officio':   { treatment: 'free',      title: correctionFree,  basis: ['FEE-4', 'FEE-5'],    issues: 'title',   payer: null },
  objection:                 { treatment: 'half',      title: objectionHalf,   basis: ['FEE-6'],             issues: 'proof',   payer: 'interested-party' },
  'objection-cancel':        { treatment: 'free',      title: cancelFree,      basis: ['FEE-5'],             issues: 'nothing', payer: 'interested-party' },
  seizure:                   { treatment: 'free',      title: seizureFree,     basis: ['FEE-5', 'FEE-SZ'],   issues: 'nothing', payer: null },
  'seizure-renewal':         { treatment: 'free',      title: seizureFree,     basis: ['FEE-5', 'FEE-SZ'],   issues: 'nothing', payer: null },
  'seizure-release':         { treatment: 'free',      title: seizureFree,     basis: ['FEE-5', 'FEE-SZ'],   issues: 'nothing', payer: null },
  'certificate-reissue':     { treatment: 'cost-only', title: replacementCost, basis: ['FEE-7'],             issues: 'title',   payer: 'holder' },
  'certificate-exchange':    { treatment: 'cost-only', title: replacementCost, basis: ['FEE-7'],             issues: 'title',   payer: 'holder' },
  'information-query':       { treatment: 'none',      title: queryNone,       basis: [],                    issues: 'nothing', payer: null },
  'homestead-first':         { treatment: 'cost-only', title: homesteadCost,   basis: ['FEE-7'],             issues: 'title',   payer: 'applicant' },
}

/** Facts of a case on which an exemption hangs. */
export interface FeeFacts {
  readonly payer?: 'micro-enterprise'
  readonly betweenSpouses?: boolean
  /** The registry itself made the mistake that is corrected, or for which the certificate is exchanged. */
  readonly registryError?: boolean
  /** 廉租住房、公共租赁住房、经济适用住房、棚户区改造安置住房. */
  readonly affordableHousing?: boolean
  /** Forest, or cultivated and other agricultural land, and mortgages and easements on it. */
  readonly agriculturalOrForest?: boolean
  /** A garage, parking space or storeroom without a certificate of its own. */
  readonly withoutOwnCertificate?: boolean
  /** An old certificate is swapped for a new one although nothing has changed. */
  readonly oldCertificateSwap?: boolean
}

/** An exemption that facts earn. `keepsCost`: the certificates still cost 10 yuan each, the first one too. */
export interface FeeExemption {
  readonly title: string
  readonly basis: readonly ProvisionId[]
  readonly when: (facts: FeeFacts, procedure: ProcedureId, use: FeeUse) => boolean
  readonly extent: 'registration-fee' | 'registration-fee-keeping-cost' | 'everything'
}

const betweenSpousesAt: readonly ProcedureId[] = [
  'transfer-by-sale',
  'transfer-by-gift',
  'land-transfer',
  'house-change',
  'land-change',
]
const errorAt: readonly ProcedureId[] = ['correction', 'certificate-exchange']

/** In the order of precedence; the first that fits is taken. */
export const feeExemptions: readonly FeeExemption[] = [
  {
    title: `小微企业（含个体工商户）免收（${MOF_79}）`,
    basis: ['FEE-5'],
    when: facts => facts.payer === 'micro-enterprise',
    extent: 'everything',
  },
  {
    title: `登记机构错误，免收（${MOF_79}）`,
    basis: ['FEE-5'],
    when: (facts, procedure) => facts.registryError === true && errorAt.includes(procedure),
    extent: 'everything',
  },
  {
    title: `登记事项没有变化，自愿以旧证换新证，免收（${MOF_79}）`,
    basis: ['FEE-11'],
    when: (facts, procedure) => facts.oldCertificateSwap === true && procedure === 'certificate-exchange',
    extent: 'everything',
  },
  {
    title: `夫妻间不动产权利人变更只收取证书工本费（${NDRC_2559}）`,
    basis: ['FEE-7'],
    when: (facts, procedure) => facts.betweenSpouses === true && betweenSpousesAt.includes(procedure),
    extent: 'registration-fee-keeping-cost',
  },
  {
    title: `廉租住房、公共租赁住房、经济适用住房和棚户区改造安置住房免收（${NDRC_2559}）`,
    basis: ['FEE-2'],
    when: (facts, _, use) => facts.affordableHousing === true && use === 'residential',
    extent: 'registration-fee',
  },
  {
    title: `森林、林木和农用地登记免收（${MOF_45}）`,
    basis: ['FEE-4'],
    when: facts => facts.agriculturalOrForest === true,
    extent: 'registration-fee',
  },
  {
    title: `不单独核发证书的车库、车位、储藏室免收（${MOF_79}）`,
    basis: ['FEE-5'],
    when: (facts, _, use) => facts.withoutOwnCertificate === true && use === 'garage',
    extent: 'registration-fee',
  },
]
