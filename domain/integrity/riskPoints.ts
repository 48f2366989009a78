import { type ActingPost, actions } from '../case/actions.ts'
import type { ActionName } from '../case/commands.ts'
import type { Basis } from '../law/provisions.ts'
import type { RuleId } from '../rules/ids.ts'

/**
 * What stands against a risk: a rule that refuses, a signal that supervision sees, an act of supervision, or another part of the system.
 * `test`: the file that proves it, and the words by which the proof is found there. Both are held against the code by a test.
 */
interface Control {
  readonly title: string
  readonly by:
    | { readonly rule: RuleId }
    | { readonly signal: string }
    | { readonly action: ActionName }
    | { readonly part: string }
  readonly test: readonly [file: string, says: string]
}

// biome-ignore format: a table, one control per row
/** The controls of the system against risks of integrity. */
export const controls = {
  'four-eyes': { title: '受理、审核、登簿由三人分别办理', by: { rule: 'four-eyes' }, test: ['domain/case/decide/examination.test.ts', 'four eyes: who accepts, who examines and who records are three people'] },
  avoidance: { title: '本人和近亲属的案件应当回避', by: { rule: 'avoidance' }, test: ['domain/case/decide/standIn.test.ts', 'avoidance (回避)'] },
  'refused-attempts': { title: '应当回避、一人办两环节而被拒的，逐次留痕', by: { signal: 'refused-attempt' }, test: ['db/integrity.int.test.ts', 'has a refused attempt once'] },
  order: { title: '严格按申请顺序领取', by: { rule: 'out-of-order' }, test: ['tests/acceptance/CQ01.yaml', 'S0-117'] },
  'order-jumps': { title: '越序办理逐件列出事由', by: { signal: 'order-jump' }, test: ['domain/integrity/signals.test.ts', 'an order jump names the earlier case and the reason'] },
  'recorded-in-order': { title: '同一单元先受理的先登簿', by: { rule: 'earlier-case-first' }, test: ['tests/acceptance/D25.yaml', 'earlier-case-first'] },
  'one-notice': { title: '一次性告知只有一次', by: { rule: 'one-notice-only' }, test: ['domain/case/decide/intake.test.ts', 'is given once: a second is refused'] },
  'second-notices': { title: '再次告知须值班长说明理由，逐件列出', by: { signal: 'second-notice' }, test: ['domain/integrity/signals.test.ts', 'a second one-time notice names the override'] },
  checklist: { title: '不得要求清单以外的材料', by: { rule: 'material-without-basis' }, test: ['tests/acceptance/D30.yaml', 'material-without-basis'] },
  'closed-grounds': { title: '不予受理只能依列明的事由', by: { action: 'not-accept' }, test: ['domain/case/decide/intake.test.ts', 'not accepting (不予受理)'] },
  'reasons-of-refusal': { title: '不予登记须写明理由和法律依据', by: { action: 'refuse' }, test: ['domain/case/decide/examination.test.ts', 'is a numbered notice with reasons, law and what becomes of the materials'] },
  silence: { title: '当场不书面答复的视为受理', by: { action: 'leave' }, test: ['domain/case/decide/intake.test.ts', 'is deemed acceptance at once'] },
  'withdrawal-by-all': { title: '撤回由全体申请人提出', by: { rule: 'withdrawal-by-all' }, test: ['domain/case/decide/statements.test.ts', 'withdrawal-by-all'] },
  'department-itself': { title: '部门意见只由该部门自己给出', by: { action: 'department-result' }, test: ['domain/case/decide/examination.test.ts', 'is given by that department itself: no other, and no clerk for it'] },
  'tax-itself': { title: '完税只由税务部门确认，未完税不得登簿', by: { rule: 'tax-unpaid' }, test: ['domain/case/decide/examination.test.ts', 'is cleared once, by the tax department'] },
  announcement: { title: '公告期未满不得登簿', by: { rule: 'announcement-running' }, test: ['domain/rules/certificate.test.ts', 'announcement-running'] },
  heirs: { title: '继承人未经询问不得登簿', by: { rule: 'heirs-not-interviewed' }, test: ['domain/rules/inheritance.test.ts', 'heirs-not-interviewed'] },
  'suspension-by-law': { title: '期限只能依列明的事由中止', by: { rule: 'suspension-without-basis' }, test: ['tests/acceptance/CS01.yaml', 'suspension-without-basis'] },
  'lights-go-on': { title: '超期自动亮灯、提示、逐级上报', by: { part: 'domain/case/alarms.ts' }, test: ['domain/case/lights.test.ts', 'S0-118'] },
  'repeated-reds': { title: '同一人员多次超期列出', by: { signal: 'repeated-red' }, test: ['domain/integrity/signals.test.ts', 'fall to whoever had claimed the step that was waiting, from the third case on'] },
  seized: { title: '查封、异议、抵押等限制由系统查验', by: { rule: 'seized' }, test: ['tests/acceptance/O14.yaml', 'seized'] },
  stop: { title: '质量监管可在登簿前叫停', by: { action: 'stop' }, test: ['domain/case/lights.test.ts', 'a case that supervision stops [S0-123]'] },
  'fee-by-documents': { title: '登记费由系统依收费文件计算，减免逐行说明', by: { part: 'domain/fees/quote.ts' }, test: ['domain/fees/quote.test.ts', 'cites for each charge or reduction the document and the rule it follows from [S1-67]'] },
  numbers: { title: '证号与登簿同时产生，缮证只能用该号', by: { action: 'issue' }, test: ['domain/case/decide/completing.test.ts', 'names the numbers that recording allocated'] },
  'released-once': { title: '证书只发一次，领取人留名', by: { action: 'deliver' }, test: ['domain/case/decide/completing.test.ts', 'at the window names the receiver, once: a certificate is not released twice'] },
  'mail-consent': { title: '邮寄须经申请人同意', by: { rule: 'mail-consent' }, test: ['domain/case/decide/completing.test.ts', 'by mail needs the applicant’s consent on the case'] },
  'key-steps': { title: '不予登记、解封、更正、减免逐件列出', by: { signal: 'key-step' }, test: ['domain/integrity/signals.test.ts', 'key steps are listed one by one'] },
  'after-hours': { title: '非营业时间办理逐件列出', by: { signal: 'after-hours' }, test: ['domain/integrity/signals.test.ts', 'work outside opening hours [S0-120]'] },
  'to-and-fro': { title: '改派须说明理由，往返改派列出', by: { signal: 'to-and-fro' }, test: ['domain/integrity/signals.test.ts', 'a case that is reassigned back to whom it was taken from is listed'] },
  'append-only': { title: '账本、登记簿只增不改，应用账号无权改动', by: { part: 'db/roles.ts' }, test: ['db/roles.int.test.ts', 'neither change, remove nor empty it [S0-115]'] },
  sealed: { title: '每条记录封存，改动可以指认', by: { part: 'seal/gather.ts' }, test: ['tests/tamper/record.test.ts', 'a change is noticed and the row named [S1-35]'] },
  traces: { title: '每次查阅留痕，大量查阅列出', by: { signal: 'bulk-looks' }, test: ['tests/api/looks.test.ts', 'leaves exactly one trace with who, whose office'] },
  trained: { title: '未经培训合格不得办理', by: { rule: 'not-trained' }, test: ['tests/acceptance/CP03.yaml', 'not-trained'] },
  'on-record': { title: '办理人、时间、理由进入账本，不得删除', by: { part: 'db/ledger.ts' }, test: ['db/roles.int.test.ts', 'case_events'] },
} as const satisfies Record<string, Control>

export type ControlId = keyof typeof controls

/** A point of the procedure at which somebody could be tempted (廉政风险点). */
interface RiskPoint {
  readonly id: string
  /** The acts that the risk lies in. */
  readonly acts: readonly ActionName[]
  readonly risk: string
  readonly controls: readonly [ControlId, ...ControlId[]]
}

/**
 * The handbook's table (S0-114): every act of a case with what could go wrong and what the system sets against it. Which risks there are is
 * our reading of the procedure, no source lists them; the handbook itself is the office's to write.
 */
export const riskPoints: readonly RiskPoint[] = [
  {
    id: 'acceptance',
    acts: ['accept', 'leave'],
    risk: '为特定申请人优先受理、变通受理，或者拖延不答复',
    controls: ['order', 'order-jumps', 'avoidance', 'refused-attempts', 'silence', 'trained'],
  },
  {
    id: 'one-time-notice',
    acts: ['request-supplement', 'supplement'],
    risk: '反复要求补正、索要清单以外的材料，刁难申请人',
    controls: ['one-notice', 'second-notices', 'checklist'],
  },
  {
    id: 'turning-away',
    acts: ['not-accept', 'withdraw'],
    risk: '以清单以外的理由拒绝受理，或者劝退部分申请人',
    controls: ['closed-grounds', 'withdrawal-by-all'],
  },
  {
    id: 'examination',
    acts: ['examine', 'refuse', 'reply-to-court'],
    risk: '徇私放行、无据退件，或者一人包办',
    controls: ['four-eyes', 'avoidance', 'reasons-of-refusal', 'key-steps', 'after-hours'],
  },
  {
    id: 'site-and-hearing',
    acts: ['open-site-visit', 'site-visit', 'interview'],
    risk: '不到场而称已查看，未询问而称已询问',
    controls: ['heirs', 'on-record', 'avoidance'],
  },
  {
    id: 'announcement',
    acts: ['publish-announcement', 'announcement-objection', 'settle-objection'],
    risk: '公告期不足，或者压下他人异议',
    controls: ['announcement', 'on-record'],
  },
  {
    id: 'other-authorities',
    acts: ['department-result', 'tax-cleared'],
    risk: '代部门出具意见，未完税而登簿',
    controls: ['department-itself', 'tax-itself'],
  },
  {
    id: 'statements',
    acts: ['consent', 'undertake', 'suit-proof', 'confirm-registrable'],
    risk: '冒名同意、承诺，错记权利起止',
    controls: ['avoidance', 'on-record', 'sealed'],
  },
  {
    id: 'limits',
    acts: ['suspend', 'resume', 'explain'],
    risk: '借中止掩盖超期，超期不报',
    controls: ['suspension-by-law', 'lights-go-on', 'repeated-reds'],
  },
  {
    id: 'recording',
    acts: ['record'],
    risk: '越序登簿、带限制登簿、擅改登记簿，违规减免登记费',
    controls: ['recorded-in-order', 'seized', 'four-eyes', 'fee-by-documents', 'append-only', 'sealed', 'key-steps'],
  },
  {
    id: 'certificates',
    acts: ['issue', 'deliver'],
    risk: '空白证书、重号证书，交给无权领取的人',
    controls: ['numbers', 'released-once', 'mail-consent'],
  },
  {
    id: 'archive',
    acts: ['archive'],
    risk: '抽换档案，泄露登记资料',
    controls: ['append-only', 'sealed', 'traces'],
  },
  {
    id: 'supervising',
    acts: ['urge', 'reassign', 'stop', 'lift-stop'],
    risk: '借督办、改派、叫停插手个案',
    controls: ['to-and-fro', 'stop', 'on-record'],
  },
]

export const handbookBasis: Basis = ['SUP-8']

/** The table as people read it. */
export const handbook = () =>
  riskPoints.map(({ id, acts, risk, controls: against }) => ({
    id,
    steps: acts.map(act => ({ action: act, label: actions[act].label, posts: [...actions[act].posts] satisfies ActingPost[] })),
    risk,
    controls: against.map(name => ({ id: name, ...controls[name] })),
  }))
