import type { ActionBodies } from '../commands.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 撤回: one act by all applicants closes the case; by some only it is refused and leaves nothing behind (操作规范 1.10.2). */
export function withdraw(state: CaseState, body: ActionBodies['withdraw'], facts: Facts): Decision {
  const applicants = applicantsOf(state, facts)
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
export function undertake(state: CaseState, body: ActionBodies['undertake'], facts: Facts): Decision {
  if (!applicantsOf(state, facts).includes(body.by))
    return refused('body', `${body.by} 不是本案申请人，承诺书由申请人各自作出`, ['DR-84'])
  return events({ type: 'Undertaken', data: { by: body.by } })
}

/** All who apply; those of the other parts of the same application (一并申请) are among them. */
const applicantsOf = ({ application }: CaseState, { siblings }: Facts): string[] => [
  ...new Set([application, ...siblings].flatMap(({ parties }) => parties.map(party => party.name))),
]
