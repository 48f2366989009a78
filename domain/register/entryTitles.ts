import type { EntryKind } from './types.ts'

/** What each kind of entry is called. */
export const entryTitles: Readonly<Record<EntryKind, string>> = {
  'unit-loaded': '既有登记转入',
  'first-registered': '首次登记',
  'ownership-transferred': '转移登记',
  'right-changed': '变更登记',
  'right-cancelled': '注销登记',
  'entry-corrected': '更正登记',
  'mortgage-created': '抵押权首次登记',
  'mortgage-changed': '抵押权变更登记',
  'mortgage-transferred': '抵押权转移登记',
  'mortgage-cancelled': '抵押权注销登记',
  'notice-recorded': '预告登记',
  'notice-ended': '预告登记终止',
  'notice-registrable': '确认能够进行不动产登记之日',
  'objection-recorded': '异议登记',
  'objection-ended': '异议登记终止',
  'objection-sued': '异议登记申请人已起诉',
  'easement-created': '地役权首次登记',
  'easement-cancelled': '地役权注销登记',
  'seizure-recorded': '查封登记',
  'seizure-renewed': '续行查封登记',
  'seizure-ended': '查封登记终止',
  'certificate-reissued': '补发、换发证书',
}
