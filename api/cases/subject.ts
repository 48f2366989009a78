/** What a command is about, under the name that its number has in answers. */
export type Subject = { readonly caseNo: string } | { readonly applicationNo: string }

/** For people. */
export const titleOf = (subject: Subject): string =>
  'caseNo' in subject ? `案件 ${subject.caseNo}` : `一并申请 ${subject.applicationNo}`
