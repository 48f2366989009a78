import type { CaseDesk } from '../caseDesk.ts'

/** 缮证. A case that issues no document passes straight through. */
export async function certification(desk: CaseDesk): Promise<void> {
  await desk.leaves('certification')
}

/** 发证: at the counter, or by mail where the applicant agreed. */
export async function delivery(desk: CaseDesk): Promise<void> {
  await desk.leaves('delivery')
}

/** 归档 closes the case. */
export async function archiving(desk: CaseDesk): Promise<void> {
  await desk.leaves('archive')
}
