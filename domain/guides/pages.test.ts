import { describe, expect, it } from 'vitest'
import { provisions } from '../law/provisions.ts'
import { editionInForce, editions } from '../procedures/registry.ts'
import { pagesAsOf, procedurePages } from './pages.ts'

const pages = procedurePages()
const procedures = [...new Set(editions.map(({ procedure }) => procedure))]

describe('the pages of the procedures', () => {
  it('are one for each procedure, and an index that links to each [S0-71]', () => {
    expect(Object.keys(pages).sort()).toEqual(['README.md', ...procedures.map(procedure => `${procedure}.md`)].sort())
    for (const procedure of procedures) expect(pages['README.md']).toContain(`](${procedure}.md)`)
  })

  it('show the newest edition of each, whatever day it is', () => {
    for (const { procedure, effectiveFrom } of editions) {
      const newest = editionInForce(procedure, pagesAsOf())
      expect(newest && newest.effectiveFrom >= effectiveFrom).toBe(true)
      expect(pages[`${procedure}.md`]).toContain(`版本 \`${newest?.id}\``)
    }
    expect(procedurePages()).toEqual(pages)
  })

  it.each(procedures)('of %s has every part, and tables whose rows are as wide as their heads', procedure => {
    const text = pages[`${procedure}.md`] ?? ''
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    const expected = ['办理依据', '申请人', '申请材料', '流程图', '办理步骤', '登簿前的其他事项', '办理条件', '办理时限', '收费']
    expect(headings).toEqual([...expected, '办理结果', '查询方式', '引用的规定', '版本'])
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
    const cells = (line: string) => line.split('|').length
    const lines = text.split('\n')
    lines.forEach((line, i) => {
      if (line.startsWith('|') && lines[i - 1]?.startsWith('|')) expect(cells(line), line).toBe(cells(lines[i - 1] ?? ''))
    })
  })

  it.each(procedures)('of %s cites each rule in its full sentence and marks what is not verified', procedure => {
    const text = pages[`${procedure}.md`] ?? ''
    const edition = editionInForce(procedure, pagesAsOf())
    const cited = [...(edition?.basis ?? []), ...(edition?.rules ?? []).flatMap(({ basis }) => basis)]
    expect(cited.length).toBeGreaterThan(0)
    for (const id of cited) {
      const { says, confidence } = provisions[id]
      const line = text.split('\n').find(one => one.startsWith(`| \`${id}\` |`))
      expect(line).toContain(says)
      expect(line).toContain(/^[LK]/.test(confidence) ? `未核实（${confidence}）` : `已核实（${confidence}）`)
    }
  })
})
