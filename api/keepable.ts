import type { FastifyInstance } from 'fastify'
import { Problem } from './problems.ts'
import { places } from './validation.ts'

/** Deeper than any body of ours by far; JSON of a sender's choosing may not decide how deep our own recursion goes. */
const deepest = 32
/** A place is told to be found, not to repeat what was sent. */
const longestPlace = 100

/** Refuses with 422, before anything is looked up by it, what no store could give back as it was sent. */
export function registerKeepable(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ params, query, body, is404 }) => {
    if (is404) return
    for (const [where, part] of Object.entries({ params, querystring: query, body })) {
      const fault = unkeepable(part)
      if (fault) throw new Problem(422, `${places[where]}不正确：${fault}`)
    }
  })
}

interface Visit {
  readonly value: unknown
  readonly at: string
  readonly depth: number
}

/**
 * Why a value could not be kept exactly as it was sent, in Chinese with its place; null when it can. The ledger is JSON in a
 * database: it knows no NUL, no half of a character, no infinite number, no integer beyond 2^53, and what came as U+FFFD was lost
 * before it came (a sender that writes GBK).
 */
function unkeepable(root: unknown): string | null {
  const todo: Visit[] = [{ value: root, at: '', depth: 0 }]
  for (let visit = todo.pop(); visit; visit = todo.pop()) {
    const fault = faultOf(visit)
    if (fault) return `${visit.at.slice(0, longestPlace) || '（顶层）'} ${fault}`
    todo.push(...members(visit))
  }
  return null
}

function members({ value, at, depth }: Visit): Visit[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const place = at ? `${at}.${name}` : name
    const itsName: Visit[] = Array.isArray(value) ? [] : [{ value: name, at: `${at || '（顶层）'} 的字段名`, depth }]
    return [{ value: member, at: place, depth: depth + 1 }, ...itsName]
  })
}

function faultOf({ value, depth }: Visit): string | null {
  if (typeof value === 'string') return textFault(value)
  if (typeof value === 'number') return numberFault(value)
  return typeof value === 'object' && depth > deepest ? `嵌套超过 ${deepest} 层` : null
}

function textFault(text: string): string | null {
  if (text.includes('\0')) return '含有空字符（U+0000）'
  if (/\p{Surrogate}/u.test(text)) return '含有不完整的字符（单独的代理项）'
  return text.includes('\uFFFD') ? '含有无法识别的字符（U+FFFD），请以 UTF-8 编码提交' : null
}

function numberFault(number: number): string | null {
  if (!Number.isFinite(number)) return '数字超出范围'
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? '整数超出可以精确表示的范围' : null
}
