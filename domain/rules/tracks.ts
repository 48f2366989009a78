import { isOver } from '../case/tracks.ts'
import { dateOf } from '../time/instant.ts'
import type { Rule } from './rule.ts'

/** Rules about the tracks beside the examination: they refuse `record` until each has passed. */

export const departmentsHavePassed: Rule = {
  id: 'department-pending',
  level: 'track',
  says: '依法需要有关部门并联审核的，部门审核通过后方可登簿',
  basis: ['TAX-3', 'SEED-1'],
  broken: ({ state, edition }) => {
    const pending = Object.entries(state.tracks.departments).filter(([, track]) => !isOver(track))
    const titles = pending.map(([department]) => edition.tracks.departmentTitles[department] ?? department)
    return pending.length > 0 ? `并联审核尚未通过：${titles.join('、')}` : null
  },
}

export const taxIsCleared: Rule = {
  id: 'tax-unpaid',
  level: 'track',
  says: '未按照规定缴纳契税的，不动产登记机构不予办理登记',
  basis: ['TAX-1', 'TAX-2'],
  broken: ({ state }) => (isOver(state.tracks.tax) ? null : '尚未取得完税、减免税凭证或者信息，不予办理登记'),
}

export const announcementIsOver: Rule = {
  id: 'announcement-running',
  level: 'track',
  says: '依法应当公告的，公告期满且无异议或者异议不成立后方可登簿',
  basis: ['DR-17-1', 'DR-17-2'],
  broken: ({ state, on }) => {
    if (state.tracks.announcement !== 'open') return null
    const { announcement } = state
    const from = 'acceptance' in state ? state.acceptance.announceableFrom : null
    if (announcement) return announcement.endsOn < on ? null : `公告期至 ${announcement.endsOn} 届满`
    return from && on < dateOf(from) ? `更正通知的三十个工作日尚未届满，${dateOf(from)} 起方可公告` : '尚未公告，请先发布公告'
  },
}

export const announcementObjectionsAreSettled: Rule = {
  id: 'announcement-objection',
  level: 'track',
  says: '公告期间有异议的，应当先行处理；存在尚未解决的权属争议的，不予登记',
  basis: ['ANN-OBJ', 'REG-22'],
  broken: ({ state }) => {
    const unsettled = state.announcement?.objections.filter(one => one.settled !== 'dismissed') ?? []
    return unsettled.length > 0 ? `公告异议尚未解决：${unsettled.map(one => one.by).join('、')}` : null
  },
}
