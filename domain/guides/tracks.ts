import { type Citation, citeAll, type ProvisionId } from '../law/provisions.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { AnnouncementTerm, ProcedureEdition } from '../procedures/edition.ts'
import type { RuleId } from '../rules/ids.ts'

/** Something that runs beside the examination and must be over before recording. */
export interface TrackGuide {
  readonly title: string
  readonly says: string
  readonly condition: string | null
  readonly basis: readonly Citation[]
}

/** 公告, 公示 or 遗失声明: how long, where. */
export interface AnnouncementGuide extends TrackGuide {
  readonly workingDays: number
  readonly noticeWorkingDays: number
  readonly where: readonly string[]
}

/** Null: the procedure has no such track. */
export interface TracksGuide {
  readonly departments: TrackGuide | null
  readonly tax: TrackGuide | null
  readonly announcement: AnnouncementGuide | null
  readonly siteVisit: TrackGuide | null
}

export function tracksGuideOf(edition: ProcedureEdition, office: OfficeProfile): TracksGuide {
  const { tracks } = edition
  return {
    departments: departmentsGuideOf(edition),
    tax: tracks.tax ? track('缴纳税费', '登簿前取得完税、减免税凭证或者信息', basisOf(edition, 'tax-unpaid', 'TAX-1')) : null,
    announcement: tracks.announcement ? announcementGuideOf(tracks.announcement, office) : null,
    siteVisit: tracks.siteVisit ? track('实地查看', '审核人员认为需要的，由两名工作人员实地查看', ['REG-19-1']) : null,
  }
}

function departmentsGuideOf(edition: ProcedureEdition): TrackGuide | null {
  const { departments, departmentTitles, departmentsOfOriginal } = edition.tracks
  const named = departments.map(id => departmentTitles[id] ?? id)
  const asked = departmentsOfOriginal ? [...named, '原登记涉及的部门'] : named
  if (asked.length === 0) return null
  const says = `${asked.join('、')}同时审核，材料由登记机构转送，申请人无需另行提交`
  return track('并联审核', says, basisOf(edition, 'department-pending', 'SEED-1'))
}

function announcementGuideOf(term: AnnouncementTerm, office: OfficeProfile): AnnouncementGuide {
  const { workingDays, noticeWorkingDays = 0, where, basis, condition = null, document } = term
  const title = document === 'loss-statement' ? '刊发遗失声明' : '公告'
  const served = noticeWorkingDays > 0 ? `先书面通知当事人，满 ${noticeWorkingDays} 个工作日后公告；` : ''
  const lasts =
    workingDays === 0 ? '刊发后即予办理' : `期限 ${workingDays} 个工作日，自发布的次日起算，期满无异议或者异议不成立的登簿`
  return {
    ...track(title, `${served}${lasts}`, basis, condition),
    workingDays,
    noticeWorkingDays,
    where: [...new Set([office.portal, ...where])],
  }
}

/** The law behind the rule that waits for the track. */
const basisOf = ({ rules }: ProcedureEdition, id: RuleId, otherwise: ProvisionId): readonly ProvisionId[] =>
  rules.find(rule => rule.id === id)?.basis ?? [otherwise]

const track = (title: string, says: string, basis: readonly ProvisionId[], condition: string | null = null): TrackGuide => ({
  title,
  says,
  condition,
  basis: citeAll(basis),
})
