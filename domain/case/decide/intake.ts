import type { ProvisionId } from '../../law/provisions.ts'
import { limitQuestion, limitsFor } from '../../limits/limits.ts'
import { limitLine, nonAcceptance, oneTimeNotice, supplementRequest } from '../../notices/documents.ts'
import { editionOf } from '../../procedures/registry.ts'
import { firstBroken } from '../../rules/check.ts'
import { dateOf } from '../../time/instant.ts'
import { acceptanceData } from '../accepting.ts'
import { requiredMaterials } from '../checklist.ts'
import type { ActCommand, ActionBodies, NonAcceptanceGround } from '../commands.ts'
import { type Decision, events, type Facts, refused, ruleContext } from '../facts.ts'
import type { CaseState, FiledMaterial } from '../types.ts'

/** 受理: the file rules must hold; receipt and clocks come with it in the same act (S0-68). */
export function accept(state: CaseState, facts: Facts): Decision {
  const rules = facts.edition.rules.filter(rule => rule.level === 'file')
  const refusal = firstBroken(rules, ruleContext(state, facts))
  return refusal ? { kind: 'refused', refusal } : events({ type: 'Accepted', data: acceptanceData(state, facts, facts.at) })
}

/** The counter session ends without a written decision: deemed accepted at once, whatever `accept` would have said (条例 17(2)). */
export function leave(state: CaseState, facts: Facts): Decision {
  return events({ type: 'DeemedAccepted', data: { ...acceptanceData(state, facts, facts.at), reason: '当场未书面告知不予受理' } })
}

/**
 * At intake the one-time notice (条例 17(1)(三)): a second one is a supervisor's exception with a reason. After acceptance a request
 * for what the examination needs, while stage and clocks go on.
 */
export function requestSupplement(
  state: CaseState,
  command: ActCommand & { action: 'request-supplement' },
  facts: Facts,
): Decision {
  const { items, overrideReason } = command.body
  const context = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const second = state.stage === 'intake' && state.notices.some(notice => notice.kind === 'one-time-notice')
  const override = overrideReason !== undefined && command.actor.posts.includes('supervisor')
  if (second && !override) {
    return refused('one-notice-only', '补正材料应当一次性告知，不得再次告知；确有必要的由值班长说明理由（overrideReason）', [
      'REG-17-3',
      'SEED-3',
    ])
  }
  const stranger = items.find(item => !onChecklist(facts, state, item.material))
  if (stranger) {
    return refused('material-without-basis', `${stranger.material} 不在本登记的申请材料清单上，不得要求申请人提交`, [
      'OP-1.1.2',
      'REG-16',
    ])
  }
  const notice = state.stage === 'intake' ? oneTimeNotice(context, items, limitLines(facts)) : supplementRequest(context, items)
  return events({ type: 'SupplementRequested', data: { notice, ...(second && overrideReason ? { overrideReason } : {}) } })
}

/** Materials handed in later: at intake the file goes back to the clerk, during examination it is completed. */
export function supplement(state: CaseState, body: ActionBodies['supplement'], facts: Facts): Decision {
  const stranger = body.materials.find(material => !onChecklist(facts, state, material.code))
  if (stranger) return refused('material-without-basis', `${stranger.code} 不在本登记的申请材料清单上，无需提交`, ['OP-1.1.2'])
  return events({ type: 'Supplemented', data: { materials: body.materials as FiledMaterial[] } })
}

/** 不予受理: only on a ground of the closed list, with the written notice in the same act (S0-67). */
export function notAccept(state: CaseState, body: ActionBodies['not-accept'], facts: Facts): Decision {
  const { title, basis } = grounds[body.ground]
  const context = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const notice = nonAcceptance(context, title, basis, body.detail)
  return events(
    { type: 'NotAccepted', data: { ground: body.ground, detail: body.detail, notice } },
    { type: 'Closed', data: { outcome: 'not-accepted' } },
  )
}

const grounds: Readonly<Record<NonAcceptanceGround, { title: string; basis: readonly ProvisionId[] }>> = {
  'out-of-jurisdiction': { title: '申请登记的不动产不属于本机构登记范围', basis: ['REG-17-4', 'REG-7'] },
  incomplete: { title: '申请材料不齐全或者不符合法定形式', basis: ['REG-17-3'] },
  'not-joint': { title: '应当共同申请而未共同申请', basis: ['REG-14-1'] },
  'not-registered': { title: '不动产尚未办理首次登记', basis: ['DR-24'] },
  'repeat-objection': { title: '异议登记失效后就同一事项以同一理由再次申请', basis: ['DR-83-3'] },
}

/** Parts of one application have one set of materials: what one of them needs, all of them take. */
const onChecklist = (facts: Facts, state: CaseState, code: string): boolean =>
  [state.application, ...facts.siblings].some(application =>
    requiredMaterials(editionOf(application.edition), application).some(material => material.code === code),
  )

function limitLines({ edition, office, at, limits }: Facts): string[] {
  const { statutory, promised } = limitsFor(limitQuestion(edition, office, dateOf(at)), limits)
  return [...(promised ? [limitLine('承诺时限', promised)] : []), ...(statutory ? [limitLine('法定时限', statutory)] : [])]
}
