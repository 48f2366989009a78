import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { type CaseMinutes, classesOn, instantShare } from './instantKinds.ts'
import type { Limit } from './limit.ts'
import { seededLimits } from './seeded.ts'
import { serviceClassOf } from './serviceClass.ts'

const instantOn = (office: typeof demoOffice, on: string, limits: readonly Limit[] = seededLimits) =>
  classesOn(office, on, limits).flatMap(one => (one.class === 'instant' ? [one.procedure] : []))

describe('the list of instant kinds [S3-16]', () => {
  it('of Kaifeng is its one-hour kinds, by the document; the demo office promises none', () => {
    expect(instantOn(kaifengOffice, '2025-06-05').sort()).toEqual([
      'certificate-exchange',
      'certificate-reissue',
      'mortgage-cancel',
      'objection',
      'seizure',
      'seizure-release',
      'transfer-by-sale',
    ])
    expect(classesOn(kaifengOffice, '2025-06-05', seededLimits)).toContainEqual({
      procedure: 'objection',
      class: 'instant',
      document: '汴不动登发〔2019〕85号',
      from: '2020-06-30',
    })
    expect(instantOn(demoOffice, '2025-06-05')).toEqual([])
  })

  it('grows on the day from which an office promises an hour, and not before', () => {
    const row: Limit = {
      ...{ level: 'office', region: '510802', class: 'all', kind: 'promised', amount: 1, unit: 'hour', from: '2025-06-10' },
      ...{ document: '利州登发〔2025〕1号', basis: ['TL-SLA'], procedures: ['objection'] },
    } as const
    expect(instantOn(demoOffice, '2025-06-09', [...seededLimits, row])).toEqual([])
    expect(instantOn(demoOffice, '2025-06-10', [...seededLimits, row])).toEqual(['objection'])
  })

  it('an hour is instant, more hours of one day same-day, a working day or more a promise', () => {
    expect(serviceClassOf({ amount: 1, unit: 'hour' }, 7)).toBe('instant')
    expect(serviceClassOf({ amount: 2, unit: 'hour' }, 7)).toBe('same-day')
    expect(serviceClassOf({ amount: 8, unit: 'hour' }, 7)).toBe('promised')
    expect(serviceClassOf({ amount: 1, unit: 'working-day' }, 7)).toBe('promised')
    expect(serviceClassOf(null, 7)).toBe('promised')
  })
})

describe('the share that was in truth handled on the spot [S3-16]', () => {
  const of = (...minutes: (number | null)[]): CaseMinutes[] => minutes.map(taken => ({ procedure: 'objection', minutes: taken }))

  it('counts an hour, and what still runs as not', () => {
    expect(instantShare(of(30, 60, 61, null))).toEqual({
      ...{ accepted: 4, done: 3, instant: 2, share: 0.5, medianMinutes: 60, longestMinutes: 61 },
    })
    expect(instantShare([])).toEqual({
      ...{ accepted: 0, done: 0, instant: 0, share: null, medianMinutes: null, longestMinutes: null },
    })
  })

  it('never exceeds the whole; the median is a case’s and not longer than the longest', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(5_000)), { minLength: 1 }), minutes => {
        const { share, done, instant, medianMinutes, longestMinutes } = instantShare(of(...minutes))
        expect(share).toBeLessThanOrEqual(1)
        expect(instant).toBeLessThanOrEqual(done)
        if (done > 0) expect(minutes).toContain(medianMinutes)
        expect(medianMinutes ?? 0).toBeLessThanOrEqual(longestMinutes ?? 0)
      }),
    )
  })
})
