import catalogue from '../../docs/requirements.json' with { type: 'json' }

/** One clause of the policy documents that the system is measured by. */
export type Requirement = { id: string; clause: string; tag: string; seed: string }

/** All 540, in the order of the documents. */
export const requirements: Requirement[] = catalogue.requirements

const known = new Set(requirements.map(({ id }) => id))
const lawIds = Object.values(catalogue.law).flatMap(ids => ids.split(' '))
const institutions = new Set(lawIds.filter(id => id.includes('-')).map(id => id.slice(0, id.indexOf('-'))))

/** Whether an id stands in the catalogue of requirements. */
export function isRequirement(id: string): boolean {
  return known.has(id)
}

/** Whether an id names a rule of the law digest, or a paragraph of such a rule, or the article that such a rule belongs to. */
export function isLaw(id: string): boolean {
  return lawIds.some(law => id === law || id.startsWith(`${law}-`) || law.startsWith(`${id}-`))
}

/** Whether an id has the shape of one of ours, so that a misspelt one is not taken for a word. */
export function looksLikeOurs(id: string): boolean {
  const prefix = id.slice(0, id.indexOf('-'))
  return /^S[0-9]$/.test(prefix) || institutions.has(prefix)
}
