import { isDeepStrictEqual } from 'node:util'

/** One thing that is not the same in two places, as a path with both values. */
export interface Difference {
  readonly what: string
  readonly path: string
  readonly expected: unknown
  readonly found: unknown
}

/** Where two JSON values differ, leaf by leaf; at most `limit` of them. A member that is absent and one that is undefined are the same. */
export function differences(what: string, expected: unknown, found: unknown, limit = 20): Difference[] {
  const list: Difference[] = []
  walk(expected, found, '')
  return list

  function walk(a: unknown, b: unknown, path: string): void {
    if (list.length >= limit || isDeepStrictEqual(a, b)) return
    if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) {
      list.push({ what, path: path || '(root)', expected: a, found: b })
      return
    }
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      walk(a[key], b[key], path ? `${path}.${key}` : key)
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
