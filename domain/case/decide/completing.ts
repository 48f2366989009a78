import type { ActionBodies } from '../commands.ts'
import { type Decision, events, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 缮证: the certificates whose numbers recording allocated. */
export function issue(state: CaseState): Decision {
  const certificates = 'recording' in state ? state.recording.certificates.map(one => one.number) : []
  return events({ type: 'Issued', data: { certificates } })
}

/** 发证: by mail only with the applicant's consent on the case (S4-10). */
export function deliver(state: CaseState, body: ActionBodies['deliver']): Decision {
  if (body.by === 'mail' && state.application.consents.mail !== true) {
    return refused('mail-consent', '申请人没有同意邮寄送达，请由申请人到窗口领取', ['SEED-1'])
  }
  return events({ type: 'Delivered', data: { by: body.by, receiver: body.receiver } })
}

/** 归档 closes the case. */
export function archive(): Decision {
  return events({ type: 'Archived', data: {} }, { type: 'Closed', data: { outcome: 'completed' } })
}
