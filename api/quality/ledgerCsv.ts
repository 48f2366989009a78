import { stringify } from 'csv-stringify/sync'
import { type Finding, isOverdue, originTitles, severityTitles } from '../../domain/quality/finding.ts'
import type { LocalDate } from '../../domain/time/instant.ts'

const statusTitles = { open: '待整改', corrected: '待核实', closed: '已销号' } as const

/** 台账的各栏. */
const columns: readonly (readonly [title: string, of: (finding: Finding, on: LocalDate) => string | number | null])[] = [
  ['编号', ({ no }) => no],
  ['来源', ({ origin }) => originTitles[origin]],
  ['受理编号', ({ caseNo }) => caseNo],
  ['检查项目', ({ item }) => item],
  ['错误情形', ({ error }) => error],
  ['程度', ({ severity }) => severityTitles[severity]],
  ['责任人', ({ responsible }) => responsible.join('、')],
  ['登记人', ({ raisedBy }) => raisedBy],
  ['登记时间', ({ raisedAt }) => raisedAt],
  ['整改期限', ({ dueOn }) => dueOn],
  ['状态', ({ status }) => statusTitles[status]],
  ['是否逾期', (finding, on) => (isOverdue(finding, on) ? '是' : '否')],
  ['整改情况', ({ corrections }) => corrections.at(-1)?.action ?? null],
  ['整改佐证', ({ corrections }) => corrections.at(-1)?.evidence.join('、') ?? null],
  ['整改人', ({ corrections }) => corrections.at(-1)?.by ?? null],
  ['退回次数', ({ returns }) => returns.length],
  ['销号人', ({ closedBy }) => closedBy],
  ['销号时间', ({ closedAt }) => closedAt],
]

/**
 * The ledger of findings as a table for spreadsheets: UTF-8 with its mark, as Excel wants it. What people have written is text: a cell
 * that a spreadsheet would take for a formula is escaped.
 */
export const ledgerCsv = (findings: readonly Finding[], on: LocalDate): string =>
  stringify([columns.map(([title]) => title), ...findings.map(finding => columns.map(([, of]) => of(finding, on)))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
