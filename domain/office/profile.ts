/**
 * What the law leaves to a place, as data (law.md section 25): never a branch in code. Hours are local time.
 * The demo office's switches are those of contract.md.
 */
export interface OfficeProfile {
  readonly office: string
  readonly name: string
  /** County codes whose units it registers (条例 7). */
  readonly counties: readonly string[]
  readonly region: string
  /** Certificate numbers: 川（2025）广元市不动产权第0000001号 (CN-1). */
  readonly certificate: { readonly province: string; readonly place: string }
  /** End of the working day, by which silence on an online filing means acceptance (REG-17-5, policy). */
  readonly closesAt: `${number}:${number}`
  /** Where applicants ask about progress, pay, and collect. */
  readonly progressQuery: string
  readonly paymentAndCollection: string
  readonly reviewBody: string
  readonly court: string
}

export const demoOffice: OfficeProfile = {
  office: '510802',
  name: '广元市不动产登记中心',
  counties: ['510802'],
  region: '510800',
  certificate: { province: '川', place: '广元市' },
  closesAt: '17:30',
  progressQuery: '凭受理编号在登记大厅、门户网站或者公众号查询办理进度',
  paymentAndCollection: '登记费在登簿时一次缴纳；凭受理回执和身份证明到窗口领取，同意邮寄的以邮寄方式送达',
  reviewBody: '广元市人民政府',
  court: '广元市利州区人民法院',
}

const offices = new Map([[demoOffice.office, demoOffice]])

/** Null for an office that is not set up here. */
export const officeOf = (office: string): OfficeProfile | null => offices.get(office) ?? null
