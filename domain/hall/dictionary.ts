import { type ProcedureId, procedureIds, procedureTitles } from '../procedures/ids.ts'

/** What people come to a hall for: a registration, or one of the matters beside it. */
const matters = { consultation: '咨询', 'certificate-collection': '领取证书、证明' } as const
export type Business = ProcedureId | keyof typeof matters

export const businessTitles: Readonly<Record<Business, string>> = { ...procedureTitles, ...matters }
export const businessTypes: readonly Business[] = [...procedureIds, ...(Object.keys(matters) as (keyof typeof matters)[])]

interface WindowKind {
  /** As on signs, screens and tickets (S0-50). */
  readonly title: string
  /**
   * 登记窗口: the denominator of the share of comprehensive windows. The standard does not say which windows it counts (requirements.md
   * A24); these, which handle registrations, are our reading.
   */
  readonly registers: boolean
}

export const windowKinds = {
  comprehensive: { title: '综合窗口', registers: true },
  'single-business': { title: '单项业务窗口', registers: true },
  'green-channel': { title: '绿色通道窗口', registers: true },
  enterprise: { title: '企业服务专窗', registers: true },
  certificate: { title: '发证窗口', registers: true },
  'help-agency': { title: '帮办代办窗口', registers: false },
  consultation: { title: '咨询窗口', registers: false },
  'consultation-petition': { title: '咨询与信访窗口', registers: false },
  'duty-leader': { title: '值班长窗口', registers: false },
  'unresolved-matters': { title: '“办不成事”反映窗口', registers: false },
  'self-service': { title: '自助服务', registers: false },
} as const satisfies Readonly<Record<string, WindowKind>>
export type WindowType = keyof typeof windowKinds
export const windowTypes = Object.keys(windowKinds) as WindowType[]

/** The areas that the standard wants of a hall (附件一.1), exactly these. */
export const zoneTitles = {
  'form-filling': '申请表填写区',
  handling: '业务办理区',
  waiting: '等候休息区',
  publicity: '宣传资料摆放区',
  'self-service': '自助服务区',
  enterprise: '企业服务专区',
} as const
export type ZoneKind = keyof typeof zoneTitles
export const zoneKinds = Object.keys(zoneTitles) as ZoneKind[]

/** How a person is called (附件一.9): by a voice, without a sound on a screen, or both. */
export const callModes = ['voice', 'silent', 'both'] as const
export type CallMode = (typeof callModes)[number]
