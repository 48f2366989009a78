import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Limit, type LimitLevel, limitLevels } from './limit.ts'
import { dayHoursOf, limitRejection } from './limits.ts'

/** How long a region's code is at each level; a city's may also be its own office's (市本级). */
const regionForms = {
  nation: /^$/,
  province: /^\d{2}$/,
  city: /^\d{4}(\d{2})?$/,
  office: /^\d{6}$/,
} as const satisfies Record<Limit['level'], RegExp>

const regionSays = {
  nation: '全国的时限不填地区',
  province: '省级填两位行政区划代码',
  city: '市级填四位行政区划代码，只及市本级的填六位机构代码',
  office: '登记机构的时限填六位机构代码',
} as const satisfies Record<Limit['level'], string>

/** What is wrong with a row as an office's administrator hands it in, in Chinese; null when it may be weighed against the law. */
export function limitFault({ level, region, from, targetOn }: Limit, office: OfficeProfile): string | null {
  if (!regionForms[level].test(region)) return `地区代码“${region}”与层级不符：${regionSays[level]}`
  if (!office.office.startsWith(region)) return `${office.name}不在地区 ${region} 之内，只能录入适用于本机构的时限`
  return targetOn !== undefined && from > targetOn
    ? '施行之日不得晚于文件写明的目标日期：目标日期未另定施行日的，自该日起施行'
    : null
}

/**
 * Why the row may not be saved, in Chinese, or null: it would be longer than a higher level allows, or the law (S0-70). `editions`: those in
 * force on its first day of the procedures it names; each is measured in its own class.
 */
export function savingRejection(
  row: Limit,
  editions: readonly Pick<ProcedureEdition, 'procedure' | 'limitClass'>[],
  limits: readonly Limit[],
  office: OfficeProfile,
): string | null {
  const parts = row.procedures
    ? editions.map(({ procedure, limitClass }): Limit => ({ ...row, class: limitClass, procedures: [procedure] }))
    : [row]
  for (const part of parts) {
    const rejection = limitRejection(part, limits, dayHoursOf(office))
    if (rejection !== null) return rejection
  }
  return null
}

/** A saved row binds no longer from a day on: the document that says so, and whose it is. */
export interface Withdrawal {
  readonly document: string
  readonly level: LimitLevel
  readonly from: LocalDate
}

/**
 * Why a saved row may not be withdrawn, in Chinese, or null. What a higher level has set a lower one cannot undo: for its own cases that
 * would be to lengthen it (S0-70); the higher level's rows bind again where a lower one's ends. Whoever has been promised a limit keeps it,
 * so that it ends after today and is withdrawn once.
 */
export function withdrawalRejection(row: Limit, { level, from }: Withdrawal, today: LocalDate): string | null {
  if (row.withdrawn) return `${row.document}的时限已自 ${row.withdrawn.from} 起废止（${row.withdrawn.document}），不能再次废止`
  if (limitLevels.indexOf(level) > limitLevels.indexOf(row.level))
    return `${row.document}是上级规定的时限，下级文件不能废止；请依据同级或者上级的文件办理`
  if (from <= today) return `废止应当自 ${today} 之后的日期起：已经按该时限受理的案件不受影响，当日及以前不得追溯`
  return from <= row.from ? `废止之日应当晚于施行之日 ${row.from}` : null
}
