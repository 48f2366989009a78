import type { ProcedureId } from '../../procedures/ids.ts'
import type { Unit } from '../../register/types.ts'
import type { CaseFacts, Party } from '../types.ts'
import { broughtToRecording, flawless } from './flaws.ts'
import { house, registered } from './register.ts'
import type { Situation } from './situation.ts'

/** What is told of a case; what is left out is as in the ordinary case of the procedure. */
interface Told {
  readonly parties?: readonly Party[]
  readonly facts?: CaseFacts
  /** Of `house`, beside what the ordinary case needs; null: it is not on the register. */
  readonly unit?: Partial<Unit> | null
  /** Other units on the register. */
  readonly around?: readonly Unit[]
}

/** A case on `house` as the registrar finds it, every track over. */
export function atRecording(procedure: ProcedureId, { parties, facts, unit, around = [] }: Told = {}): Situation {
  const plan = flawless(procedure)
  const absent = unit === null || (unit === undefined && plan.register.length === 0)
  return broughtToRecording({
    ...plan,
    units: [house],
    application: {
      ...plan.application,
      ...(parties ? { parties } : {}),
      ...(facts ? { facts } : {}),
    },
    register: [...(absent ? [] : [registered({ ...plan.ready, ...unit, unitCode: house })]), ...around],
  })
}

/** The one unit of the case, as the register has it now. */
export function houseAfter({ around }: Situation): Unit {
  const unit = around.units.find(({ unitCode }) => unitCode === house)
  if (!unit) throw new Error(`${house} 不在登记簿上`)
  return unit
}
