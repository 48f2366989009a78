import { describe, expect, it } from 'vitest'
import type { Post } from '../case/types.ts'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { type EvaluationData, evaluationFrom, evaluationOf, leftOpen, refuseOnEvaluation } from './evaluation.ts'
import { evaluationText } from './evaluationText.ts'
import type { QualityFacts } from './figures.ts'
import type { Noted } from './finding.ts'

const period = { from: '2025-05-26', until: '2025-06-08' }
const id = '2025-05-26..2025-06-08'
const at = '2025-06-09T09:00:00+08:00'
const sale = { procedure: 'transfer-by-sale', county: '410202' } as const
const facts: QualityFacts = {
  recorded: [
    { ...sale, late: false, notices: 0 },
    { ...sale, late: true, notices: 2 },
  ],
  checked: [{ ...sale, failed: true }],
  errors: [],
  overdue: [],
  enquiries: { asked: 4, answered: 3 },
}
const made = (tracked: EvaluationData['Made']['tracked'] = []): Noted<EvaluationData> => ({
  ...{ type: 'Made', at, actor: 'system' },
  data: evaluationOf(period, facts, kaifengOffice, tracked),
})
const acknowledged = (...improvements: string[]): Noted<EvaluationData> => ({
  ...{ type: 'Acknowledged', at, actor: 'director-1' },
  data: { improvements },
})
const improved = (text: string): Noted<EvaluationData> => ({
  ...{ type: 'Improved', at, actor: 'quality-1' },
  data: { text, result: '已培训' },
})

describe('the evaluation of a fortnight', () => {
  it('has the four compliance figures: enquiries with a result, second notices, undertakings verified, on-time share [S1-104]', () => {
    expect(evaluationOf(period, facts, demoOffice, []).compliance).toEqual({
      enquiriesWithResult: { asked: 4, answered: 3, share: 0.75 },
      secondNotices: 1,
      commitmentsVerified: { value: null, why: '本机构没有规定告知承诺的范围，没有启用' },
      onTimeShare: 0.5,
    })
  })

  it('has three figures of each section, of the whole where there are none: what nobody has rated is not made up [S3-30]', () => {
    const { three } = evaluationOf(period, facts, kaifengOffice, [])
    expect(three.map(({ section, fast, right }) => [section, fast, right])).toEqual([
      ['转让登记科', 0.5, 1],
      ['抵押登记科', null, null],
      ['非权属登记科', null, null],
      ['大厅办', null, null],
    ])
    expect(three[0]?.well).toEqual({ value: null, why: expect.stringContaining('满意度') })
    expect(evaluationOf(period, facts, demoOffice, []).three).toMatchObject([{ section: demoOffice.name, fast: 0.5 }])
  })

  it('says that data access and stock submission are not evaluated, as nothing is submitted from here', () => {
    expect(evaluationOf(period, facts, demoOffice, [])).toMatchObject({
      dataAccess: { value: null },
      stockSubmission: { value: null },
    })
  })

  it('asks for improvements when acknowledged; what is not done goes on to the next with its origin', () => {
    const first = evaluationFrom(id, [made(), acknowledged('培训共有登记', '补齐询问笔录'), improved('培训共有登记')])
    expect(first.acknowledged).toEqual({ by: 'director-1', at })
    expect(leftOpen(first)).toEqual([{ text: '补齐询问笔录', since: id }])
    const next = evaluationFrom('next', [made(leftOpen(first)), acknowledged('新事项')])
    expect(leftOpen(next)).toEqual([
      { text: '补齐询问笔录', since: id },
      { text: '新事项', since: 'next' },
    ])
    expect(() => evaluationFrom(id, [acknowledged()])).toThrow('figures')
    expect(() => evaluationFrom(id, [made(), made()])).toThrow('twice')
  })

  it('is acknowledged once, by supervisor or director; only what was asked for can be told done', () => {
    const ask = (line: Parameters<typeof refuseOnEvaluation>[1], post: Post, ...lines: Noted<EvaluationData>[]) =>
      refuseOnEvaluation(evaluationFrom(id, [made(), ...lines]), line, { sub: 'x', posts: [post] })?.rule ?? null
    const acknowledge = { type: 'Acknowledged' } as const
    expect(ask(acknowledge, 'director')).toBeNull()
    expect(ask(acknowledge, 'quality')).toBe('post')
    expect(ask(acknowledge, 'supervisor', acknowledged())).toBe('stage')
    const done = { type: 'Improved', text: '培训' } as const
    expect(ask(done, 'quality', acknowledged('培训'))).toBeNull()
    expect(ask(done, 'auditor', acknowledged('培训'))).toBe('post')
    expect(ask(done, 'quality')).toBe('stage')
    expect(ask(done, 'quality', acknowledged('培训'), improved('培训'))).toBe('stage')
  })

  it('is printed in Chinese, with every figure and every reason why one is missing', () => {
    const text = evaluationText(evaluationFrom(id, [made(), acknowledged('补齐询问笔录')]), kaifengOffice)
    expect(text).toContain('开封市不动产登记中心　2025-05-26 至 2025-06-08\n')
    expect(text).toContain('一、总体：登簿 2 件，按时 1 件（50.00%），二次告知 1 件，抽检 1 件，不合格 1 件（错件率 100.00%）')
    expect(text).toContain('　抵押登记科：登簿 0 件，按时 0 件（无）')
    expect(text).toContain('　410205：登簿 0 件')
    expect(text).toContain('　国有建设用地使用权及房屋所有权转移登记（存量房买卖）：登簿 2 件')
    expect(text).toContain('首问负责：咨询 4 件，有结果 3 件')
    expect(text).toContain('八、数据接入：本系统不办理数据汇交')
    expect(text).toContain(`　补齐询问笔录（${id} 提出）：未完成\n签收：director-1`)
  })
})
