import { describe, expect, it } from 'vitest'
import { isLaw, isRequirement, looksLikeOurs, requirements } from './catalogue.ts'
import { titlesIn } from './scan.ts'

// Spelt apart, so that the scanner does not take these examples for proofs when it reads this file.
const id = (seed: string, no: string) => `${seed}-${no}`
const a = id('S4', '66')
const b = id('S0', '117')

describe('the ids that tests name are found', () => {
  it.each([
    ['in a plain title', `it('back-ups are never away together [${a}]', () => {})`, [a]],
    ['several in one pair of brackets', `test("in order [${a}, ${b}]", () => {})`, [a, b]],
    ['of the law, within brackets', `it('no wait [${id('DR', '22-2')}]', () => {})`, [id('DR', '22-2')]],
    ['in a template string, around what is filled in', `it(\`\${name} keeps order [${b}]\`, () => {})`, [b]],
    ['in the title of a group', `describe('queues [${b}]', () => {})`, [b]],
    ['behind modifiers', `it.skipIf(slow).concurrent('x [${a}]', () => {})`, [a]],
    ['in the rows of a table', `it.each([['x [${a}]', 1], ['y [${b}]', 2]])('%s', () => {})`, [a, b]],
    ['in the title above a tagged table', `it.each\`n\${1}\`('x [${a}]', () => {})`, [a]],
  ])('%s', (_situation, source, ids) => {
    expect(titlesIn(source).flatMap(found => found.ids)).toEqual(ids)
  })

  it.each([
    ['comments and other strings', `// [${a}]\nconst note = '[${b}]'`],
    ['calls that are no tests', `expect('[${a}]').toBe('x')`],
    ['words in brackets', `it('says [not-found] and [X]', () => {})`],
  ])('%s prove nothing', (_situation, source) => {
    expect(titlesIn(source).flatMap(found => found.ids)).toEqual([])
  })
})

describe('the catalogue', () => {
  it('holds the 540 clauses of the five documents', () => {
    expect(requirements).toHaveLength(540)
    expect(new Set(requirements.map(row => row.id)).size).toBe(540)
  })

  it('knows the law by rule, by paragraph and by article', () => {
    expect(
      [id('CC', '406'), id('DR', '83-2'), id('OP', '1.10.2'), id('DR', '17'), id('REG', '22-4'), 'T14'].map(isLaw),
    ).not.toContain(false)
    expect(isLaw(id('DR', '4711'))).toBe(false)
  })

  it('tells a misspelt id from a word', () => {
    expect(isRequirement(id('S4', '999'))).toBe(false)
    expect(looksLikeOurs(id('S4', '999'))).toBe(true)
    expect(looksLikeOurs(id('UTF', '8'))).toBe(false)
  })
})
