import { isObject, type Json } from './types.ts'

/**
 * Compares an answer with what a scenario expects of it, partially.
 * Returns the first difference as `path: expected …, got …`, or nothing when the answer matches.
 */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (expected === null || expected === undefined) {
    return actual === null || actual === undefined ? undefined : differs(path, 'nothing', actual)
  }
  if (Array.isArray(expected)) return listDifference(expected, actual, path)
  if (isObject(expected)) return objectDifference(expected, actual, path)
  return scalarMatches(expected, actual) ? undefined : differs(path, String(expected), actual)
}

function objectDifference(expected: Json, actual: unknown, path: string): string | undefined {
  if (Array.isArray(actual) && isCount(expected)) {
    return actual.length === expected.count
      ? undefined
      : `${path || 'answer'}: expected ${expected.count} elements, got ${actual.length}`
  }
  if (!isObject(actual)) return differs(path, brief(expected), actual)
  for (const [key, value] of Object.entries(expected)) {
    const difference = firstDifference(value, actual[key], path ? `${path}.${key}` : key)
    if (difference !== undefined) return difference
  }
  return undefined
}

function listDifference(expected: unknown[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return differs(path, brief(expected), actual)
  if (expected.length === 0) return actual.length === 0 ? undefined : differs(path, '[]', actual)
  for (const [index, wanted] of expected.entries()) {
    const difference = nearestDifference(wanted, actual, `${path}[${index}]`)
    if (difference !== undefined) return difference
  }
  return undefined
}

/** Nothing when some candidate matches; else what is wrong with the candidate that comes closest, which is the one a reader means. */
function nearestDifference(wanted: unknown, candidates: unknown[], path: string): string | undefined {
  let nearest: { score: number; difference: string } | undefined
  for (const candidate of candidates) {
    const difference = firstDifference(wanted, candidate, path)
    if (difference === undefined) return undefined
    const score = likeness(wanted, candidate)
    if (!nearest || score > nearest.score) nearest = { score, difference }
  }
  if (!nearest) return differs(path, brief(wanted), undefined)
  return candidates.length > 1 ? `${nearest.difference} (nearest of ${candidates.length})` : nearest.difference
}

/** How many of the wanted keys fit; earlier keys weigh more, because scenarios name the distinguishing key first. */
function likeness(wanted: unknown, candidate: unknown): number {
  if (!isObject(wanted) || !isObject(candidate)) return 0
  return Object.entries(wanted).reduce((sum, [key, value], index) => {
    return firstDifference(value, candidate[key]) === undefined ? sum + 1 / (index + 1) : sum
  }, 0)
}

function scalarMatches(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'string' || typeof actual !== 'string') return expected === actual
  if (expected.startsWith('~')) return actual.includes(expected.slice(1))
  if (expected.startsWith('^')) return actual.startsWith(expected.slice(1))
  if (/^\d{4}-\d{2}-\d{2}$/.test(expected)) return actual === expected || actual.startsWith(`${expected}T`)
  return actual === expected
}

function isCount(expected: Json): expected is { count: number } {
  return Object.keys(expected).length === 1 && typeof expected.count === 'number'
}

function differs(path: string, expected: string, actual: unknown): string {
  return `${path || 'answer'}: expected ${expected}, got ${brief(actual)}`
}

function brief(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}
