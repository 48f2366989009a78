import type { NoticeKind } from '../case/types.ts'

/** What each written document is called. */
export const noticeTitles: Readonly<Record<NoticeKind, string>> = {
  'acceptance-receipt': '受理凭证',
  'one-time-notice': '一次性告知书',
  'non-acceptance': '不予受理告知书',
  'supplement-request': '补充材料通知书',
  refusal: '不予登记告知书',
  announcement: '公告',
  'loss-statement': '遗失声明',
  'void-announcement': '作废公告',
  'objection-warning': '异议告知书',
  'correction-notice': '更正登记通知书',
  'reply-to-court': '回复嘱托机关函',
  'review-suggestion': '审查建议',
  'seizure-converted': '预查封转查封告知函',
  'seizure-lapsed': '查封终止告知函',
  'mortgagee-notice': '抵押权人通知书',
  'query-result': '查询结果证明',
  'query-refusal': '不予查询告知书',
}
