import type { CaseDesk } from '../caseDesk.ts'

/** 登簿, the legal act: one transaction decides the conflicts on the units, writes the register and allocates the numbers. */
export async function recording(desk: CaseDesk): Promise<void> {
  await desk.leaves('recording')
}
