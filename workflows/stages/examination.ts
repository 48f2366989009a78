import { isOver } from '../../domain/case/tracks.ts'
import type { CaseState } from '../../domain/case/types.ts'
import type { CaseDesk } from '../caseDesk.ts'

/** 审核 beside the departments' parallel review and the taxes: each in its own time, all before recording. */
export async function examination(desk: CaseDesk): Promise<void> {
  await Promise.all([examiner(desk), departmentReviews(desk), taxes(desk)])
  await desk.leaves('examination')
}

const examiner = (desk: CaseDesk) => desk.until(orNoLonger(state => isOver(state.tracks.examination)))

const departmentReviews = (desk: CaseDesk) =>
  desk.until(orNoLonger(state => Object.values(state.tracks.departments).every(isOver)))

const taxes = (desk: CaseDesk) => desk.until(orNoLonger(state => isOver(state.tracks.tax)))

/** A refusal or a withdrawal ends every track at once. */
const orNoLonger = (over: (state: CaseState) => boolean) => (state: CaseState) => state.stage !== 'examination' || over(state)
