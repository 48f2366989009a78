import type { ActionBodies } from '../commands.ts'
import { type Decision, events, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 撤回: one act by all applicants closes the case; by some only it is refused and leaves nothing behind (操作规范 1.10.2). */
export function withdraw(state: CaseState, body: ActionBodies['withdraw']): Decision {
  const applicants = state.application.parties.map(party => party.name)
  const absent = applicants.filter(name => !body.by.includes(name))
  const strangers = body.by.filter(name => !applicants.includes(name))
  if (absent.length > 0 || strangers.length > 0) {
    const detail = [
      ...(absent.length > 0 ? [`还缺少：${absent.join('、')}`] : []),
      ...(strangers.length > 0 ? [`不是本案申请人：${strangers.join('、')}`] : []),
    ]
    return refused('withdrawal-by-all', `撤回申请应当由全体申请人共同提出，${detail.join('；')}`, ['REG-15-2', 'OP-1.10.2'])
  }
  return events({ type: 'Withdrawn', data: { by: body.by } }, { type: 'Closed', data: { outcome: 'withdrawn' } })
}

/** 书面同意 by a mortgagee, notice holder, easement holder or co-owner. */
export function consent(body: ActionBodies['consent']): Decision {
  return events({ type: 'Consented', data: { by: body.by, of: body.of } })
}

/** 自担风险承诺书 by one applicant while an objection is on the register (DR-84). */
export function undertake(state: CaseState, body: ActionBodies['undertake']): Decision {
  const isApplicant = state.application.parties.some(party => party.name === body.by)
  if (!isApplicant) return refused('body', `${body.by} 不是本案申请人，承诺书由申请人各自作出`, ['DR-84'])
  return events({ type: 'Undertaken', data: { by: body.by } })
}
