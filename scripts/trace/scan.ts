import ts from 'typescript'

/** A test's title and the ids it names. */
export type Titled = { title: string; ids: string[] }

const runners = new Set(['it', 'test', 'describe'])

/** The titles of all tests in a source text, those of `it.each` with their table's ids, each with the ids it names. */
export function titlesIn(source: string): Titled[] {
  const found: Titled[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push(...titleOf(node))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true))
  return found
}

function titleOf(call: ts.CallExpression): Titled[] {
  const [argument] = call.arguments
  if (!argument || !runners.has(rootName(call.expression))) return []
  const title = literalText(argument)
  if (title === undefined) return []
  // A row's own ids (`it.each([['… [S4-66]', …]])('%s')`) only show in the table.
  const table = ts.isCallExpression(call.expression) ? call.expression.arguments.flatMap(literalsIn) : []
  return [{ title, ids: [...new Set([title, ...table].flatMap(idsIn))] }]
}

/** `it` of `it('…')`, of `it.skipIf(x)('…')` and of `it.each(table)('…')`. */
function rootName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootName(node.expression)
  return ts.isTaggedTemplateExpression(node) ? rootName(node.tag) : ''
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map(span => `…${span.literal.text}`).join('')
}

function literalsIn(node: ts.Node): string[] {
  const own = literalText(node)
  if (own !== undefined) return [own]
  const inside: string[] = []
  ts.forEachChild(node, child => {
    inside.push(...literalsIn(child))
  })
  return inside
}

/** Requirement ids anywhere in a text, and law ids within square brackets, where titles put them. */
export function idsIn(text: string): string[] {
  const requirements = text.match(/\bS\d-\d+\b/g) ?? []
  const bracketed = [...text.matchAll(/\[([^\]]*)\]/g)].flatMap(([, inside = '']) => inside.split(/[\s,，、;]+/))
  return [...requirements, ...bracketed.filter(id => /^[A-Z][A-Z0-9]*-[A-Z0-9][A-Z0-9.-]*$/.test(id))]
}
