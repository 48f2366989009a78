import type { CaseDesk } from './caseDesk.ts'
import { archiving, certification, delivery, examination, intake, recording } from './stages/index.ts'

/** The story of a registration (登记), from the window to the archive: the same for a case alone and for a part of an application. */
export async function registration(desk: CaseDesk): Promise<void> {
  await intake(desk)
  await examination(desk)
  await recording(desk)
  await certification(desk)
  await delivery(desk)
  await archiving(desk)
}
