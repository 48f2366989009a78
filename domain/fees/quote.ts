import type { ProvisionId } from '../law/provisions.ts'
import { isProcedureId, type ProcedureId, procedureTitles } from '../procedures/ids.ts'
import {
  baseFees,
  CERTIFICATE_COST_FEN,
  type FeeExemption,
  type FeeFacts,
  type FeeRow,
  type FeeUse,
  feeExemptions,
  feeSchedule,
  NDRC_2559,
} from './schedule.ts'

/** One case (件) to be priced (FEE-9). `use` defaults to residential, `copies` of the certificate to 1. */
export interface FeeItem {
  readonly procedure: string
  readonly use?: string | undefined
  readonly copies?: number | undefined
  readonly facts?: FeeFacts | undefined
}

/** One line of a quote; a reduction is a line of its own with a negative fee. */
export interface FeeLine {
  readonly title: string
  readonly feeFen: number
  readonly basis: readonly ProvisionId[]
}

export interface FeeQuote {
  readonly lines: readonly FeeLine[]
  readonly totalFen: number
}

interface PricedCase {
  readonly procedure: ProcedureId
  readonly use: FeeUse
  readonly copies: number
  readonly facts: FeeFacts
}

const MOST_COPIES = 1_000

/**
 * Prices cases by law.md section 16: base fee, reduction with its reason, certificates; the total is the sum of the lines.
 * Throws RangeError, in Chinese, for an unknown procedure or use, or copies that are no whole number from 1 to 1000.
 */
export function quoteFees(items: readonly FeeItem[]): FeeQuote {
  const lines = items.flatMap(item => linesOf(caseOf(item)))
  return { lines, totalFen: sumOf(lines) }
}

/** Who pays for a case, as a role of contract.md; null where nobody is charged (FEE-10). */
export function feePayerOf(procedure: ProcedureId): FeeRow['payer'] {
  return feeSchedule[procedure].payer
}

/**
 * How many cases (件) an application counts as (FEE-9): one for each unit; units of one parcel mortgaged together are one; an easement
 * is one right whatever units it joins. Units are 28-character codes.
 */
export function feeCaseCount(procedure: ProcedureId, unitCodes: readonly string[]): number {
  return new Set(unitCodes.map(code => feeCaseOf(procedure, code))).size
}

/** The case (件) that a unit belongs to: units with the same answer are priced once. */
export function feeCaseOf(procedure: ProcedureId, unitCode: string): string {
  if (procedure.startsWith('easement-')) return ''
  return procedure.startsWith('mortgage-') ? unitCode.slice(0, 19) : unitCode
}

function caseOf({ procedure, use = 'residential', copies = 1, facts = {} }: FeeItem): PricedCase {
  if (!isProcedureId(procedure)) throw new RangeError(`没有“${procedure}”这一登记业务，无法计算登记费。`)
  if (!isFeeUse(use)) throw new RangeError(`用途“${use}”无效，应为residential、non-residential或garage。`)
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES)
    throw new RangeError(`证书本数应为1至${MOST_COPIES}的整数，收到的是${copies}。`)
  return { procedure, use, copies, facts }
}

function isFeeUse(use: string): use is FeeUse {
  return Object.hasOwn(baseFees, use)
}

function linesOf(item: PricedCase): FeeLine[] {
  const exemption = feeExemptions.find(({ when }) => when(item.facts, item.procedure, item.use))
  const fee = registrationFee(item)
  const keepsCost = exemption?.extent === 'registration-fee-keeping-cost'
  const lines = [...fee, ...certificateCost(item, keepsCost)]
  if (exemption === undefined) return lines
  const exempted = sumOf(exemption.extent === 'everything' ? lines : fee)
  return exempted === 0 ? lines : [...lines, reduction(exemption, exempted)]
}

function registrationFee({ procedure, use }: PricedCase): FeeLine[] {
  const { treatment, title, basis } = feeSchedule[procedure]
  const name = procedureTitles[procedure]
  const base = baseFees[use]
  const full = { title: `${name}：${base.title}`, feeFen: base.feeFen, basis: base.basis }
  switch (treatment) {
    case 'full':
      return [{ ...full, basis: [...base.basis, ...basis] }]
    case 'half':
      return [full, { title: `${name}：${title}`, feeFen: -base.feeFen / 2, basis }]
    case 'free':
      return [full, { title: `${name}：${title}`, feeFen: -base.feeFen, basis }]
    case 'cost-only':
    case 'none':
      return [{ title: `${name}：${title}`, feeFen: 0, basis }]
  }
}

// The first title certificate is free with the fee, and costs where its cost is all that is charged.
function certificateCost({ procedure, copies }: PricedCase, keepsCost: boolean): FeeLine[] {
  const { treatment, issues } = feeSchedule[procedure]
  if (issues !== 'title') return []
  const costOnly = keepsCost || treatment === 'cost-only'
  const charged = costOnly ? copies : copies - 1
  if (charged === 0) return []
  const title = costOnly
    ? `证书工本费${charged}本，每本10元（${NDRC_2559}）`
    : `增加的证书工本费${charged}本，每本10元（${NDRC_2559}）`
  return [
    {
      title: `${procedureTitles[procedure]}：${title}`,
      feeFen: charged * CERTIFICATE_COST_FEN,
      basis: [costOnly ? 'FEE-7' : 'FEE-8'],
    },
  ]
}

function reduction({ title, basis }: FeeExemption, feeFen: number): FeeLine {
  return { title, feeFen: -feeFen, basis }
}

function sumOf(lines: readonly FeeLine[]): number {
  return lines.reduce((sum, { feeFen }) => sum + feeFen, 0)
}
