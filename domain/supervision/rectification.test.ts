import { expect, it } from 'vitest'
import type { Finding } from '../quality/finding.ts'
import { rectificationOf } from './rectification.ts'

const inspection = { inspector: 'supervision-bureau', document: '督察〔2025〕3号', inspectedOn: '2025-05-20' } as const

function finding(no: number, change: Partial<Finding> = {}): Finding {
  return {
    ...{ no, origin: 'external-inspection', caseNo: null, item: `问题${no}`, error: '未落实', severity: 'ordinary' },
    ...{ responsible: [], dueOn: '2025-06-10', source: inspection, raisedBy: 'quality-1', raisedAt: '2025-05-21T09:00:00+08:00' },
    ...{ status: 'open', corrections: [], returns: [], closedBy: null, closedAt: null, result: null },
    ...change,
  }
}

const closed = (no: number, closedAt: string) => finding(no, { status: 'closed', closedAt })

it('an inspection tells what was closed by its last day and what after, and names what is overdue, corrected or not [S1-106] [S2-83]', () => {
  const findings = [
    closed(1, '2025-06-10T23:59:00+08:00'),
    closed(2, '2025-06-11T00:00:00+08:00'),
    finding(3),
    finding(4, { status: 'corrected' }),
    finding(5, { dueOn: '2025-06-30' }),
    finding(6, { source: { ...inspection, inspector: 'party-inspection', document: '巡察反馈意见' } }),
    finding(7, { origin: 'sampling', source: { sample: '1' } }),
  ]
  expect(rectificationOf(findings, '2025-06-11')).toMatchObject([
    {
      ...{ inspectorTitle: '国家自然资源督察局', count: 5, closedInTime: 1, closedLate: 1, open: 3 },
      overdue: [
        { no: 3, status: 'open' },
        { no: 4, status: 'corrected' },
      ],
    },
    { inspectorTitle: '巡察', count: 1, overdue: [{ no: 6 }] },
  ])
  expect(rectificationOf(findings, '2025-06-10').flatMap(({ overdue }) => overdue)).toEqual([])
})
