import { dateOf } from '../../time/instant.ts'
import { isInForce } from '../seizures.ts'
import type { Mortgage, RegisterEntry, Seizure, SeizureChange, Unit } from '../types.ts'
import { type Change, damaged, describedBeforeRegistration, replaced, standing } from './base.ts'

/** 查封登记: in effect, as 轮候 or as 预查封. */
export const seizureRecorded: Change<'seizure-recorded'> = (unit, entry, row) =>
  withSeizures(describedBeforeRegistration(unit, entry.description), [entry.seizure], row)

/** 续封: the order is named by the first document still, and by the new one too. */
export const seizureRenewed: Change<'seizure-renewed'> = (unit, { seizureIndex, until, documentNo }, row) => {
  const seizure = seizureAt(unit, seizureIndex)
  const renewals = [...(seizure.renewals ?? []), { documentNo, caseNo: row.caseNo }]
  return { ...unit, seizures: replaced(unit.seizures, seizureIndex, { ...seizure, until, renewals }) }
}

/** 解封 or 到期未续, and the first that waits takes its place in the same entry (查封规定 26). */
export const seizureEnded: Change<'seizure-ended'> = (unit, { seizureIndex, how, promoted }) => {
  if (promoted && seizureAt(unit, promoted.index).status !== 'waiting')
    throw damaged(unit.unitCode, `的第 ${promoted.index} 项查封不是轮候查封，不能转为生效`)
  return withSeizureChanges(unit, [{ index: seizureIndex, status: how }, ...(promoted ? [promoted] : [])])
}

/** Further seizures of the unit; those whose origin is not told are of this entry. */
export function withSeizures(unit: Unit, seizures: readonly Seizure[], row: RegisterEntry): Unit {
  const added = seizures.map(seizure => ({ recordedAt: row.at, caseNo: row.caseNo, ...seizure }))
  const takesEffect = added.some(seizure => seizure.status === 'active')
  const after = {
    ...unit,
    seizures: [...unit.seizures, ...added],
    mortgages: takesEffect ? unit.mortgages.map(determinationTriggered(row)) : unit.mortgages,
  }
  return withOneActiveAtMost(unit, after)
}

export const withSeizureChanges = (unit: Unit, changes: readonly SeizureChange[]): Unit =>
  withOneActiveAtMost(unit, changes.reduce(withSeizureChange, unit))

function withSeizureChange(unit: Unit, { index, ...change }: SeizureChange): Unit {
  return { ...unit, seizures: replaced(unit.seizures, index, { ...seizureAt(unit, index), ...change }) }
}

/** Seizure determines the claims that a maximum-amount mortgage secures, once its mortgagee knows (民法典 423(四)). */
const determinationTriggered =
  (row: RegisterEntry) =>
  (mortgage: Mortgage): Mortgage =>
    mortgage.kind === 'maximum' && mortgage.status === 'active' && !mortgage.determinationTriggeredOn
      ? { ...mortgage, determinationTriggeredOn: dateOf(row.at) }
      : mortgage

const seizureAt = (unit: Unit, index: number): Seizure => standing(unit, { list: unit.seizures, index, what: '查封' }, isInForce)

/** One seizure is in effect at a time, the others wait (实施细则 91). */
function withOneActiveAtMost(before: Unit, after: Unit): Unit {
  const [was, is] = [before, after].map(({ seizures }) => seizures.filter(one => one.status === 'active').length) as [
    number,
    number,
  ]
  if (is > 1 && is > was) throw damaged(before.unitCode, '已有生效的查封，后到的应为轮候查封')
  return after
}
