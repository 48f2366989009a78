import { Type } from 'typebox'

/** Something other than white space, the ideographic space included. */
export const notBlank = '\\S'

/** Text of people: no line of it is longer than a page, none is empty or blank. */
export const text = (maxLength = 500) => Type.String({ minLength: 1, maxLength, pattern: notBlank })

export const oneOf = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) })

/** An instant as it may be written: seconds optional, offset required. The formats are `validation.ts`'s. */
export const instant = Type.String({
  format: 'instant',
  description: '带时区、日期实际存在的时刻，例如 2025-06-05T10:12+08:00（在地址中 + 写作 %2B）',
  examples: ['2025-06-05T10:12+08:00'],
})
export const localDate = Type.String({
  format: 'date',
  description: '实际存在的日期，例如 2025-06-05',
  examples: ['2025-06-05'],
})
export const share = Type.String({
  pattern: '^\\d{1,9}/\\d{1,9}$',
  description: '大于 0 不大于 1 的分数，例如 1/2',
  examples: ['1/2'],
})

export const closed = { additionalProperties: false } as const

export const problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: '给办理人员的说明，写明下一步怎么做' }),
    rule: Type.Optional(Type.String({ description: 'rule id of contract.md' })),
    basis: Type.Optional(Type.Array(Type.Any())),
  },
  { $id: 'Problem', additionalProperties: true, description: 'RFC 9457 problem+json' },
)

/** The answers that any route may give beside its own. */
export const problems = (...statuses: number[]) => Object.fromEntries([401, ...statuses].map(status => [status, problemAnswer]))

const problemAnswer = { description: 'problem+json', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } }

export const worldHeader = Type.Object({
  'x-drill-world': Type.Optional(Type.String({ maxLength: 60, description: '演练世界；不在演练中时省略' })),
})
