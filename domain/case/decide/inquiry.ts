import { notHere } from '../actions.ts'
import type { ActionBodies } from '../commands.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 实地查看 is opened where the law or the registry sees need (条例 19(1)). */
export function openSiteVisit(state: CaseState, facts: Facts): Decision {
  return facts.edition.tracks.siteVisit
    ? events({ type: 'SiteVisitOpened', data: {} })
    : refused('stage', notHere(state, 'open-site-visit', `${facts.edition.term}没有实地查看的依据`), ['REG-19-1'])
}

/** 实地查看记录: by two or more members of staff. */
export function siteVisit(body: ActionBodies['site-visit']): Decision {
  const staff = [...new Set(body.staff)]
  return staff.length < 2
    ? refused('body', '实地查看应当由两名以上工作人员进行，请写明参加人员（staff）', ['REG-19-1'])
    : events({ type: 'SiteVisited', data: { findings: body.findings, staff } })
}

/** 询问继承人: the record of one heir's hearing (操作规范 1.8.6). */
export function interview(body: ActionBodies['interview']): Decision {
  return events({ type: 'Interviewed', data: { heir: body.heir, record: body.record } })
}
