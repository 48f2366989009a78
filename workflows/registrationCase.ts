import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow'
import { CaseDesk } from './caseDesk.ts'
import { act, calendarPublished, opened, registerChanged, state, sync } from './definitions.ts'
import type { CaseEnd, CaseInput } from './messages.ts'
import { registration } from './story.ts'
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

  await registration(desk)

  await condition(allHandlersFinished)
  return desk.position
}

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
  setHandler(registerChanged, change => desk.learn(change))
  setHandler(calendarPublished, year => desk.redate(year))
}
