import { describe, expect, it } from 'vitest'
import { editionFor, filingDay } from '../case/testing/applications.ts'
import { broughtToRecording, filedBy } from '../case/testing/flaws.ts'
import { accepted, act, type Outcome, recorded } from '../case/testing/situation.ts'
import { isProvisionId } from '../law/provisions.ts'
import { type ProcedureId, procedureIds, procedureTitles } from '../procedures/ids.ts'
import { editionInForce } from '../procedures/registry.ts'
import { isInForce } from '../register/seizures.ts'
import type { Unit } from '../register/types.ts'
import {
  type Circumstance,
  type ConflictCell,
  cellsOf,
  circumstances,
  conflictCells,
  conflictRows,
  type ExistingState,
  existingStateIds,
  existingStates,
  isVerified,
  outsideRows,
} from './tableB.ts'
import { type Arranged, afterTheEarlier, arrange, withConditionMet } from './testing/arrange.ts'

const named = (cell: ConflictCell) => ({
  name: `[${cell.id}] ${existingStates[cell.existing].title}：${procedureTitles[cell.incoming]}${cell.circumstance ? `，${circumstances[cell.circumstance]}` : ''}`,
  cell,
})
const cellsWith = (...results: ConflictCell['result'][]) =>
  conflictCells.filter(({ result }) => results.includes(result)).map(named)

/** The registrar's 登簿, after what has been said in writing. */
const recording = ({ plan, statements }: Arranged): Outcome =>
  broughtToRecording(plan)
    .after(...statements.map(({ action, body }) => act(action, body)))
    .when(recorded)

describe('Table B', () => {
  it('knows editions of all 32 procedures', () => {
    expect(procedureIds.filter(procedure => !editionInForce(procedure, filingDay))).toEqual([])
  })

  it('has for every state and every procedure one line, or several told apart by circumstances that leave nothing out', () => {
    const partitions: (Circumstance | undefined)[][] = [
      ['name', 'thing', 'ownership'],
      ['waiver', 'extinct'],
      ['more-burden', 'less-burden'],
      ['after-entry', 'before-entry'],
    ]
    const gaps = existingStateIds.flatMap(state =>
      procedureIds.flatMap(procedure => {
        const told = cellsOf(state, procedure).map(({ circumstance }) => circumstance)
        const complete = told.includes(undefined) || partitions.some(parts => parts.every(part => told.includes(part)))
        return complete && new Set(told).size === told.length ? [] : [`${state} × ${procedure}: ${told.join(', ')}`]
      }),
    )
    expect(gaps).toEqual([])
  })

  it('gives each line an id of its own, law that is written down, and one sentence', () => {
    const ids = [...conflictRows, ...outsideRows].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const unfounded = [...conflictRows, ...outsideRows].filter(
      ({ basis }) => basis.length === 0 || !basis.every(isProvisionId) || new Set(basis).size < basis.length,
    )
    expect(unfounded).toEqual([])
    for (const { says } of conflictRows) expect(says).toMatch(/\p{Script=Han}.*[^。]$/u)
  })

  it('is sure only of lines that law.md read in a text; what is derived is never called so', () => {
    expect(conflictRows.filter(row => (row.confidence === undefined) !== (row.derived === true))).toEqual([])
    expect(conflictRows.filter(row => row.derived && isVerified(row))).toEqual([])
  })

  it('names a rule where something is refused, and none where nothing is', () => {
    expect(conflictRows.filter(({ result, rule }) => (result === 'R' || result === 'Q') && rule === null)).toEqual([])
    expect(conflictRows.filter(({ result, rule }) => result === 'A' && rule !== null)).toEqual([])
  })
})

describe('what is allowed', () => {
  it.each(cellsWith('A'))('$name is recorded', ({ cell }) => {
    expect(recording(arrange(cell))).toMatchObject({ rule: null, happened: expect.arrayContaining(['Recorded']) })
  })
})

describe('what is allowed on a condition', () => {
  const conditional = cellsWith('C').filter(({ cell }) => cell.rule !== null)

  it.each(conditional)('$name is refused as long as the condition is not met', ({ cell }) => {
    expect(recording(arrange(cell))).toMatchObject({ rule: cell.rule, writes: [] })
  })

  it.each(conditional)('$name is recorded once it is met', ({ cell }) => {
    expect(recording(withConditionMet(cell))).toMatchObject({ rule: null, happened: expect.arrayContaining(['Recorded']) })
  })

  it.each(cellsWith('C').filter(({ cell }) => cell.rule === null))('$name is recorded', ({ cell }) => {
    expect(recording(arrange(cell))).toMatchObject({ rule: null, happened: expect.arrayContaining(['Recorded']) })
  })
})

describe('what is refused', () => {
  it.each(cellsWith('R'))('$name is refused by $cell.rule', ({ cell }) => {
    expect(recording(arrange(cell))).toMatchObject({ rule: cell.rule, writes: [] })
  })

  const atAcceptance = cellsWith('R').filter(({ cell }) => levelOf(cell) === 'file')

  it.each(atAcceptance)('$name is refused at acceptance already', ({ cell }) => {
    expect(filedBy(arrange(cell).plan).when(accepted).rule).toBe(cell.rule)
  })
})

describe('what waits', () => {
  it.each(cellsWith('Q'))('$name waits for the earlier case', ({ cell }) => {
    expect(recording(arrange(cell))).toMatchObject({ rule: 'earlier-case-first', writes: [] })
  })

  it.each(cellsWith('Q').filter(({ cell }) => cell.afterwards))('$name is refused when that is recorded', ({ cell }) => {
    expect(recording(afterTheEarlier(cell)).rule).toBe(cell.afterwards)
  })
})

describe('what rests on the unit', () => {
  const ending = ['seizure-release', 'transfer-by-court', 'land-cancel', 'house-cancel']
  const seizedAndRecorded = cellsWith('A', 'C').filter(
    ({ cell }) => existingStates[cell.existing].part < 'B3' && cell.rule === null && !ending.includes(cell.incoming),
  )

  it.each(seizedAndRecorded)('$name leaves every seizure in force', ({ cell }) => {
    const { plan } = arrange(cell)
    const before = plan.register.flatMap(({ seizures }) => seizures).filter(isInForce)
    const after = recording({ plan, statements: [] })
      .situation.around.units.flatMap(({ seizures }) => seizures)
      .filter(isInForce)
    expect(before.length).toBeGreaterThan(0)
    expect(after.map(({ documentNo }) => documentNo)).toEqual(expect.arrayContaining(before.map(({ documentNo }) => documentNo)))
  })
})

const levelOf = ({ incoming, rule }: ConflictCell) => editionFor(incoming).rules.find(({ id }) => id === rule)?.level

describe('what follows on the unit', () => {
  const seizures = ({ seizures }: Unit) => seizures.map(({ status }) => status)
  const notices = ({ notices }: Unit) => notices.map(({ kind, status }) => `${kind} ${status}`)

  it.each<[string, ProcedureId, ExistingState, (unit: Unit) => string[], string[]]>([
    ['B1-02', 'transfer-new-house', 'pre-seized', seizures, ['active']],
    ['B1-04', 'transfer-by-court', 'seized', seizures, ['lifted']],
    ['B1-16', 'house-first', 'seized', seizures, ['active']],
    ['B1-16', 'house-first', 'waiting', seizures, ['active', 'waiting']],
    ['B1-21', 'seizure', 'seized', seizures, ['active', 'waiting']],
    ['B1-21', 'seizure', 'pre-seized', seizures, ['pre', 'waiting']],
    ['B1-22a', 'seizure-release', 'waiting', seizures, ['lifted', 'active']],
    ['B1-26', 'house-first', 'pre-seized', seizures, ['pre']],
    ['B2-01', 'transfer-by-court', 'waiting', seizures, ['lifted', 'lapsed']],
    ['B2-02', 'seizure-release', 'waiting', seizures, ['active', 'lifted']],
    ['B4-02', 'transfer-by-sale', 'transfer-notice', notices, ['presale converted']],
    ['B4-07', 'seizure', 'transfer-notice', seizures, ['active']],
    ['B4-08', 'seizure', 'transfer-notice', seizures, ['pre']],
    ['B4-11', 'house-first', 'transfer-notice', notices, ['sale active']],
    ['B4-12', 'transfer-by-inheritance', 'transfer-notice', notices, ['sale active']],
    ['B5-01', 'transfer-new-house', 'mortgage-notice', notices, ['presale converted', 'presale-mortgage active']],
    ['B5-05', 'mortgage-first', 'mortgage-notice', notices, ['mortgage converted']],
    ['DR24-06', 'seizure', 'unregistered', seizures, ['pre']],
  ])('[%s] of %s on a unit %s', (id, incoming, existing, told, expected) => {
    const cell = conflictCells.find(one => one.id === id && one.incoming === incoming && one.existing === existing)
    if (!cell) throw new Error(`没有 ${id} ${existing} × ${incoming}`)
    const { situation, rule } = recording(arrange(cell))
    const unit = situation.around.units.find(({ unitCode }) => unitCode === situation.state.application.units[0])
    expect(rule).toBeNull()
    expect(unit && told(unit)).toEqual(expected)
  })

  it.each(cellsOf('mortgage-free', 'transfer-by-sale'))('[B6-01] the mortgage goes with the unit to whoever takes it', cell => {
    const [unit] = recording(arrange(cell)).situation.around.units
    expect(unit?.holders.map(({ name }) => name)).not.toContain('张建国')
    expect(unit?.mortgages.map(({ status }) => status)).toEqual(['active'])
  })
})
