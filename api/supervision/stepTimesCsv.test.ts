import { expect, it } from 'vitest'
import { stepTimeReport } from '../../domain/supervision/stepTimes.ts'
import { stepTimesCsv } from './stepTimesCsv.ts'

it('where the time goes is a table for spreadsheets, one row a step, empty where no case has it behind it [S2-3]', () => {
  const time = { caseNo: '510802-20250603-0000001', procedure: 'objection', suspended: 0, running: false } as const
  const [kind] = stepTimeReport([
    { ...time, step: 'examination', working: 30, elapsed: 90 },
    { ...time, step: 'recording', working: 0, elapsed: 0, running: true },
  ])
  if (!kind) throw new Error('nothing reported')
  expect(stepTimesCsv([{ ...kind, class: 'instant' }]).split('\r\n')).toEqual([
    '\uFEFF登记类型,办理方式,环节,由谁办理,已过件数,在办件数,工作时间平均（分钟）,工作时间中位（分钟）,工作时间九成以内（分钟）,占该类型工作时间,中止合计（分钟）,历时平均（分钟）,历时中位（分钟）,历时九成以内（分钟）,最长一件,最长一件工作时间（分钟）',
    '异议登记,即时办,审核,登记机构,1,0,30,30,30,1,0,90,90,90,510802-20250603-0000001,30',
    '异议登记,即时办,登簿,登记机构,0,1,,,,0,0,,,,,',
    '',
  ])
})
