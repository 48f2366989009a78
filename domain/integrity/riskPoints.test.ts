import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actionNames, actions } from '../case/actions.ts'
import { ruleIds } from '../rules/ids.ts'
import { controls, handbook, riskPoints } from './riskPoints.ts'
import { integritySignals } from './signals.ts'

describe('the table of risk points (廉政风险点) [S0-114]', () => {
  it('covers the whole procedure: every act of a case stands in exactly one of its points', () => {
    expect(riskPoints.flatMap(({ acts }) => acts).sort()).toEqual([...actionNames].sort())
  })

  it('lists no control that guards nothing', () => {
    expect(new Set(riskPoints.flatMap(point => point.controls))).toEqual(new Set(Object.keys(controls)))
  })

  it.each(Object.entries(controls))(
    '%s names something that the system has, and the test that proves it',
    (_, { by, test: [file, says] }) => {
      if ('rule' in by) expect(ruleIds).toContain(by.rule)
      if ('action' in by) expect(actionNames).toContain(by.action)
      if ('signal' in by) expect(integritySignals.map(({ id }) => id)).toContain(by.signal)
      if ('part' in by) expect(existsSync(by.part)).toBe(true)
      expect(file).toMatch(/\.(test\.ts|yaml)$/)
      expect(readFileSync(file, 'utf8')).toContain(says)
    },
  )

  it('is read with each step’s label and posts as they are today', () => {
    const recording = handbook().find(({ id }) => id === 'recording')
    expect(recording?.steps).toEqual([{ action: 'record', label: actions.record.label, posts: ['registrar'] }])
    expect(recording?.controls).toContainEqual(
      expect.objectContaining({ id: 'recorded-in-order', by: { rule: 'earlier-case-first' } }),
    )
  })
})
