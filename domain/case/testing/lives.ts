import { procedureIds } from '../../procedures/ids.ts'
import { isAvailable } from '../actions.ts'
import { alarmsOf } from '../alarms.ts'
import type { LedgerEvent } from '../events.ts'
import { broughtToRecording, filedBy, flawless } from './flaws.ts'
import { accepted, act, rings, type Situation } from './situation.ts'

/** A ledger of every procedure, as far as its ordinary case goes by itself, and one of a sale that nobody decides. */
export const wholeLives = (): readonly (readonly LedgerEvent[])[] => [
  ...procedureIds.map(procedure => toItsEnd(broughtToRecording(flawless(procedure))).ledger),
  leftAlone(filedBy(flawless('transfer-by-sale')).after(accepted, act('request-supplement'), act('supplement'))).ledger,
]

function toItsEnd(situation: Situation): Situation {
  const next = (['record', 'issue', 'deliver', 'archive'] as const).find(action => isAvailable(situation.state, action))
  const outcome = next && situation.when(act(next))
  return outcome && outcome.refusal === null ? toItsEnd(outcome.situation) : situation
}

/** Every light goes on; the supervisor urges, then explains. */
function leftAlone(situation: Situation): Situation {
  const next = alarmsOf(situation.state)[0]
  if (next) return leftAlone(situation.after(rings(next)))
  return situation.after(act('urge'), act('explain'), act('withdraw'))
}
