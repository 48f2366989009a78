import type { ProcedureEdition } from '../procedures/edition.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import { editionInForce } from '../procedures/registry.ts'
import { compare, parseShare, sum, whole } from '../register/fraction.ts'
import type { LocalDate } from '../time/instant.ts'
import { requiredMaterials } from './checklist.ts'
import type { Application, FiledMaterial, Party } from './types.ts'

/** What is handed in. `materials` may stand for the whole checklist, in drills only. */
export interface FiledApplication extends Omit<Application, 'edition' | 'materials'> {
  readonly materials: readonly FiledMaterial[] | { readonly all: true; readonly except?: readonly string[] }
}

/** Why a paper is no application at all; each sentence tells what to put right. */
export type Malformed = { readonly ok: false; readonly faults: readonly string[] }

/**
 * Makes an application of what was handed in, by the edition in force on that day. Looks at its shape only; whether it can be
 * accepted is for `accept` to say (contract.md: a malformed or unknown unit is filed).
 */
export function applicationOf(filed: FiledApplication, on: LocalDate): { ok: true; application: Application } | Malformed {
  const edition = editionInForce(filed.procedure as ProcedureId, on)
  if (!edition) return { ok: false, faults: [`${filed.procedure} 在 ${on} 没有有效的登记程序版本，暂不能申请`] }
  const faults = [
    ...roleFaults(filed.parties, edition),
    ...shareFaults(filed.parties),
    ...factFaults(filed, edition),
    ...(edition.shape?.(filed) ?? []),
  ]
  if (faults.length > 0) return { ok: false, faults }
  const bare = { ...filed, edition: edition.id, materials: [] }
  return { ok: true, application: { ...bare, materials: materialsOf(filed, edition, bare) } }
}

function materialsOf({ materials }: FiledApplication, edition: ProcedureEdition, bare: Application): readonly FiledMaterial[] {
  if (!('all' in materials)) return materials
  const except = new Set(materials.except ?? [])
  return requiredMaterials(edition, bare)
    .filter(material => !except.has(material.code))
    .map(material => ({ code: material.code, form: 'original' as const }))
}

function roleFaults(parties: readonly Party[], edition: ProcedureEdition): string[] {
  const { required, optional, oneOf = [] } = edition.applicants
  const known = [...required, ...optional, ...oneOf].map(({ role }) => role)
  const strangers = parties.filter(party => !known.includes(party.role))
  const together = oneOf.filter(({ role }) => parties.some(party => party.role === role))
  return [
    ...strangers.map(party => `${edition.term}没有 ${party.role} 这一申请人（${party.name}），应为：${known.join('、')}`),
    ...(together.length > 1 ? [`${edition.term}由${titlesOf(oneOf)}之一申请，不能同时以${titlesOf(together)}申请`] : []),
  ]
}

const titlesOf = (roles: readonly { readonly title: string }[]): string => roles.map(({ title }) => title).join('、')

/** Shares of those who take must be proper fractions and come to no more than the whole. */
function shareFaults(parties: readonly Party[]): string[] {
  const bad = parties.filter(party => party.share !== undefined && parseShare(party.share) === null)
  if (bad.length > 0) return bad.map(party => `${party.name} 的份额 ${party.share} 应为大于 0 不大于 1 的分数，例如 1/2`)
  const takers = parties.filter(party => party.role === 'transferee')
  const shares = takers.flatMap(party => parseShare(party.share ?? '') ?? [])
  if (shares.length > 0 && shares.length < takers.length) return ['受让人的份额应当全部写明，或者全部不写（共同共有）']
  return shares.length > 0 && compare(sum(shares), whole) > 0 ? ['受让人的份额合计超过 1'] : []
}

function factFaults({ facts }: FiledApplication, edition: ProcedureEdition): string[] {
  const missing = edition.requiredFacts.filter(name => facts[name] === undefined)
  const { from, until } = facts
  return [
    ...missing.map(name => `${edition.term}需要写明 facts.${name}`),
    ...(from && until && until < from ? [`facts.until（${until}）不得早于 facts.from（${from}）`] : []),
  ]
}
