import { describe, expect, it } from 'vitest'
import { scenarioFiles } from './files.ts'
import { loadScenario, parseScenario } from './load.ts'

const head = 'id: X1\ntitle: 试\n'
const steps = (text: string) => `${head}steps:\n${text}`
const parse = (text: string) => parseScenario(text, 'X1.yaml')
const deedOf = (text: string) => parse(steps(text)).steps[0]?.deed

describe('a scenario file is read', () => {
  it('dates stay strings, as YAML 1.2 core has no timestamps', () => {
    const scenario = parse(
      `${head}start: 2025-06-03T09:00+08:00\nsteps:\n  - until: 2025-06-05T10:12+08:00\n  - expect: {unit: u, until: 2028-06-04}\n`,
    )
    expect(scenario.start).toBe('2025-06-03T09:00+08:00')
    expect(scenario.steps[1]?.deed).toMatchObject({ expect: { pattern: { until: '2028-06-04' } } })
  })

  it('an application is filed at the counter of the demo office by intake-1 unless it says otherwise', () => {
    expect(deedOf('  - apply: {case: a, procedure: seizure, units: ["u"], materials: all}')).toEqual({
      kind: 'apply',
      apply: {
        case: 'a',
        as: 'intake-1',
        body: {
          procedure: 'seizure',
          office: '510802',
          channel: 'counter',
          units: ['u'],
          parties: [],
          facts: {},
          materials: 'all',
        },
      },
    })
  })

  it('what is left out of the materials goes into them', () => {
    const deed = deedOf('  - apply: {case: a, procedure: seizure, units: [], materials: all, except: [work-card]}')
    expect(deed).toMatchObject({ apply: { body: { materials: { all: true, except: ['work-card'] } } } })
  })

  it('acts fall to intake-1 and reading to the auditor', () => {
    expect(deedOf('  - act: {case: a, action: accept}')).toMatchObject({ act: { as: 'intake-1', body: {} } })
    expect(deedOf('  - expect: {case: a, stage: intake}')).toMatchObject({
      expect: { as: 'auditor-1', pattern: { stage: 'intake' } },
    })
  })

  it.each([
    ['an unknown key of the file', `${head}unts: []\nsteps: []`, 'X1.yaml: unknown key "unts"'],
    ['an unknown kind of step', steps('  - wiat: P3D'), 'X1.yaml: step 1: unknown key "wiat"'],
    [
      'an unknown key of a step',
      steps('  - wait: P3D\n  - act: {case: a, action: b, bdy: {}}'),
      'X1.yaml: step 2: unknown key "bdy"',
    ],
    ['two deeds in one step', steps('  - {wait: P3D, act: {case: a, action: b}}'), 'X1.yaml: step 1: a step has exactly one of'],
    ['a target that is none', steps('  - drive: {case: a, to: closed}'), 'X1.yaml: step 1: "to" must be one of accepted,'],
    ['a duration that is none', steps('  - wait: 3 days'), 'X1.yaml: step 1: "wait" must be a duration'],
    ['an act without action', steps('  - act: {case: a}'), 'X1.yaml: step 1: "action" must be a string'],
    [
      'a refusal without rule and status',
      steps('  - act: {case: a, action: b}\n    refused: {}'),
      'X1.yaml: step 1: "refused" names',
    ],
    ['no steps', head, 'X1.yaml: "steps" is missing or empty'],
    ['no id', 'title: 试\nsteps: [{wait: P1D}]', 'X1.yaml: "id" must be a string'],
    ['text that is no YAML', 'id: [', 'X1.yaml: not YAML: '],
  ])('%s is an error that names file, step and fault', (_title, text, message) => {
    expect(() => parse(text)).toThrow(message)
  })
})

describe('the scenarios of this repository', () => {
  const scenarios = scenarioFiles(['tests/acceptance'], process.cwd()).map(loadScenario)

  it('all load, and each file is named after its id', () => {
    expect(scenarios.length).toBeGreaterThan(0)
    for (const scenario of scenarios) expect(scenario.file.endsWith(`/${scenario.id}.yaml`), scenario.file).toBe(true)
  })

  it('no unit is used by two scenarios', () => {
    const owners = new Map<string, string>()
    for (const { id, register, steps } of scenarios) {
      const codes = JSON.stringify([register, steps]).match(/\d{12}[GJ][A-Z]\d{5}[FW]\d{8}/g) ?? []
      for (const code of new Set(codes)) {
        expect(owners.get(code) ?? id, `${code} in ${id}`).toBe(id)
        owners.set(code, id)
      }
    }
  })

  it('instants within a scenario never go back', () => {
    for (const { id, start, steps } of scenarios) {
      const instants = [start, ...steps.map(({ deed }) => (deed.kind === 'until' ? deed.until : undefined))].filter(
        at => at !== undefined,
      )
      const times = instants.map(at => Date.parse(at))
      expect(times, id).toEqual([...times].sort((a, b) => a - b))
    }
  })
})
