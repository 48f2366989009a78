import { replyToCourtNotice } from '../../notices/documents.ts'
import { queryLines } from '../../register/queryResult.ts'
import type { ActionBodies } from '../commands.ts'
import { type Decision, events, type Facts } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 回函: what the organ asked for cannot be done; it is told why, with the state of the register (查封规定 23(1)). */
export function replyToCourt(state: CaseState, body: ActionBodies['reply-to-court'], facts: Facts): Decision {
  const context = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const extract = facts.units.flatMap(({ unitCode, unit }) => queryLines('result', unitCode, unit, { holderName: undefined }))
  return events(
    { type: 'CourtAnswered', data: { reason: body.reason, notice: replyToCourtNotice(context, body.reason, extract) } },
    { type: 'Closed', data: { outcome: 'refused' } },
  )
}
