import { isOver } from '../case/tracks.ts'
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
