import type { CaseDesk } from '../caseDesk.ts'

/**
 * 收件、受理. The clerk accepts, tells once and in writing what is missing and waits for it, or does not accept; silence at the end of
 * the session or of the working day is acceptance. Over when the case is accepted, however, or closed.
 */
export async function intake(desk: CaseDesk): Promise<void> {
  await desk.leaves('intake', 'awaiting-supplement')
}
