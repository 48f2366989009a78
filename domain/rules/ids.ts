/**
 * Every rule that can refuse an act, in the order in which they are asked: an answer names the first that is broken.
 * `post` is answered with 403, `body` with 422, all others with 409.
 */
export const ruleIds = [
  'post',
  'body',
  'stage',
  'four-eyes',
  'avoidance',
  'not-trained',
  'backup-away',
  'out-of-order',
  'stopped',
  'one-notice-only',
  'material-without-basis',
  'suspension-without-basis',
  'withdrawal-by-all',
  'mail-consent',
  'unit-code',
  'jurisdiction',
  'not-registered',
  'repeat-case',
  'repeat-objection',
  'joint-application',
  'mortgagee-joins',
  'materials-incomplete',
  'department-pending',
  'tax-unpaid',
  'announcement-running',
  'announcement-objection',
  'heirs-not-interviewed',
  'earlier-case-first',
  'not-holder',
  'seized',
  'advance-notice-consent',
  'objection-undertaking',
  'mortgagee-consent',
  'co-owner-consent',
  'consent-of-encumbrancers',
  'correction-barred',
  'land-term',
  'not-mortgageable',
  'claims-undetermined',
] as const

export type RuleId = (typeof ruleIds)[number]

/**
 * What refuses how an act is asked, and not what it would do: only these may be told without an article. Every other refusal names
 * its law or the norm of the seeds that it stands on, which `Refusal` demands of whoever writes one.
 */
export const technicalRules = {
  body: '请求的内容、格式不合要求，或者键已用于另一项请求',
  stage: '办理动作在这一阶段不存在；由条文决定的，另注明条文',
} as const satisfies Partial<Record<RuleId, string>>

export type TechnicalRuleId = keyof typeof technicalRules
