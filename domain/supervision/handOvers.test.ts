import { expect, it } from 'vitest'
import { sale } from '../case/testing/applications.ts'
import { accepted, act, examined, given, housingPassed, issued, recorded, taxCleared } from '../case/testing/situation.ts'
import { handOverReport, handOversOf } from './handOvers.ts'

const open = given(sale()).after(accepted)
const done = open.after(housingPassed, examined, taxCleared, recorded, issued, act('deliver'), act('archive'))
const told = (ledger: typeof open.ledger) => handOversOf('A', ledger).map(({ branch, until }) => [branch, until !== null])
/** The instant of the event by which something happened. */
const atOf = (type: string) => done.ledger.find(event => event.type === type)?.at

it('from acceptance on a case waits for each branch by itself, then for one post after the other [S3-71]', () => {
  expect(handOversOf('A', given(sale()).ledger)).toEqual([])
  expect(told(open.ledger)).toEqual([
    ['examination', false],
    ['tax', false],
    ['department:housing', false],
  ])
  expect(told(open.after(housingPassed).ledger)).toEqual([
    ['department:housing', true],
    ['examination', false],
    ['tax', false],
  ])
  const all = handOversOf('A', done.ledger)
  expect(all.map(({ branch }) => branch)).toEqual([
    ...['department:housing', 'examination', 'tax', 'recording', 'certification', 'delivery', 'archive'],
  ])
  expect(all).toContainEqual({ branch: 'tax', from: atOf('Accepted'), until: atOf('TaxCleared') })
  expect(all).toContainEqual({ branch: 'recording', from: atOf('TaxCleared'), until: atOf('Recorded') })
})

it('what a refusal or a withdrawal ends was taken over by nobody and is counted nowhere [S3-71]', () => {
  const refused = open.after(act('refuse', { grounds: ['权属有争议'], findings: '另案在审' }))
  const withdrawn = open.after(act('withdraw'))
  expect([...told(refused.ledger), ...told(withdrawn.ledger)]).toEqual([])
})

it('the report tells each hand-over’s minutes, its longest, and what waits now [S3-71]', () => {
  const cases = [
    { caseNo: 'A', events: done.ledger },
    { caseNo: 'B', events: open.ledger },
  ]
  const report = handOverReport(cases)
  expect(report.find(({ branch }) => branch === 'tax')).toMatchObject({
    ...{ title: '受理至完税', taken: 1, waiting: 1, median: 3, longest: { caseNo: 'A', minutes: 3 } },
  })
  expect(report.find(({ branch }) => branch === 'department:housing')?.title).toBe('受理至部门意见（housing）')
})
