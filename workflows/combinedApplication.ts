import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow'
import { ApplicationDesk } from './applicationDesk.ts'
import { act, calendarPublished, opened, registerChanged, state, sync, wholeAct } from './definitions.ts'
import type { ApplicationEnd, ApplicationInput } from './messages.ts'
import { registration } from './story.ts'
import { assertCommand } from './validate.ts'

/**
 * A combined application (一并申请): several registrations on one set of materials, in logical order. Each part goes the way of a case;
 * they are accepted, decided and recorded together, in one transaction, or not at all.
 */
export async function combinedApplication(input: ApplicationInput): Promise<ApplicationEnd> {
  const desk = new ApplicationDesk(input)
  receiveMessages(desk)

  await desk.open()
  for (const part of desk.parts) void part.watchAlarms()

  await Promise.all(desk.parts.map(registration))

  await condition(allHandlersFinished)
  return { parts: desk.parts.map(part => ({ caseNo: part.caseNo, ...part.position })) }
}

function receiveMessages(desk: ApplicationDesk): void {
  setHandler(opened, async () => {
    await Promise.all(desk.parts.map(part => part.until(() => true)))
    return desk.position
  })
  setHandler(act, (command, caseNo) => desk.actOnPart(command, caseNo), { validator: assertCommand })
  setHandler(wholeAct, command => desk.actOnAll(command), { validator: assertCommand })
  setHandler(sync, () => desk.sync())
  setHandler(state, caseNo => desk.stateOf(caseNo))
  setHandler(registerChanged, change => desk.learn(change))
  setHandler(calendarPublished, (year, caseNo) => desk.redatePart(year, caseNo))
}
