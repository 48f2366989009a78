import { type ChecklistItem, checklistOf } from '../case/checklist.ts'
import type { Clock } from '../case/clock.ts'
import type { CaseState, FeeLine, Notice, NoticeItem, NoticeKind, NoticeSection } from '../case/types.ts'
import { instruments } from '../law/instruments.ts'
import { type ProvisionId, provisions } from '../law/provisions.ts'
import type { Limit } from '../limits/limit.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { AnnouncementTerm, ProcedureEdition, RefusalWording } from '../procedures/edition.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import { dateOf } from '../time/instant.ts'

/** What every notice is drawn up from. */
export interface NoticeContext {
  readonly state: CaseState
  readonly edition: ProcedureEdition
  readonly office: OfficeProfile
  readonly at: Instant
}

/** One registration that a receipt covers: its Chinese name, the limits and the fees it is accepted with. */
export interface Registration {
  readonly term: string
  readonly clocks: readonly Clock[]
  readonly fees: readonly FeeLine[]
}

/**
 * 受理回执: issued in the same act as acceptance (S0-68), tells the limits, how to ask, pay and collect (S4-70, S4-79, S4-80). The parts
 * of a combined application have one receipt, under the application's number.
 */
export function acceptanceReceipt(context: NoticeContext, registrations: readonly Registration[]): Notice {
  const { state, edition, office } = context
  const { part } = state
  const receipt = notice(
    context,
    'acceptance-receipt',
    ['REG-17-1'],
    [],
    [
      section('受理', [
        `${office.name}受理编号 ${part?.applicationNo ?? state.caseNo}`,
        ...registrations.map(({ term }) => `登记类型：${term}`),
        `不动产单元：${state.application.units.join('、')}`,
      ]),
      section(
        '收到的材料',
        state.materials.map(material => `${titleOf(edition, material.code)}（${formTitles[material.form]}）`),
      ),
      section('办理时限', registrations.flatMap(limitLines)),
      section('进度查询', [office.progressQuery]),
      section('税费缴纳与领取', [
        ...registrations.flatMap(({ fees }) => fees).map(line => `${line.title}：${yuan(line.feeFen)}`),
        office.paymentAndCollection,
      ]),
    ],
  )
  return part ? { ...receipt, no: `${part.applicationNo}-01` } : receipt
}

function limitLines({ term, clocks }: Registration, _: number, { length }: readonly Registration[]): string[] {
  const promised = clocks.find(clock => clock.name === 'promised')
  const statutory = clocks.find(clock => clock.name === 'statutory')
  const of = length > 1 ? `${term}：` : ''
  return [
    ...(promised ? [`${of}承诺 ${lengthOf(promised)}，${endOf(promised)} 前办结`] : []),
    ...(statutory ? [`${of}法定 ${lengthOf(statutory)}，最迟 ${endOf(statutory)}`] : []),
  ]
}

const lengthOf = (clock: Clock): string =>
  clock.limitHours === undefined ? `${clock.limitWorkingDays} 个工作日` : `${clock.limitHours} 小时`

/** The last day of days, the minute of hours. */
const endOf = ({ limitHours, dueAt }: Clock): string =>
  limitHours === undefined ? dateOf(dueAt) : `${dateOf(dueAt)} ${dueAt.slice(11, 16)}`

/**
 * 一次性告知书: everything to put right, once, in writing (条例 17(1)(三)), with the eight things S4 四(六) demands, drawn from the
 * edition in force and not from the clerk's memory (S4-84): what is missing is listed even where the clerk did not name it.
 */
export function oneTimeNotice(context: NoticeContext, found: readonly NoticeItem[], limits: readonly string[]): Notice {
  const { state, edition, office } = context
  const checklist = checklistOf(edition, state.application, state.materials, office)
  const items = [...found, ...checklist.filter(item => isUnnamed(item, found)).map(missingItem)]
  const asked = new Set(items.map(item => item.material))
  return notice(context, 'one-time-notice', ['REG-17-3', 'SEED-3'], items, [
    section(
      '一、材料是否齐全',
      checklist.map(item => `${item.title}：${item.status === 'missing' ? '未提交' : '已提交'}`),
    ),
    section(
      '二、是否符合法定形式',
      checklist.filter(item => item.status !== 'missing').map(item => formFinding(item, asked)),
    ),
    section('三、是否决定受理', ['暂不受理，补正齐全之日受理']),
    section('四、受理后办理时限及进度查询办法', [...limits, office.progressQuery]),
    section('五、税费缴纳及证书证明领取办法', [office.paymentAndCollection]),
    section('六、暂不受理的依据和原因', [
      `${says('REG-17-3')}；${items.map(item => `${titleOf(edition, item.material)}：${item.problem}`).join('；')}`,
    ]),
    section(
      '七、如何补正',
      items.map(item => `${titleOf(edition, item.material)}：${item.remedy}`),
    ),
    section('八、法定前置程序及办理机构', priorProcedures(edition)),
  ])
}

/** 补充材料通知书: after acceptance; stage and clocks go on (TL-EX2 national default). */
export function supplementRequest(context: NoticeContext, items: readonly NoticeItem[]): Notice {
  const lines = items.map(item => `${titleOf(context.edition, item.material)}：${item.problem}；${item.remedy}`)
  return notice(context, 'supplement-request', ['CC-212'], items, [section('需要补充的材料', lines)])
}

/** 不予受理告知书: on the spot, in writing, with ground and basis (S0-67, S4-81). */
export function nonAcceptance(
  context: NoticeContext,
  groundTitle: string,
  basis: readonly ProvisionId[],
  detail: string,
): Notice {
  return notice(
    context,
    'non-acceptance',
    basis,
    [],
    [
      section('决定', ['不予受理']),
      section('原因', [groundTitle, detail]),
      section('依据', basis.map(says)),
      section('救济途径', remedies(context.office)),
    ],
  )
}

const noRegistration: RefusalWording = { kind: 'refusal', decision: '不予登记', basis: ['REG-22'] }

/** 不予登记告知书: reasons, law and remedies with their limits (REF-DOC, REM-1, REM-2). */
export function refusalNotice(context: NoticeContext, grounds: readonly string[], findings: string): Notice {
  const { kind, decision, basis } = context.edition.refusal ?? noRegistration
  return notice(
    context,
    kind,
    [...basis, 'REF-DOC', 'REM-1', 'REM-2'],
    [],
    [
      section('决定', [decision]),
      section('理由', [...grounds, findings]),
      section('依据', basis.map(says)),
      section('救济途径', remedies(context.office)),
      section('材料', ['申请材料退还申请人，登记机构留存复印件']),
    ],
  )
}

/** 公告, 公示 or 遗失声明 before recording: what is intended, where to object, until when (实施细则 18). */
export function announcementNotice(context: NoticeContext, term: AnnouncementTerm, endsOn: LocalDate): Notice {
  const { state, edition, office } = context
  const { parties, units, facts } = state.application
  return notice(
    context,
    term.document,
    term.basis,
    [],
    [
      section('事项', [
        edition.term,
        ...(facts.matter ? [facts.matter] : []),
        ...(facts.deceased ? [`被继承人：${facts.deceased}`] : []),
      ]),
      section(
        '申请人',
        parties.map(party => party.name),
      ),
      section('不动产', [`不动产单元：${units.join('、')}`, ...(facts.location ? [`坐落：${facts.location}`] : [])]),
      section('公告地点', [office.portal, ...term.where]),
      section(
        '期限与异议',
        term.workingDays === 0
          ? ['声明发布后即予办理']
          : [`自发布之日起 ${term.workingDays} 个工作日，至 ${endsOn} 止`, `有异议的，在期限内向${office.name}书面提出`],
      ),
    ],
  )
}

/** 更正通知: the registry found its own error; the parties have 30 working days to apply (实施细则 81). */
export function correctionNotice(context: NoticeContext, until: LocalDate): Notice {
  const { matter, ground } = context.state.application.facts
  return notice(
    context,
    'correction-notice',
    ['DR-81'],
    [],
    [
      section('通知', [`登记簿记载有误：${matter ?? ''}（${ground ?? ''}），请在 ${until} 前申请更正登记`, says('DR-81')]),
      section('逾期', ['期满未申请的，公告后依职权更正']),
    ],
  )
}

/** 致嘱托机关回函: what cannot be done, and why (查封规定 23(1); 法发〔2004〕5号 3). */
export function replyToCourtNotice(context: NoticeContext, reason: string, extract: readonly string[]): Notice {
  const { organ, documentNo } = context.state.application.facts
  return notice(
    context,
    'reply-to-court',
    ['SF-23-1', 'DR-19'],
    [],
    [
      section('致', [`${organ ?? ''}（${documentNo ?? ''}）`]),
      section('回复', [`贵单位嘱托办理的${context.edition.term}未能办理`, reason]),
      section('附：登记簿的记载', extract),
    ],
  )
}

/** 异议告知书: written warning of an objection on the unit (DR-84). */
export function objectionWarning(context: NoticeContext, units: readonly string[]): Notice {
  return notice(
    context,
    'objection-warning',
    ['DR-84'],
    [],
    [section('告知', [`不动产单元 ${units.join('、')} 存在有效的异议登记`, says('DR-84')])],
  )
}

/** 抵押权人通知: the mortgagor must tell the mortgagee of a transfer promptly (民法典 406). */
export function mortgageeNotice(context: NoticeContext, mortgagees: readonly string[]): Notice {
  return notice(
    context,
    'mortgagee-notice',
    ['CC-406'],
    [],
    [section('通知', [`${mortgagees.join('、')}：抵押不动产已经转移登记，抵押权不受影响`, says('CC-406')])],
  )
}

export const limitLine = (title: string, { amount, unit }: Pick<Limit, 'amount' | 'unit'>): string =>
  unit === 'hour' ? `${title} ${amount} 小时，自受理之时起算` : `${title} ${amount} 个工作日，自受理之日的次日起算`

/** A document of the case, numbered within it; for documents that belong to one procedure (`Writing.notices`). */
export function notice(
  { state, at }: NoticeContext,
  kind: NoticeKind,
  basis: readonly ProvisionId[],
  items: readonly NoticeItem[],
  sections: readonly NoticeSection[],
): Notice {
  return { kind, no: `${state.caseNo}-${String(state.notices.length + 1).padStart(2, '0')}`, at, items, sections, basis }
}

export const section = (heading: string, lines: readonly string[]): NoticeSection => ({
  heading,
  lines: lines.length > 0 ? lines : ['无'],
})

const formTitles = {
  original: '原件',
  copy: '复印件',
  electronic: '电子材料',
  shared: '共享获取',
  commitment: '告知承诺',
} as const

const titleOf = (edition: ProcedureEdition, code: string): string =>
  edition.materials.find(material => material.code === code)?.title ?? code

const isUnnamed = (item: ChecklistItem, found: readonly NoticeItem[]): boolean =>
  item.status === 'missing' && !found.some(({ material }) => material === item.code)

const missingItem = ({ code, title }: ChecklistItem): NoticeItem => ({
  material: code,
  problem: '未提交',
  remedy: `提交${title}`,
})

const formFinding = (item: { code: string; title: string }, asked: ReadonlySet<string>): string =>
  `${item.title}：${asked.has(item.code) ? '不符合法定形式' : '符合法定形式'}`

function priorProcedures(edition: ProcedureEdition): string[] {
  const departments = edition.tracks.departments.map(
    id => `${edition.tracks.departmentTitles[id] ?? id}：并联审核，由登记机构转送`,
  )
  return edition.tracks.tax ? [...departments, '税务机关：缴纳契税等税款，登簿前完成'] : departments
}

function remedies(office: OfficeProfile): string[] {
  return [
    `自知道该行政行为之日起六十日内，可以向${office.reviewBody}申请行政复议（《行政复议法》第二十条）`,
    `自知道或者应当知道之日起六个月内，可以向${office.court}提起行政诉讼（《行政诉讼法》第四十六条）`,
  ]
}

/** The sentence of the law with its article, for people. */
export function says(id: ProvisionId): string {
  const { instrument, article, says: sentence } = provisions[id]
  return `${instruments[instrument].title}${article}：${sentence}`
}

const yuan = (feeFen: number): string => `${(feeFen / 100).toFixed(2)} 元`
