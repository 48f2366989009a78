import type { ClockName } from '../case/clock.ts'
import type { ActionName } from '../case/commands.ts'
import type { Post } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import type { HoursCounted, OpeningHours } from '../time/opening.ts'
import type { SectionPlan } from './sections.ts'
import type { SuspensionReasonId } from './suspensions.ts'

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
  readonly opening: OpeningHours
  /**
   * How limits in hours are counted (requirements.md A5): from the receipt on without a break, into the extended service, or only while
   * the office is open.
   */
  readonly hoursCounted: HoursCounted
  /** The clocks that an announcement's working days leave (实施细则 17(2); the national default is both). */
  readonly announcementLeaves: readonly ClockName[]
  /** For which reasons officers may suspend limits here: those of domain/office/suspensions.ts that are law in this place. */
  readonly suspendsFor: readonly SuspensionReasonId[]
  /** Where announcements are published (实施细则 17(2)). */
  readonly portal: string
  /** 继承、受遗赠: practice, as the law does not say (law.md B1, 操作规范 1.8.6). */
  readonly inheritance: {
    readonly underSeizure: 'refuse' | 'allow'
    /** Are the heirs whom the application names all heard before recording? */
    readonly interviewsHeirs: boolean
  }
  /** 告知承诺 in non-notarised inheritance; null where the place has not set its scope, verification and sanctions (NOTE-S). */
  readonly commitments: CommitmentScheme | null
  /** How long kinds of organs may seize an immovable. Longer is recorded as stated, and a review suggested (law.md CPI-485, GA-2). */
  readonly seizureCaps: readonly SeizureCap[]
  /** Where applicants ask about progress, pay, and collect. */
  readonly progressQuery: string
  readonly paymentAndCollection: string
  /** Where to complain (S4-86 … S4-88); absent while the office has not set any up. */
  readonly complaintWays?: readonly string[]
  readonly reviewBody: string
  readonly supervision: SupervisionThresholds
  readonly quality: QualitySettings
  /** Null where every step is its own post's, whatever was promised. */
  readonly instantWindow: InstantWindow | null
  /** Null where no document divides the office into sections. */
  readonly sections: SectionPlan | null
  readonly court: string
}

/**
 * 即办窗口: the post of the window to which the steps of an instant case (promised within the hour) are open as well, as soon as the step
 * before is done (S3-13). It opens posts, not persons: who accepts still does not examine, who examines does not record, and whoever does
 * a step is trained for it.
 */
export interface InstantWindow {
  readonly post: Post
  /** The acts by which it takes a case on. */
  readonly acts: readonly ActionName[]
  /** The document that has it, and what in it is the office's own reading. */
  readonly source: string
}

/** From when on supervision looks closer, and at whom. No seed names a number or a post: they are the office's choice (requirements.md S4-75). */
export interface SupervisionThresholds {
  /** Working days after which a red case that nobody has disposed of awaits the director. */
  readonly directorAfterWorkingDays: number
  /** Looks of one person on one day beyond which they are listed as bulk queries (S0-120). */
  readonly bulkLooksPerDay: number
  /** Rows that lists have shown to one person on one day beyond which they are listed likewise. */
  readonly bulkRowsPerDay: number
  /** Cases gone red in the period from which on they are listed as repeated, of one person or one section (S0-120). */
  readonly repeatedReds: number
  /** 关键岗位, whose holders are reminded before and after holidays (S0-130). */
  readonly keyPosts: readonly Post[]
}

/** How grave what was found wrong is: 轻微, 一般, 严重. */
export const severities = ['minor', 'ordinary', 'serious'] as const
export type Severity = (typeof severities)[number]

/** How quality is looked after. No seed names a number: they are the office's choice (S1-79, S0-122). */
export interface QualitySettings {
  /** Working days for the correction of a finding. */
  readonly correctWithinWorkingDays: Readonly<Record<Severity, number>>
  /** Of 1000 recorded cases of a procedure, how many are drawn, until the office sets another rate. */
  readonly samplePerMille: number
  /** From which compensation on a registration error counts as huge (巨额赔偿); null where no document names an amount (S0-160). */
  readonly hugeCompensationFen: number | null
}

/** What a place must have laid down before an undertaking may stand for a material. */
interface CommitmentScheme {
  readonly document: string
  /** Codes of the materials that may be replaced: the edition must say so too. */
  readonly scope: readonly string[]
  readonly verification: string
  readonly sanctions: string
}

/** The organs of one kind, known by a word in their names; the first that fits counts. Nothing is checked of an organ of no kind here. */
export interface SeizureCap {
  readonly organ: string
  readonly firstMonths: number
  readonly renewalMonths: number
  readonly basis: readonly ProvisionId[]
}

const commonOpening: OpeningHours = {
  workingDays: [
    ['09:00', '12:00'],
    ['13:30', '17:30'],
  ],
  saturdayDuty: [['09:00', '12:00']],
}

const commonThresholds: SupervisionThresholds = {
  directorAfterWorkingDays: 2,
  bulkLooksPerDay: 300,
  bulkRowsPerDay: 2_000,
  repeatedReds: 3,
  keyPosts: ['intake', 'examiner', 'registrar', 'certifier', 'archivist', 'supervisor', 'director'],
}

const commonQuality: QualitySettings = {
  correctWithinWorkingDays: { minor: 10, ordinary: 5, serious: 2 },
  samplePerMille: 50,
  hugeCompensationFen: null,
}

export const demoOffice: OfficeProfile = {
  office: '510802',
  name: '广元市不动产登记中心',
  counties: ['510802'],
  region: '510800',
  certificate: { province: '川', place: '广元市' },
  closesAt: '17:30',
  opening: commonOpening,
  hoursCounted: 'opening-time',
  announcementLeaves: ['statutory', 'promised', 'step'],
  suspendsFor: ['announcement', 'other-law'],
  portal: '广元市不动产登记中心门户网站',
  inheritance: { underSeizure: 'refuse', interviewsHeirs: true },
  commitments: null,
  seizureCaps: [
    { organ: '法院', firstMonths: 36, renewalMonths: 36, basis: ['CPI-485'] },
    { organ: '公安', firstMonths: 24, renewalMonths: 12, basis: ['GA-2'] },
  ],
  progressQuery: '凭受理编号在登记大厅、门户网站或者公众号查询办理进度',
  paymentAndCollection: '登记费在登簿时一次缴纳；凭受理回执和身份证明到窗口领取，同意邮寄的以邮寄方式送达',
  reviewBody: '广元市人民政府',
  supervision: commonThresholds,
  quality: commonQuality,
  instantWindow: null,
  sections: null,
  court: '广元市利州区人民法院',
}

const kaifengSections: SectionPlan = {
  lead: '大厅办',
  sections: [
    {
      name: '转让登记科',
      procedures: [
        'transfer-by-sale',
        'transfer-by-gift',
        'transfer-by-inheritance',
        'transfer-by-court',
        'transfer-new-house',
        'land-transfer',
      ],
    },
    {
      name: '抵押登记科',
      procedures: ['mortgage-first', 'mortgage-change', 'mortgage-transfer', 'mortgage-cancel', 'notice-presale-mortgage'],
    },
    {
      name: '非权属登记科',
      procedures: [
        'seizure',
        'seizure-renewal',
        'seizure-release',
        'objection',
        'objection-cancel',
        'certificate-reissue',
        'certificate-exchange',
      ],
    },
  ],
  source: '汴不动登发〔2019〕85号列明牵头科室和责任科室；各登记类型归哪一科，文件没有逐项写明，按科室名称配置',
}

const kaifengInstantWindow: InstantWindow = {
  post: 'intake',
  acts: ['publish-announcement', 'examine', 'refuse', 'reply-to-court', 'record', 'issue', 'deliver', 'archive'],
  source:
    '汴不动登发〔2019〕85号：1小时内当场办结的类型办理环节压缩至1个；由哪一岗位、哪些动作，文件没有写明，按受理窗口一岗配置，待核对',
}

/**
 * 开封市本级 (汴不动登发〔2019〕85号): the four old districts; the other counties have offices of their own. What the document leaves open,
 * opening hours among it, is as in the demo office.
 */
export const kaifengOffice: OfficeProfile = {
  office: '410200',
  name: '开封市不动产登记中心',
  counties: ['410202', '410203', '410204', '410205'],
  region: '410200',
  certificate: { province: '豫', place: '开封市' },
  closesAt: '17:30',
  opening: commonOpening,
  hoursCounted: 'elapsed',
  announcementLeaves: ['statutory', 'promised', 'step'],
  suspendsFor: ['announcement', 'other-law'],
  portal: '开封市不动产登记中心门户网站',
  inheritance: { underSeizure: 'refuse', interviewsHeirs: true },
  commitments: null,
  seizureCaps: demoOffice.seizureCaps,
  progressQuery: '凭受理编号在登记大厅、门户网站或者公众号查询办理进度',
  paymentAndCollection: '登记费在登簿时一次缴纳；凭受理回执和身份证明到窗口领取，同意邮寄的以邮寄方式送达',
  reviewBody: '开封市人民政府',
  supervision: commonThresholds,
  quality: commonQuality,
  instantWindow: kaifengInstantWindow,
  sections: kaifengSections,
  court: '开封市龙亭区人民法院',
}

const offices = new Map([demoOffice, kaifengOffice].map(profile => [profile.office, profile]))

/** Null for an office that is not set up here. */
export const officeOf = (office: string): OfficeProfile | null => offices.get(office) ?? null
