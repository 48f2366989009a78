import { beforeAll, describe, expect, it } from 'vitest'
import { type ConflictCell, circumstances, conflictCells, existingStates } from '../../domain/conflicts/tableB.ts'
import { arrange, withConditionMet } from '../../domain/conflicts/testing/arrange.ts'
import { thirdBank } from '../../domain/conflicts/testing/states.ts'
import { procedureTitles } from '../../domain/procedures/ids.ts'
import { editionInForce } from '../../domain/procedures/registry.ts'
import type { Client } from '../../scripts/scenario/client.ts'
import { driveTogether } from '../../scripts/scenario/driveTogether.ts'
import { openWorld } from '../api/window.ts'
import { accepted, isAnnounced, must, type Played, record, said, sideBySide, today, tracksOver } from './conflicts/play.ts'
import { type Staged, staged } from './conflicts/staging.ts'

// Every cell of Table B on the real register: units loaded in the cell's state, cases filed, accepted, examined and recorded over
// HTTP, all in two worlds. What is announced for days stands in a world of its own, whose clock is moved once for all.

/** A cell as it is played: plainly, or with its condition met from the beginning. */
interface Play {
  readonly cell: ConflictCell
  readonly staged: Staged
  readonly met: boolean
}

interface Result extends Played {
  /** The second `record`: after the statements were made, or after the earlier case was recorded. */
  readonly again?: string | null
}

const startOfToday = `${today}T09:00:00+08:00`
const atOnce = 8
const enough = 480_000

const named = (cell: ConflictCell) => ({
  name: `[${cell.id}] ${existingStates[cell.existing].title}：${procedureTitles[cell.incoming]}${cell.circumstance ? `，${circumstances[cell.circumstance]}` : ''}`,
  cell,
})
const cellsWith = (...wanted: ConflictCell['result'][]) =>
  conflictCells.filter(({ result }) => wanted.includes(result)).map(named)
const conditional = conflictCells.filter(({ result, rule }) => result === 'C' && rule !== null)

/** A combined application cancels the mortgage first; everything else is met by one case. */
const needsAnotherPart = ({ rule, circumstance }: ConflictCell): boolean =>
  rule === 'consent-of-encumbrancers' && circumstance === 'construction-mortgage'
/** The condition is in the application itself: nobody can add to it afterwards. */
const isMetByFiling = (cell: ConflictCell): boolean => withConditionMet(cell).statements.length === 0
const levelOf = ({ incoming, rule }: ConflictCell) => editionInForce(incoming, today)?.rules.find(({ id }) => id === rule)?.level

const plainly = new Map<ConflictCell, Result | Error>()
const metFromBeginning = new Map<ConflictCell, Result | Error>()

beforeAll(async () => {
  const plays = conflictCells.map((cell, i): Play => ({ cell, met: false, staged: staged(arrange(cell).plan, cell, i) }))
  const met = conditional.filter(isMetByFiling).map((cell, i): Play => {
    const { plan } = needsAnotherPart(cell) ? arrange(cell) : withConditionMet(cell)
    return { cell, met: true, staged: staged(plan, cell, plays.length + i) }
  })
  const [announced, others] = parted([...plays, ...met], ({ cell }) => isAnnounced(cell))
  await playOthers(others)
  await playAnnounced(announced)
}, enough)

/** From filing to `record`, each by itself. */
async function playOthers(plays: readonly Play[]): Promise<void> {
  const { client } = await openWorld(startOfToday)
  const load = loading(client, plays)
  await sideBySide(plays, atOnce, play =>
    kept(play, async () => {
      await load(play)
      if (play.met && needsAnotherPart(play.cell)) return recordedTogether(client, play)
      const { earlier, ...filed } = await toRecording(client, play)
      return filed.accept === null
        ? { ...filed, ...(await recording(client, play, filed.caseNo, earlier)) }
        : { ...filed, record: null }
    }),
  )
}

/** 更正通知 of 30 working days until 2025-07-15, 公告 of 15 from 2025-07-17 to 2025-08-07; 宅基地 is announced with them. */
async function playAnnounced(plays: readonly Play[]): Promise<void> {
  const { client, id } = await openWorld(startOfToday)
  const moveTo = (until: string) => client.post(`/api/drill/worlds/${id}/advance`, { until }, 'admin-1')
  const load = loading(client, plays)
  const begun: (Awaited<ReturnType<typeof toRecording>> & { play: Play })[] = []
  await sideBySide(plays, atOnce, play =>
    kept(play, async () => {
      await load(play)
      const { earlier, ...filed } = await toRecording(client, play)
      if (filed.accept === null) begun.push({ ...filed, earlier, play })
      return { ...filed, record: null }
    }),
  )
  await moveTo('2025-07-17T09:00:00+08:00')
  await sideBySide(begun, atOnce, ({ caseNo }) => must(client, caseNo, 'publish-announcement', {}, 'examiner-1'))
  await moveTo('2025-08-08T09:00:00+08:00')
  await sideBySide(begun, atOnce, ({ play, earlier, ...filed }) =>
    kept(play, async () => ({ ...filed, ...(await recording(client, play, filed.caseNo, earlier)) })),
  )
}

/** One cell that goes wrong fails its own tests, not those of all. */
async function kept({ cell, met }: Play, play: () => Promise<Result>): Promise<void> {
  const result = await play().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
  ;(met ? metFromBeginning : plainly).set(cell, result)
}

const unitsAtOnce = 30

/** Puts the units of the plays on the register, those of several plays at a time, when the first of them needs its own. */
function loading(client: Client, plays: readonly Play[]): (play: Play) => Promise<unknown> {
  const begun = new Map<number, Promise<unknown>>()
  return play => {
    const batch = Math.floor(plays.indexOf(play) / unitsAtOnce)
    const units = plays.slice(batch * unitsAtOnce, (batch + 1) * unitsAtOnce).flatMap(({ staged }) => staged.units)
    const loaded = begun.get(batch) ?? client.post('/api/drill/register', { units }, 'intake-1')
    begun.set(batch, loaded)
    return loaded
  }
}

/** The earlier case accepted before it, then the case itself until only `record` is left to do. */
async function toRecording(client: Client, { cell, staged: { earlier, body } }: Play) {
  const before = earlier && (await accepted(client, earlier))
  if (before?.accept) throw new Error(`${cell.id}：先受理的案件未能受理（${before.accept}）`)
  if (before && cell.circumstance === 'announced-first')
    await must(client, before.caseNo, 'publish-announcement', {}, 'examiner-1')
  const filed = await accepted(client, body)
  const blockedBy = filed.accept === null ? await tracksOver(client, filed, cell.incoming) : filed.blockedBy
  return { ...filed, blockedBy, earlier: before }
}

type Earlier = Awaited<ReturnType<typeof toRecording>>['earlier']

/** `record`; refused, once more when what it waits for has come: the statements, or the earlier case's own recording. */
async function recording(
  client: Client,
  { cell, met }: Play,
  caseNo: string,
  earlier: Earlier,
): Promise<Pick<Result, 'record' | 'again'>> {
  const first = await record(client, caseNo)
  if (first === null || met) return { record: first }
  if (cell.result === 'C' && !isMetByFiling(cell)) {
    await said(client, caseNo, withConditionMet(cell).statements)
    return { record: first, again: await record(client, caseNo) }
  }
  if (!cell.afterwards || !earlier) return { record: first }
  await tracksOver(client, earlier, cell.existing === 'pending-seizure' ? 'seizure' : 'transfer-by-sale')
  await must(client, earlier.caseNo, 'record', {}, 'registrar-1')
  return { record: first, again: await record(client, caseNo) }
}

/** 一并申请: the mortgage in the way is cancelled by the part before. */
async function recordedTogether(client: Client, { staged: { body } }: Play): Promise<Result> {
  const facts = { ground: '主债权已经清偿' }
  const cancellation = { ...body, procedure: 'mortgage-cancel', parties: [thirdBank], facts }
  const filed = await client.post('/api/applications', { parts: [cancellation, body] }, 'intake-1')
  const { applicationNo, parts } = filed as { applicationNo: string; parts: { caseNo: string }[] }
  await driveTogether(client, applicationNo, 'recorded')
  return { caseNo: parts[1]?.caseNo ?? '', accept: null, blockedBy: [], record: null }
}

function parted<One>(list: readonly One[], isFirst: (one: One) => boolean): [One[], One[]] {
  return [list.filter(isFirst), list.filter(one => !isFirst(one))]
}

/** @throws what the play threw. */
function resultOf(cell: ConflictCell, played = plainly): Result {
  const result = played.get(cell) ?? new Error(`${cell.id} ${cell.incoming} 没有办理`)
  if (result instanceof Error) throw result
  return result
}
/** Rules about the file refuse acceptance; those about the unit are warnings until recording. */
const refusedBy = (cell: ConflictCell) =>
  levelOf(cell) === 'file'
    ? { accept: cell.rule }
    : { accept: null, blockedBy: expect.arrayContaining([cell.rule]), record: cell.rule }

describe('on the real register', () => {
  it.each(cellsWith('A'))('$name is recorded, and nothing warns of it before', ({ cell }) => {
    expect(resultOf(cell)).toMatchObject({ accept: null, blockedBy: [], record: null })
  })

  it.each(cellsWith('C').filter(({ cell }) => cell.rule === null))('$name is recorded', ({ cell }) => {
    expect(resultOf(cell)).toMatchObject({ accept: null, record: null })
  })

  it.each(conditional.map(named))('$name is refused as long as the condition is not met', ({ cell }) => {
    expect(resultOf(cell)).toMatchObject(refusedBy(cell))
  })

  it.each(conditional.map(named))('$name is recorded once it is met', ({ cell }) => {
    if (isMetByFiling(cell)) expect(resultOf(cell, metFromBeginning)).toMatchObject({ accept: null, record: null })
    else expect(resultOf(cell).again).toBeNull()
  })

  it.each(cellsWith('R'))('$name is refused by $cell.rule', ({ cell }) => {
    expect(resultOf(cell)).toMatchObject(refusedBy(cell))
  })

  it.each(cellsWith('Q'))('$name waits for the earlier case', ({ cell }) => {
    expect(resultOf(cell)).toMatchObject(refusedBy(cell))
  })

  it.each(cellsWith('Q').filter(({ cell }) => cell.afterwards))('$name is refused when that is recorded', ({ cell }) => {
    expect(resultOf(cell).again).toBe(cell.afterwards)
  })
})
