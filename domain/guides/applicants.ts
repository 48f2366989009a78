import { type Citation, citeAll, type ProvisionId } from '../law/provisions.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'

type Roles = ProcedureEdition['applicants']['required']

/** Who applies (申请主体): together, alone and on which ground, or nobody. */
export interface ApplicantsGuide {
  readonly way: '共同申请' | '单方申请' | '依嘱托办理' | '依职权办理'
  readonly says: string
  readonly required: Roles
  readonly optional: Roles
  /** Exactly one of these. */
  readonly oneOf: Roles
  /** On which ground one side may apply alone, where the law does not leave it to both. */
  readonly ground: string | null
  readonly basis: readonly Citation[]
}

export function applicantsOf({ entry, applicants }: ProcedureEdition): ApplicantsGuide {
  const { required, optional, oneOf = [], unilateral = null } = applicants
  const way = wayOf(entry, required.length)
  const parts = [
    opening[way](titles(required)),
    ...(oneOf.length > 0 ? [`下列人员之一：${titles(oneOf)}`] : []),
    ...(unilateral ? [`可以单方申请的情形：${unilateral}`] : []),
    ...(optional.length > 0 ? [`依法需要时一并参加：${titles(optional)}`] : []),
  ]
  return {
    way,
    says: parts.filter(part => part !== '').join('；'),
    required,
    optional,
    oneOf,
    ground: unilateral,
    basis: citeAll([...basisOf[way], ...(unilateral ? basisOf.单方申请 : [])]),
  }
}

type Way = ApplicantsGuide['way']

function wayOf(entry: ProcedureEdition['entry'], sides: number): Way {
  if (entry === 'entrustment') return '依嘱托办理'
  if (entry === 'ex-officio') return '依职权办理'
  return sides > 1 ? '共同申请' : '单方申请'
}

const opening: Readonly<Record<Way, (who: string) => string>> = {
  共同申请: who => `由${who}共同申请`,
  单方申请: who => (who === '' ? '' : `由${who}申请`),
  依嘱托办理: who => `由有权机关嘱托，无需申请${who === '' ? '' : `；登记给${who}`}`,
  依职权办理: () => '由登记机构依职权办理，无需申请',
}

const basisOf: Readonly<Record<Way, readonly ProvisionId[]>> = {
  共同申请: ['REG-14-1'],
  单方申请: ['REG-14-2'],
  依嘱托办理: ['DR-19'],
  依职权办理: ['OP-1.7'],
}

const titles = (roles: Roles): string => roles.map(({ title }) => title).join('、')
