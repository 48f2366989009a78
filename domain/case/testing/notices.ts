import type { CaseState, Notice, NoticeKind } from '../types.ts'

/** The last written document of a kind in the case. */
export function noticeOf({ notices }: CaseState, kind: NoticeKind): Notice {
  const found = notices.filter(notice => notice.kind === kind).at(-1)
  if (!found) throw new Error(`案卷中没有 ${kind}`)
  return found
}

/** The sentences under a heading, in one piece. */
export function under({ sections, kind }: Notice, heading: string): string {
  const found = sections.find(section => section.heading === heading)
  if (!found) throw new Error(`${kind} 没有“${heading}”一节`)
  return found.lines.join('\n')
}
