import type { Notice } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import { type NoticeContext, notice, says, section } from './documents.ts'
import type { SeizureInLetter } from './titles.ts'

/** Documents that go to organs and to those whom their orders touch. */

/** What the registry would have the organ look at again. */
export interface Doubt {
  readonly line: string
  readonly basis: readonly ProvisionId[]
}

/** 审查建议: the order is carried out as it stands; the organ is told what may be wrong with it (实施细则 19; 法发〔2004〕5号 3). */
export function reviewSuggestion(context: NoticeContext, doubts: readonly Doubt[]): Notice {
  const { organ, documentNo } = context.state.application.facts
  const basis = [...new Set(doubts.flatMap(doubt => doubt.basis))]
  return notice(
    context,
    'review-suggestion',
    ['DR-19', 'JN-3', ...basis],
    [],
    [
      section('致', [`${organ ?? ''}（${documentNo ?? ''}）`]),
      section('办理', [`贵单位嘱托的${context.edition.term}已按协助执行通知书记载于登记簿`]),
      section(
        '建议审查',
        doubts.map(({ line }) => line),
      ),
      section('依据', basis.map(says)),
    ],
  )
}

/** To an organ whose seizure has lost its object to an order of transfer (法发〔2004〕5号 20; 查封规定 23(2)). */
export const seizureLapsed = (context: NoticeContext, { unitCode, organ, documentNo }: SeizureInLetter): Notice =>
  notice(
    context,
    'seizure-lapsed',
    ['JN-20', 'SF-23-2'],
    [],
    [
      section('致', [`${organ}（${documentNo}）`]),
      section('告知', [
        `不动产单元 ${unitCode} 已依 ${context.state.application.facts.organ ?? ''} 的过户嘱托（${context.state.application.facts.documentNo ?? ''}）办理转移登记，贵单位的查封失效`,
        says('JN-20'),
      ]),
    ],
  )

/** To the mortgagees of maximum-amount mortgages: seizure determines the claims once they know of it (民法典 423(四)). */
export const determinationNotice = (context: NoticeContext, mortgagees: readonly string[]): Notice =>
  notice(
    context,
    'mortgagee-notice',
    ['CC-423', 'DR-71'],
    [],
    [
      section('通知', [
        `${mortgagees.join('、')}：最高额抵押的不动产已被 ${context.state.application.facts.organ ?? ''} 查封（${context.state.application.facts.documentNo ?? ''}），抵押权担保的债权自知悉查封时起确定`,
        says('CC-423'),
      ]),
    ],
  )
