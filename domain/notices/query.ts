import type { Notice } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import { dateOf } from '../time/instant.ts'
import { type NoticeContext, notice, section } from './documents.ts'

/** 查询结果证明: states what it is for and its day, and bears the query seal (实施细则 102). */
export function queryResult(context: NoticeContext, lines: readonly string[], basis: readonly ProvisionId[]): Notice {
  const { state, office, at } = context
  return notice(
    context,
    'query-result',
    [...basis, 'DR-102'],
    [],
    [
      section(
        '查询人',
        state.application.parties.map(({ name }) => name),
      ),
      section('查询目的', [state.application.facts.purpose ?? '']),
      section('查询结果', lines),
      section('出具', [`${office.name}（查询专用章），${dateOf(at)}`]),
      section('使用限制', ['查询结果仅限于上述目的使用，不得公开或者用于其他目的']),
    ],
  )
}
