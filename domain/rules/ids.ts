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
  'one-notice-only',
  'material-without-basis',
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
] as const

export type RuleId = (typeof ruleIds)[number]
