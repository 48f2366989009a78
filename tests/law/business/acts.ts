import type { ActionName } from '../../../domain/case/commands.ts'
import type { CaseView } from '../../../domain/case/view.ts'
import type { Unit } from '../../../domain/register/types.ts'
import type { Dice } from './dice.ts'

/** One act on a case, as somebody sends it. */
export interface Act {
  readonly as: string
  readonly action: ActionName
  readonly body: object
}

/** What carries a case on, in the order in which an office turns to it. */
const progress: readonly ActionName[] = [
  ...(['accept', 'tax-cleared', 'department-result', 'publish-announcement', 'settle-objection'] as const),
  ...(['site-visit', 'examine', 'record', 'issue', 'deliver', 'archive'] as const),
]

const staff: Readonly<Record<string, readonly string[]>> = {
  intake: ['intake-1', 'intake-2'],
  examiner: ['examiner-1', 'examiner-2', 'examiner-3'],
  registrar: ['registrar-1', 'registrar-2'],
  certifier: ['certifier-1', 'certifier-2'],
  archivist: ['archivist-1', 'archivist-2'],
  supervisor: ['supervisor-1'],
  quality: ['quality-1'],
}
/** Holds three posts: where the same person has acted before, four eyes see too little. */
const ofSeveralPosts = { sub: 'multi-1', posts: ['intake', 'examiner', 'registrar'] }

const everybody = Object.values(staff).flat()

function holderOf(post: string, dice: Dice): string {
  if (ofSeveralPosts.posts.includes(post) && dice.chance(12)) return ofSeveralPosts.sub
  return dice.of(staff[post] ?? [post.replace('department:', '')])
}

type Offer = CaseView['availableActions'][number]

/** The next act that carries the case on; null where it has to wait for something else. */
export function nextAct(view: CaseView, dice: Dice): Act | null {
  const offers = progress.flatMap(action => view.availableActions.filter(offer => offer.action === action))
  return offers[0] ? actOf(offers[0], view, dice) : null
}

/** Any act that exists for the case now. */
export const anyAct = (view: CaseView, dice: Dice): Act | null => {
  const offers = view.availableActions.filter(({ posts }) => posts.length > 0)
  return offers.length > 0 ? actOf(dice.of(offers), view, dice) : null
}

/** An act that exists, by somebody whose post it is not. */
export function misplacedAct(view: CaseView, dice: Dice): Act | null {
  const act = anyAct(view, dice)
  const posts = act && view.availableActions.find(({ action }) => action === act.action)?.posts
  if (!act || !posts) return null
  const right = posts.flatMap(post => staff[post] ?? [])
  return { ...act, as: dice.of(everybody.filter(sub => !right.includes(sub))) }
}

const actOf = ({ action, posts }: Offer, view: CaseView, dice: Dice): Act => ({
  action: action as ActionName,
  as: holderOf(dice.of(posts), dice),
  body: bodies[action as ActionName]?.(view, dice) ?? {},
})

const everyName = (view: CaseView) => [...new Set(view.parties.map(({ name }) => name))]
const anyName = (view: CaseView, dice: Dice) => dice.of([...everyName(view), '王志强'])
const openDepartment = ({ tracks }: CaseView) =>
  Object.entries(tracks.departments).find(([, track]) => track === 'open' || track === 'failed')?.[0] ?? 'housing'

const bodies: { [A in ActionName]?: (view: CaseView, dice: Dice) => object } = {
  'request-supplement': (view, dice) => ({
    items: [{ material: dice.of(view.checklist).code, problem: '字迹不清', remedy: '请重新提交清晰的材料' }],
  }),
  supplement: (view, dice) => ({ materials: [{ code: dice.of(view.checklist).code, form: 'original' }] }),
  'not-accept': () => ({ ground: 'incomplete', detail: '请补齐材料后再次提出' }),
  withdraw: (view, dice) => ({ by: dice.chance(30) ? everyName(view).slice(0, 1) : everyName(view) }),
  examine: (_, dice) => ({
    decision: dice.of([...Array(12).fill('pass'), 'return', 'refuse']),
    findings: '材料齐全',
    grounds: ['权属来源不清'],
  }),
  refuse: () => ({ grounds: ['情况已经变化'], findings: '不符合登记条件' }),
  'department-result': (view, dice) => ({ department: openDepartment(view), result: dice.chance(7) ? 'failed' : 'passed' }),
  'tax-cleared': (view, dice) => ({ receiptNo: `契税${view.caseNo}`, paidFen: dice.below(1_000) * 100 }),
  consent: (view, dice) => ({
    by: anyName(view, dice),
    of: dice.of(['mortgagee', 'notice-holder', 'easement-holder', 'co-owner']),
  }),
  undertake: (view, dice) => ({ by: anyName(view, dice) }),
  'site-visit': () => ({ findings: '现场与测绘成果一致', staff: ['examiner-1', 'examiner-2'] }),
  'announcement-objection': (view, dice) => ({ by: anyName(view, dice), reason: '与事实不符' }),
  'settle-objection': (_, dice) => ({ sustained: dice.chance(20), findings: '已经核实' }),
  'reply-to-court': () => ({ reason: '与登记簿记载不符，不能协助' }),
  'suit-proof': () => ({ document: '（2025）川0802民初1号受理案件通知书' }),
  deliver: view => ({ by: 'pickup', receiver: everyName(view)[0] ?? '本人' }),
  urge: () => ({ note: '请尽快办理' }),
  reassign: (_, dice) => ({ to: dice.of(['intake-2', 'examiner-2', 'registrar-2']), reason: '承办人工作积压' }),
  explain: () => ({ reason: '等待补充调查' }),
  suspend: () => ({ reason: 'other-law', basis: '《国有土地上房屋征收与补偿条例》第十六条' }),
  stop: () => ({ reason: '抽查发现材料疑点' }),
  'lift-stop': () => ({ findings: '复核无误' }),
}

/** How an office answers the rule that stopped a recording: what is wanting is handed in, else the case ends. */
export function remedies(rule: string, view: CaseView, units: readonly (Unit | null)[], dice: Dice): Act[] {
  const at = units.flatMap(unit => (unit ? [unit] : []))
  const agree = (names: readonly string[], of: string): Act[] =>
    [...new Set(names)].map(by => ({ as: 'intake-1', action: 'consent', body: { by, of } }))
  switch (rule) {
    case 'earlier-case-first':
    case 'four-eyes':
      return []
    case 'objection-undertaking':
      return everyName(view).map(by => ({ as: 'intake-1', action: 'undertake', body: { by } }))
    case 'advance-notice-consent':
      return agree(
        at.flatMap(unit => unit.notices.map(({ holder }) => holder.name)),
        'notice-holder',
      )
    case 'mortgagee-consent':
      return agree(
        at.flatMap(unit => unit.mortgages.map(({ mortgagee }) => mortgagee)),
        'mortgagee',
      )
    case 'co-owner-consent':
      return agree(
        at.flatMap(unit => unit.holders.map(({ name }) => name)),
        'co-owner',
      )
    default:
      return dice.chance(25) ? [] : ending(view, dice)
  }
}

function ending(view: CaseView, dice: Dice): Act[] {
  const ends = view.availableActions.filter(({ action }) => ['refuse', 'reply-to-court', 'not-accept'].includes(action))
  return ends.length > 0 ? [actOf(dice.of(ends), view, dice)] : []
}
