import { type Static, Type } from 'typebox'

/** Text of people: no line of it is longer than a page, none is empty. */
export const text = (maxLength = 500) => Type.String({ minLength: 1, maxLength })

export const oneOf = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) })

/** An instant as it may be written: seconds optional, offset required. */
export const instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$',
  examples: ['2025-06-05T10:12+08:00'],
})
export const localDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', examples: ['2025-06-05'] })
export const share = Type.String({ pattern: '^\\d{1,9}/\\d{1,9}$', examples: ['1/2'] })

export const closed = { additionalProperties: false } as const

export const citation = Type.Object({
  id: Type.String(),
  instrument: Type.String(),
  article: Type.String(),
  says: Type.String(),
  confidence: Type.String(),
  verified: Type.Boolean(),
})

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

export type WorldHeader = Static<typeof worldHeader>
