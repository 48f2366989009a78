import { readCase } from '../db/cases.ts'
import type { Sql, Transaction } from '../db/client.ts'
import { type LockedUnit, lockUnits, readUnits, writeEntry } from '../db/register.ts'
import { keepTermCommand, readTermCommand } from '../db/termCommands.ts'
import type { ActCommand } from '../domain/case/commands.ts'
import { atThePost } from '../domain/case/decide/atThePost.ts'
import type { Actor, Refusal } from '../domain/case/types.ts'
import { decideTermAct, type TermAct } from '../domain/register/termActs.ts'
import { nextTermEnd } from '../domain/register/terms.ts'
import { publishedCalendar } from '../domain/time/calendar.ts'
import { type Instant, laterOf } from '../domain/time/instant.ts'
import { actorFacts, keepAttempt, type PerformHooks } from './perform.ts'
import { settleUnit } from './settling.ts'

export interface UnitAt {
  readonly world: string
  readonly unitCode: string
  readonly now: Instant
}

/** Where a unit stands after its terms: `version` 0 and no next end for one that is not on the register. */
export interface TermsPosition {
  readonly version: number
  readonly nextTermEndsAt: Instant | null
}

export interface TermActRequest extends UnitAt {
  readonly act: TermAct
  readonly commandId: string
  readonly digest: string
  /** Who acts; absent in commands from before it was told. */
  readonly actor?: Actor
}

export type TermActResult = TermsPosition &
  ({ readonly outcome: 'done' } | { readonly outcome: 'key-reused' } | { readonly outcome: 'refused'; readonly refusal: Refusal })

export interface TermsActivities {
  /** Ends every term of the unit that is due, in one transaction. */
  settleTerms(request: UnitAt): Promise<TermsPosition>
  /** An act on a right with a term: terms that are due end first. Asked again with the same command, answers `done` and writes nothing. */
  actOnTerm(request: TermActRequest): Promise<TermActResult>
}

export function createTermsActivities(sql: Sql, { afterNews }: Pick<PerformHooks, 'afterNews'> = {}): TermsActivities {
  const committed = async <T extends { readonly told: boolean }>(
    work: (tx: Transaction) => Promise<T>,
  ): Promise<Omit<T, 'told'>> => {
    const { told, ...result } = (await sql.begin(work)) as T
    if (told) afterNews?.()
    return result
  }
  return {
    settleTerms: request =>
      committed(async tx => {
        const { unit, told } = await settledUnit(tx, request)
        return { ...positionOf(unit), told }
      }),
    actOnTerm: request => committed(tx => actOnTerm(tx, request)) as Promise<TermActResult>,
  }
}

async function settledUnit(tx: Transaction, { world, unitCode, now }: UnitAt) {
  await lockUnits(tx, world, [unitCode])
  const [unit] = await readUnits(tx, world, [unitCode])
  if (!unit) throw new Error(`没有读到不动产单元 ${unitCode}`)
  return settleUnit(tx, { world, at: now, byTerms: true }, unit)
}

async function actOnTerm(tx: Transaction, request: TermActRequest): Promise<TermActResult & { readonly told: boolean }> {
  const { world, now, act, commandId, digest } = request
  const { unit, told } = await settledUnit(tx, request)
  const known = await readTermCommand(tx, { world, unitCode: unit.unitCode, commandId })
  if (known) return { outcome: known.digest === digest ? 'done' : 'key-reused', ...positionOf(unit), told }
  const refusal = await refusedAtThePost(tx, request)
  const decision = refusal ? ({ kind: 'refused', refusal } as const) : decideTermAct(unit.unit, act, publishedCalendar)
  // What has lapsed meanwhile has lapsed: the refusal keeps the ends that were due.
  if (decision.kind === 'refused') return { outcome: 'refused', refusal: decision.refusal, ...positionOf(unit), told }
  const at = unit.unit ? laterOf(now, unit.unit.lastAt) : now
  const entry = { world, before: unit, entry: decision.entry, at, caseNo: act.caseNo, byTerms: true }
  const written = await writeEntry(tx, entry)
  await keepTermCommand(tx, { world, unitCode: unit.unitCode, commandId, digest, version: written.after.unit.version })
  return { outcome: 'done', ...positionOf(written.after), told: told || written.told }
}

/** The act is one on the case that recorded the right: whoever may not do it there may not do it here, closed or not. */
async function refusedAtThePost(tx: Transaction, { world, now, act, commandId, digest, actor }: TermActRequest) {
  if (!actor) return null
  const { kind, caseNo, ...body } = act
  const row = await readCase(tx, caseNo)
  if (!row) throw new Error(`没有案件 ${caseNo}`)
  const command = { kind: 'act', action: kind, body, commandId, digest, actor, receivedAt: now } as ActCommand
  const attempt = { world, now, command }
  const { refusal } = atThePost(row.state, command, await actorFacts(tx, attempt, [caseNo]))
  if (refusal) await keepAttempt(tx, attempt, { caseNo, refusal })
  return refusal
}

const positionOf = ({ unit }: LockedUnit): TermsPosition => ({
  version: unit?.version ?? 0,
  nextTermEndsAt: (unit && nextTermEnd(unit)?.endsAt) ?? null,
})
