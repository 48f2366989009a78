import { allHandlersFinished, condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow'
import { CaseDesk } from './caseDesk.ts'
import {
  type ActArgs,
  type ActResult,
  type CaseEnd,
  type CaseInput,
  type Position,
  queryNames,
  type StateAnswer,
  type SyncResult,
  updateNames,
} from './messages.ts'
import { archiving, certification, delivery, examination, intake, recording } from './stages/index.ts'
import { assertCommand } from './validate.ts'

/**
 * A registration case (登记案件), from application to archive. One workflow, one case; the register and the ledger in Postgres are
 * the legal record, this is the procedure: which step is next, what runs side by side, which clocks run, when to wake.
 */
export async function registrationCase(input: CaseInput): Promise<CaseEnd> {
  const desk = new CaseDesk(input)
  receiveMessages(desk)

  await desk.open()
  void desk.watchAlarms()

  await intake(desk)
  await examination(desk)
  await recording(desk)
  await certification(desk)
  await delivery(desk)
  await archiving(desk)

  await condition(allHandlersFinished)
  return desk.position
}

const opened = defineUpdate<Position>(updateNames.opened)
const act = defineUpdate<ActResult, ActArgs>(updateNames.act)
const sync = defineUpdate<SyncResult>(updateNames.sync)
const state = defineQuery<StateAnswer>(queryNames.state)

/** Handlers stand before the first await: messages may arrive with the start, and again after a crash. */
function receiveMessages(desk: CaseDesk): void {
  setHandler(opened, async () => {
    await desk.until(() => true)
    return desk.position
  })
  // The validator never refuses by stage: after a crash two updates are redelivered together and both are validated before the
  // first has caught up with the ledger (spike A1).
  setHandler(act, command => desk.act(command), { validator: assertCommand })
  setHandler(sync, () => desk.sync())
  setHandler(state, () => ({ ...desk.position, state: desk.state }))
}
