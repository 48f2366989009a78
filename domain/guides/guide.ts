import { actions, stageTitles } from '../case/actions.ts'
import type { ActionName } from '../case/commands.ts'
import { postTitle } from '../case/decide/guards.ts'
import type { Role, Stage } from '../case/types.ts'
import { feePayerOf, quoteFees } from '../fees/quote.ts'
import { baseFees, type FeeUse } from '../fees/schedule.ts'
import { type Citation, citeAll, type ProvisionId } from '../law/provisions.ts'
import type { Limit } from '../limits/limit.ts'
import { dayHoursOf, limitQuestion, limitsFor } from '../limits/limits.ts'
import { seededLimits } from '../limits/seeded.ts'
import { type ServiceClass, serviceClassOf } from '../limits/serviceClass.ts'
import type { InstantWindow, OfficeProfile } from '../office/profile.ts'
import type { Material, ProcedureEdition } from '../procedures/edition.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { Rule } from '../rules/rule.ts'
import type { LocalDate } from '../time/instant.ts'
import { type ApplicantsGuide, applicantsOf } from './applicants.ts'
import { type TracksGuide, tracksGuideOf } from './tracks.ts'

/** 办事指南, ready to show: everything that S4 四(一) wants published, drawn from the edition that acceptance works by. Fees in fen. */
export interface Guide {
  readonly procedure: ProcedureId
  /** The version of the guide: whoever shows another one shows another law (S4-46 … S4-49). */
  readonly edition: string
  readonly effectiveFrom: LocalDate
  readonly office: { readonly code: string; readonly name: string }
  readonly on: LocalDate
  readonly title: string
  readonly basis: readonly Citation[]
  readonly applicants: ApplicantsGuide
  readonly channels: readonly string[]
  readonly conditions: readonly {
    readonly rule: string
    readonly says: string
    readonly asked: string
    readonly basis: readonly Citation[]
  }[]
  readonly materials: readonly MaterialGuide[]
  readonly steps: readonly StepGuide[]
  readonly departments: readonly string[]
  readonly tracks: TracksGuide
  /** `class`: 即时办、当日办、承诺时限办, as the promise says. */
  readonly limits: { readonly statutory: LimitGuide | null; readonly promised: LimitGuide | null; readonly class: ServiceClass }
  readonly fees: readonly FeeGuide[]
  readonly feePayer: string | null
  readonly result: string
  /** What recording writes on the register. */
  readonly effect: string
  /** Null where there is nothing to pay and nothing to collect. */
  readonly paymentAndCollection: string | null
  readonly queryWays: readonly string[]
  readonly complaintWays: readonly string[]
}

export interface MaterialGuide {
  readonly code: string
  readonly title: string
  readonly issuer: string
  readonly basis: readonly Citation[]
  readonly shareable: boolean
  /** In which case it need not be handed in. */
  readonly exempt?: string
  readonly commitment?: string
  readonly condition?: string
  /** Materials of which one is enough instead of this. */
  readonly alternatives?: readonly string[]
}

export interface StepGuide {
  readonly action: ActionName
  readonly title: string
  readonly stage: string
  readonly posts: readonly string[]
}

export type LimitGuide = Pick<Limit, 'amount' | 'unit' | 'level' | 'from' | 'document'> & { readonly basis: readonly Citation[] }

export interface FeeGuide {
  readonly use: FeeUse
  readonly lines: readonly { readonly title: string; readonly feeFen: number; readonly basis: readonly Citation[] }[]
  readonly totalFen: number
}

/**
 * The guide to a procedure at an office, by the edition given, as of a day; `table`: the limits, left out the seeded ones.
 * @throws Error naming what is missing of 办理依据, 办理条件, 申请材料, 办理流程, 办理时限, 办理结果, 查询方式: without one of them a guide
 * may not be published (S4-39 … S4-45).
 */
export function guideOf(
  edition: ProcedureEdition,
  office: OfficeProfile,
  on: LocalDate,
  table: readonly Limit[] = seededLimits,
): Guide {
  const limits = limitsFor(limitQuestion(edition, office, on), table)
  const name = serviceClassOf(limits.promised, dayHoursOf(office))
  const fees = (Object.keys(baseFees) as FeeUse[]).map(use => standardOf(edition.procedure, use))
  const isFree = fees.every(({ totalFen }) => totalFen === 0)
  return complete({
    procedure: edition.procedure,
    edition: edition.id,
    effectiveFrom: edition.effectiveFrom,
    office: { code: office.office, name: office.name },
    on,
    title: edition.term,
    basis: citeAll(edition.basis),
    applicants: applicantsOf(edition),
    channels: channelsOf(edition),
    conditions: edition.rules.map(({ id, says, level, basis }) => ({
      rule: id,
      says,
      asked: askedAt[level],
      basis: citeAll(basis),
    })),
    materials: edition.materials.map(material => materialGuideOf(material, edition.materials, office)),
    steps: stepsOf(edition, name === 'instant' ? office.instantWindow : null),
    departments: departmentsOf(edition),
    tracks: tracksGuideOf(edition, office),
    limits: { statutory: published(limits.statutory), promised: published(limits.promised), class: name },
    fees,
    feePayer: payerOf(edition),
    result: resultOf(edition),
    effect: edition.writes.says,
    paymentAndCollection: isFree && !edition.issues ? null : office.paymentAndCollection,
    queryWays: [office.progressQuery].filter(isSaid),
    complaintWays: office.complaintWays ?? [],
  })
}

const isSaid = (text: string): boolean => text.trim() !== ''

/** The members without which a guide may not be published, by their names in S4 四(一). */
const mandatory: Readonly<Record<string, (guide: Guide) => boolean>> = {
  办理依据: ({ basis }) => basis.length > 0,
  办理条件: ({ conditions }) => conditions.length > 0,
  申请材料: ({ materials }) => materials.length > 0,
  办理流程: ({ steps }) => steps.length > 0,
  办理时限: ({ limits }) => limits.statutory !== null || limits.promised !== null,
  办理结果: ({ result }) => isSaid(result),
  查询方式: ({ queryWays }) => queryWays.length > 0,
}

function complete(guide: Guide): Guide {
  const missing = Object.entries(mandatory).flatMap(([title, isThere]) => (isThere(guide) ? [] : [title]))
  if (missing.length > 0) throw new Error(`${guide.edition} 的办事指南缺少${missing.join('、')}，补齐后方可公布`)
  return guide
}

const askedAt: Readonly<Record<Rule['level'], string>> = {
  file: '受理时审查，登簿时复核',
  track: '登簿时审查',
  unit: '登簿时审查，受理后即予提示',
}

/** How an application comes in: law and practice of the centre, not a ground of refusal. */
function channelsOf({ entry, filedByAnyPartner }: ProcedureEdition): string[] {
  if (entry === 'ex-officio') return ['登记机构依职权启动']
  if (entry === 'entrustment') return ['嘱托机关派员到登记大厅送达', '嘱托机关网上送达']
  return ['登记大厅综合受理窗口', '网上申请', ...(filedByAnyPartner ? ['银行等合作单位的便民服务点'] : [])]
}

/** An undertaking stands for a material only where the edition allows it and the place has laid down its rules for it (NOTE-S). */
function materialGuideOf(material: Material, all: readonly Material[], { commitments }: OfficeProfile): MaterialGuide {
  const { code, title, basis, issuer, shareable, commitment, condition } = material
  const others = all.filter(({ either, code: other }) => either !== undefined && either === material.either && other !== code)
  const scheme = commitment && commitments?.scope.includes(code) ? commitments : null
  return {
    code,
    title,
    issuer,
    basis: citeAll(basis),
    shareable,
    ...(shareable ? { exempt: '通过部门间实时共享可以取得的，免于提交' } : {}),
    ...(scheme ? { commitment: `可以书面承诺代替（${scheme.document}）` } : {}),
    ...(condition ? { condition } : {}),
    ...(others.length > 0 ? { alternatives: others.map(other => other.title) } : {}),
  }
}

/** The acts on the way from filing to archive, one after the other; what runs beside the examination is in `tracks`. */
function stepsOf({ entry, issues }: ProcedureEdition, window: InstantWindow | null): StepGuide[] {
  const way: readonly (readonly [ActionName, Stage])[] = [
    ['accept', 'intake'],
    ...(entry === 'entrustment' ? [] : ([['examine', 'examination']] as const)),
    ['record', 'recording'],
    ...(issues
      ? ([
          ['issue', 'certification'],
          ['deliver', 'delivery'],
        ] as const)
      : []),
    ['archive', 'archive'],
  ]
  return way.map(([action, stage]) => ({
    action,
    title: actions[action].label,
    stage: stageTitles[stage],
    posts: [...actions[action].posts, ...(window?.acts.includes(action) ? [window.post] : [])].map(postTitle),
  }))
}

/** The departments that a case of this edition in fact asks, in Chinese. */
export function departmentsOf({ tracks }: ProcedureEdition): string[] {
  const named = tracks.departments.map(id => tracks.departmentTitles[id] ?? id)
  return [...named, ...(tracks.departmentsOfOriginal ? ['原登记涉及的部门'] : []), ...(tracks.tax ? ['税务部门'] : [])]
}

/** A limit as it is published: by the public document, where its own is not (requirements.md A16). */
function published(limit: Limit | null): LimitGuide | null {
  if (!limit) return null
  const { amount, unit, level, from, document, publicDocument, basis } = limit
  return { amount, unit, level, from, document: publicDocument ?? document, basis: citeAll(basis) }
}

/** 收费标准: what one case costs by the unit's use, each line with its law. */
function standardOf(procedure: ProcedureId, use: FeeUse): FeeGuide {
  const { lines, totalFen } = quoteFees([{ procedure, use }])
  return { use, lines: lines.map(line => ({ ...line, basis: citeAll(line.basis) })), totalFen }
}

function payerOf({ procedure, applicants }: ProcedureEdition): string | null {
  const role: Role | null = feePayerOf(procedure)
  const everybody = [...applicants.required, ...applicants.optional, ...(applicants.oneOf ?? [])]
  return everybody.find(one => one.role === role)?.title ?? null
}

const documentIssued = { title: '不动产权证书', proof: '不动产登记证明' } as const

/** What is handed over where nothing is issued and still somebody takes something home. */
const handedOver: Partial<Readonly<Record<ProcedureId, string>>> = {
  'information-query': '不动产登记资料查询结果证明；不符合条件的，不予查询告知书（不颁发证书或者证明）',
}

const resultOf = ({ issues, procedure }: ProcedureEdition): string =>
  issues ? documentIssued[issues] : (handedOver[procedure] ?? '登记簿记载，不颁发证书或者证明')

/** Every provision that the guide cites, each once, in the order of the guide. */
export function citationsOf(guide: Guide): Citation[] {
  const all: ProvisionId[] = [
    ...guide.basis,
    ...guide.applicants.basis,
    ...guide.materials.flatMap(({ basis }) => basis),
    ...guide.conditions.flatMap(({ basis }) => basis),
    ...Object.values(guide.tracks).flatMap(track => track?.basis ?? []),
    ...[guide.limits.statutory, guide.limits.promised].flatMap(limit => limit?.basis ?? []),
    ...guide.fees.flatMap(({ lines }) => lines.flatMap(({ basis }) => basis)),
  ].map(({ id }) => id)
  return citeAll(all)
}
