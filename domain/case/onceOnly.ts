import type { ProvisionId } from '../law/provisions.ts'
import { catalogueItemsOf, type ExclusionNo, onceOnlyExclusions } from '../procedures/catalogue.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { editionOf } from '../procedures/registry.ts'
import { dateOf } from '../time/instant.ts'
import type { CaseState, Notice, NoticeKind } from './types.ts'

/** Why a case is not “最多跑一次”: the seed's words, and what in the case shows it. */
export interface Exclusion {
  readonly no: ExclusionNo
  readonly reason: string
  readonly evidence: string
  readonly basis: readonly ProvisionId[]
}

/** `catalogue`: the rows of the catalogue that the procedure belongs to, by number. */
export interface OnceOnly {
  readonly catalogue: readonly number[]
  readonly eligible: boolean
  readonly exclusions: readonly Exclusion[]
}

/**
 * Does the case count as “最多跑一次” as far as it has gone (S4-8, S4-28 … S4-34, SEED-1)? An exclusion takes it out of the rate, not out of
 * handling. How often somebody came is not known to the case; what makes him come again is.
 */
export function onceOnlyOf(state: CaseState): OnceOnly {
  const edition = editionOf(state.application.edition)
  const catalogue = catalogueItemsOf(edition.procedure).map(({ no }) => no)
  const exclusions = onceOnlyExclusions.flatMap(exclusion => {
    const found = evidence[exclusion.no](state, edition)
    return found.length > 0 ? [{ ...exclusion, evidence: found.join('；') }] : []
  })
  return { catalogue, eligible: catalogue.length > 0 && exclusions.length === 0, exclusions }
}

type Evidence = (state: CaseState, edition: ProcedureEdition) => string[]

/** What shows each exclusion; nothing where it does not apply. */
const evidence: Readonly<Record<ExclusionNo, Evidence>> = {
  1: state => [...openObjections(state), ...documents(state, ['objection-warning'])],
  2: state => [...documents(state, ['one-time-notice', 'supplement-request']), ...unaccepted(state, isIncomplete)],
  3: (state, edition) => [
    ...failedDepartments(state, edition),
    ...documents(state, ['refusal', 'query-refusal', 'reply-to-court']),
    ...unaccepted(state, notice => !isIncomplete(notice)),
  ],
  4: ({ taxHeldUpSince }) =>
    taxHeldUpSince ? [`${dateOf(taxHeldUpSince)} 承诺时限届满或者其他环节均已通过时，尚未取得完税信息`] : [],
  5: priorApprovals,
  6: (state, edition) => [...inspections(state), ...interviews(state), ...announcements(state, edition)],
  7: state => (collectsAtTheWindow(state) ? ['现场申请，申请人到窗口领取'] : []),
}

/** An objection that was not sustained leaves no dispute (实施细则 17(3)). */
function openObjections({ announcement }: CaseState): string[] {
  const count = announcement?.objections.filter(({ settled }) => settled !== 'dismissed').length ?? 0
  return count > 0 ? [`公告期间收到异议 ${count} 件，尚未处理或者成立`] : []
}

const failedDepartments = ({ tracks }: CaseState, edition: ProcedureEdition): string[] =>
  Object.entries(tracks.departments)
    .filter(([, track]) => track === 'failed')
    .map(([id]) => `${edition.tracks.departmentTitles[id] ?? id}审核未通过`)

/** 上市, 转让: somebody gives his right away by his own act. An inheritance, a judgment or a mortgage asks for no such approval. */
const isTransferByHolder = ({ writes, applicants }: ProcedureEdition): boolean =>
  writes.transfers === true && applicants.disposer !== null

function priorApprovals({ application: { facts } }: CaseState, edition: ProcedureEdition): string[] {
  if (!isTransferByHolder(edition)) return []
  return [
    ...(facts.policyHousing ? ['政策性住房上市，需完成前置审核审批'] : []),
    ...(facts.allocatedLand ? ['划拨土地上不动产转让，需经批准或者补交土地出让金'] : []),
  ]
}

const inspections = ({ tracks }: CaseState): string[] => (tracks.siteVisit === 'none' ? [] : ['启动实地查看'])

const interviews = (state: CaseState): string[] =>
  state.interviews.length > 0 ? [`询问有关人员 ${state.interviews.length} 次`] : []

/** A loss statement is published and acted upon at once (实施细则 22(2)): 补证 stays in the catalogue. */
const announcements = ({ tracks }: CaseState, edition: ProcedureEdition): string[] =>
  tracks.announcement !== 'none' && edition.tracks.announcement?.document === 'announcement' ? ['登簿前依法公告'] : []

/** Who applies online comes once, with the originals, and takes the certificate along (S4-11 … S4-15). */
const collectsAtTheWindow = (state: CaseState): boolean =>
  state.application.channel === 'counter' && 'delivery' in state && state.delivery?.by === 'pickup'

const documentTitles: Partial<Readonly<Record<NoticeKind, string>>> = {
  'objection-warning': '异议告知书',
  'one-time-notice': '一次性告知书',
  'supplement-request': '补充材料通知书',
  'non-acceptance': '不予受理告知书',
  refusal: '不予登记告知书',
  'query-refusal': '不予查询告知书',
  'reply-to-court': '致嘱托机关回函',
}

const documents = ({ notices }: CaseState, kinds: readonly NoticeKind[]): string[] =>
  notices.filter(({ kind }) => kinds.includes(kind)).map(named)

const unaccepted = ({ notices }: CaseState, why: (notice: Notice) => boolean): string[] =>
  notices.filter(notice => notice.kind === 'non-acceptance' && why(notice)).map(named)

const isIncomplete = ({ basis }: Notice): boolean => basis.includes('REG-17-3')

const named = ({ kind, no, at }: Notice): string => `${documentTitles[kind] ?? kind} ${no}（${dateOf(at)}）`
