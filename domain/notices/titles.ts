import type { Notice } from '../case/types.ts'
import { type NoticeContext, notice, says, section } from './documents.ts'

/** Documents that go out when a title is recorded, beside the certificate. */

/** Drafts one after the other, each numbered after those before it. */
export function inSequence(context: NoticeContext, drafts: readonly ((context: NoticeContext) => Notice)[]): Notice[] {
  const notices = [...context.state.notices]
  for (const draft of drafts) notices.push(draft({ ...context, state: { ...context.state, notices: [...notices] } }))
  return notices.slice(context.state.notices.length)
}

/** 作废公告: the former certificate could not be taken back (实施细则 23). `certificates`: numbers, or what is known of them. */
export const voidAnnouncement = (context: NoticeContext, certificates: readonly string[]): Notice =>
  notice(
    context,
    'void-announcement',
    ['DR-23'],
    [],
    [
      section(
        '公告',
        certificates.map(certificate => `${certificate} 未能收回，自登簿之日起作废`),
      ),
      section('公告地点', [context.office.portal]),
      section('依据', [says('DR-23')]),
    ],
  )

/** One seizure as a letter to its organ names it. */
export interface SeizureInLetter {
  readonly unitCode: string
  readonly organ: string
  readonly documentNo: string
  readonly until: string | null
}

/** 预查封转查封告知函 (法发〔2004〕5号 16). */
export const seizureConverted = (context: NoticeContext, seizure: SeizureInLetter): Notice =>
  letter(context, 'seizure-converted', seizure, [
    `不动产单元 ${seizure.unitCode} 已登记至被执行人名下，贵单位的预查封自动转为查封，期限自预查封之日起计算${seizure.until ? `，至 ${seizure.until} 止` : ''}`,
    says('JN-16'),
  ])

/** To the organ whose seizure is left without its object (查封规定 22). */
export const seizureWithoutObject = (context: NoticeContext, seizure: SeizureInLetter, why: string): Notice =>
  letter(context, 'seizure-lapsed', seizure, [
    `不动产单元 ${seizure.unitCode} 因${why}注销登记，查封登记随之终止；查封的效力及于其替代物、补偿款、赔偿款`,
    says('SF-22'),
  ])

/** To the organ whose seizure goes on although the thing is described anew (law.md B1; 查封规定 24). */
export const seizureCarriedOver = (context: NoticeContext, seizure: SeizureInLetter, what: string): Notice =>
  letter(context, 'reply-to-court', seizure, [
    `不动产单元 ${seizure.unitCode} 办理了变更登记（${what}），查封登记继续有效`,
    says('SF-24'),
  ])

const letterBasis = { 'seizure-converted': ['JN-16'], 'seizure-lapsed': ['SF-22'], 'reply-to-court': ['SF-24'] } as const

const letter = (
  context: NoticeContext,
  kind: keyof typeof letterBasis,
  { organ, documentNo }: SeizureInLetter,
  lines: readonly string[],
): Notice => notice(context, kind, letterBasis[kind], [], [section('致', [`${organ}（${documentNo}）`]), section('告知', lines)])
