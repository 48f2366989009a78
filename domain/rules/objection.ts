import { findObjection } from '../register/find.ts'
import { isOneOf } from '../register/holders.ts'
import type { Objection } from '../register/types.ts'
import { names, partiesIn, type Rule, type RuleContext } from './rule.ts'
import { onUnits } from './unit.ts'

/** 异议登记: it warns and lapses by itself; the same one is not recorded again (实施细则 83). */

export const notObjectedBefore: Rule = {
  id: 'repeat-objection',
  level: 'file',
  says: '异议登记失效后，就同一事项以同一理由再次申请的不予受理；仍在有效期内的不重复登记',
  basis: ['DR-83-3', 'CC-220-2'],
  broken: context =>
    onUnits(context, ({ unitCode, unit }) => {
      const before = unit?.objections.filter(one => isSame(context, one)) ?? []
      if (before.some(({ status }) => status === 'active'))
        return `同一申请人就不动产单元 ${unitCode} 同一事项、同一理由的异议登记仍然有效，无需再次申请`
      return before.some(({ status }) => status === 'lapsed')
        ? `同一申请人就不动产单元 ${unitCode} 同一事项、同一理由的异议登记已经失效，不予受理；有新理由的，请写明新的理由`
        : null
    }),
}

export const objectorCancels: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '注销异议登记由异议登记的申请人申请',
  basis: ['OP-17.2'],
  broken: context =>
    onUnits(context, ({ unit }) =>
      unit && objectionToCancel(context, unit) === null
        ? `不动产单元 ${unit.unitCode} 的登记簿上没有 ${names(partiesIn(context, 'interested-party'))} 唯一有效的异议登记；有多项时请在 of 中指明登记证明号`
        : null,
    ),
}

/** The place of the one objection that is meant; null when there is none or more than one. */
export const objectionToCancel = (context: RuleContext, unit: Parameters<typeof findObjection>[1]): number | null =>
  findObjection(context.state.application.facts.of, unit, partiesIn(context, 'interested-party'))

/** The same person's, on the same matter and ground; one that names no applicant is known by these alone. */
function isSame(context: RuleContext, { applicant, matter, ground }: Objection): boolean {
  const { facts } = context.state.application
  const applicants = partiesIn(context, 'interested-party')
  return (
    (applicants.length === 0 || isOneOf(applicant, applicants)) &&
    matter.trim() === facts.matter?.trim() &&
    ground.trim() === facts.ground?.trim()
  )
}
