import { expect, it } from 'vitest'
import { findingOf } from '../../domain/quality/finding.ts'
import { ledgerCsv } from './ledgerCsv.ts'

it('the ledger is a table for spreadsheets with case, item, error, staff, correction and closing day; what people wrote is never a formula [S1-81]', () => {
  const at = '2025-06-03T10:00:00+08:00'
  const finding = findingOf(1, [
    {
      type: 'Raised',
      at,
      actor: 'quality-1',
      data: {
        ...{ origin: 'sampling', caseNo: '510802-20250603-0000001', item: '收件', error: '=HYPERLINK("http://x","a")' },
        ...{ severity: 'serious', responsible: ['intake-1', 'examiner-1'], dueOn: '2025-06-05' },
      },
    },
    { type: 'Corrected', at, actor: 'intake-1', data: { action: '补收，"两份"\n已核', evidence: ['+A', '-B'] } },
    { type: 'Closed', at: '2025-06-04T09:00:00+08:00', actor: 'quality-1', data: { result: '好' } },
  ])
  const [head, ...rest] = ledgerCsv([finding], '2025-06-10').split('\r\n')
  expect(head).toBe(
    '\uFEFF编号,来源,受理编号,检查项目,错误情形,程度,责任人,登记人,登记时间,整改期限,状态,是否逾期,整改情况,整改佐证,整改人,退回次数,销号人,销号时间',
  )
  expect(rest.join('\r\n')).toBe(
    `1,质量抽检,510802-20250603-0000001,收件,"'=HYPERLINK(""http://x"",""a"")",严重,intake-1、examiner-1,quality-1,${at},2025-06-05,已销号,否,"补收，""两份""\n已核",'+A、-B,intake-1,0,quality-1,2025-06-04T09:00:00+08:00\r\n`,
  )
})
