import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { Limit } from './limit.ts'
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
