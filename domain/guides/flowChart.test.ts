import { describe, expect, it } from 'vitest'
import { editions } from '../procedures/registry.ts'
import { flowChartOf, mermaidOf } from './flowChart.ts'

/** mermaid as it is written, read again: what is no node and no edge is no line of ours. */
function read(text: string) {
  const [head, ...lines] = text.split('\n')
  const nodes = new Map<string, { label: string; isEnd: boolean; isDecision: boolean }>()
  const edges: { from: string; to: string; label: string }[] = []
  for (const line of lines) {
    const node = /^ {2}(\w+)(\(\["|\{"|\[")([^"]+)("\]\)|"\}|"\])$/.exec(line)
    const edge = /^ {2}(\w+) (?:-->|-\.->)(?:\|"([^"]+)"\|)? (\w+)$/.exec(line)
    if (node) {
      const [, id = '', open = '', label = '', close = ''] = node
      expect(nodes.has(id), `${id} is declared twice`).toBe(false)
      expect(`${open}${close}`).toMatch(/^(\(\[""\]\)|\{""\}|\[""\])$/)
      nodes.set(id, { label, isEnd: open === '(["', isDecision: open === '{"' })
    } else if (edge) edges.push({ from: edge[1] ?? '', to: edge[3] ?? '', label: edge[2] ?? '' })
    else throw new Error(`no line of a flow chart: ${line}`)
  }
  return { head, nodes, edges }
}

describe.each(editions)('the flow chart of $id', edition => {
  const text = mermaidOf(flowChartOf(edition))
  const { head, nodes, edges } = read(text)
  const to = (id: string) => edges.filter(edge => edge.to === id).map(({ from }) => from)
  const from = (id: string) => edges.filter(edge => edge.from === id).map(edge => edge.to)

  it('is mermaid: every node that is used is declared, none is called end, no label has a character of mermaid’s own', () => {
    expect(head).toBe('flowchart TD')
    for (const edge of edges) for (const id of [edge.from, edge.to]) expect(nodes.has(id), id).toBe(true)
    for (const id of nodes.keys()) expect(id).toMatch(/^(?!end$)[a-z][A-Za-z0-9]*$/)
    for (const { label } of [...nodes.values(), ...edges]) expect(label).not.toMatch(/["|<>#;`&{}[\]]/)
  })

  it('leads from the one beginning to every node, and from every node to an end', () => {
    const [start] = [...nodes.keys()]
    expect(start).toBe('filed')
    const reached = new Set<string>()
    const walk = (id: string) => {
      if (reached.has(id)) return
      reached.add(id)
      from(id).forEach(walk)
    }
    walk('filed')
    expect([...reached].sort()).toEqual([...nodes.keys()].sort())
    for (const [id, { isEnd, isDecision }] of nodes) {
      if (isEnd && id !== 'filed') expect(from(id), id).toEqual([])
      else expect(from(id).length, id).toBeGreaterThanOrEqual(isDecision ? 2 : 1)
    }
    for (const { from: id, label } of edges) if (nodes.get(id)?.isDecision) expect(label).not.toBe('')
  })

  it('has the tracks of the edition, no others, and all of them before recording', () => {
    const { departments, departmentsOfOriginal, tax, announcement, siteVisit } = edition.tracks
    const expected = [
      ...departments.map((_, i) => `department${i + 1}`),
      ...(departmentsOfOriginal ? ['originalDepartments'] : []),
      ...(tax ? ['tax'] : []),
      ...(announcement ? ['announcement'] : []),
      ...(siteVisit ? ['siteVisit'] : []),
      ...(edition.entry === 'entrustment' ? [] : ['examine']),
    ]
    const before = edition.entry === 'entrustment' ? 'record' : 'passed'
    expect(
      to(before)
        .filter(id => id !== 'accepted')
        .sort(),
    ).toEqual(expected.sort())
  })

  it('has the endings of its way in', () => {
    const ends = [...nodes].filter(([id, { isEnd }]) => isEnd && id !== 'filed').map(([id]) => id)
    const expected = {
      application: ['notAccepted', 'refused', 'withdrawn', 'completed'],
      entrustment: ['notAccepted', 'answered', 'completed'],
      'ex-officio': ['refused', 'completed'],
    }[edition.entry]
    expect(ends.sort()).toEqual(expected.sort())
    expect(nodes.has('issue')).toBe(edition.issues !== null)
  })
})

describe('a label', () => {
  it('that has characters of mermaid’s own is written with full-width ones', () => {
    const node = { id: 'filed', label: '“甲”|<乙>#1;"丙"`丁`&', shape: 'act' as const }
    expect(mermaidOf({ nodes: [node], edges: [] })).toBe('flowchart TD\n  filed["“甲”｜＜乙＞＃1；”丙”’丁’＆"]')
  })
})
