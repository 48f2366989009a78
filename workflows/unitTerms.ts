import { defineSignal, defineUpdate, setHandler } from '@temporalio/workflow'
import {
  signalNames,
  type TermActAnswer,
  type TermActArgs,
  type TermsInput,
  type TermsSyncResult,
  updateNames,
} from './messages.ts'
import { TermsDesk } from './termsDesk.ts'
import { assertTermCommand } from './validate.ts'

const registerChanged = defineSignal(signalNames.registerChanged)
const sync = defineUpdate<TermsSyncResult>(updateNames.sync)
const act = defineUpdate<TermActAnswer, TermActArgs>(updateNames.act)

/**
 * The terms of the rights on one unit: objections (15 days), advance notices (90 days), seizures (to the printed day) and the queue
 * behind them. Runs while the unit has any, whatever becomes of the cases that recorded them; the register holds the last days, this
 * wakes when one is over. Started again by the first word of a new term.
 */
export async function unitTerms(input: TermsInput): Promise<void> {
  const desk = new TermsDesk(input)
  setHandler(registerChanged, () => desk.hear())
  setHandler(sync, () => desk.sync())
  setHandler(act, command => desk.act(command), { validator: assertTermCommand })
  await desk.watch()
}
