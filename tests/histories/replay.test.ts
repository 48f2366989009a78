import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { describe, expect, it } from 'vitest'
import { historyDifferences } from '../../audit/history.ts'
import { brokenLink } from '../../audit/ledger.ts'
import { replayHistory } from '../../audit/replay.ts'
import type { LedgerEvent } from '../../domain/case/events.ts'
import { fold } from '../../domain/case/evolve.ts'
import type { EntryWay } from '../../domain/case/types.ts'
import { editions } from '../../domain/procedures/registry.ts'
import { dataConverterOf } from '../../temporal/connect.ts'
import { EncryptionCodec } from '../../temporal/codec.ts'
import { developmentKey, temporalConfig } from '../../temporal.config.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'

interface Recording {
  readonly name: string
  readonly caseNo: string
  readonly outcome: string
  readonly ledger: LedgerEvent[]
  readonly history: { events: { eventType: string }[] }
}

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const recordings = files
  .filter(name => !name.startsWith('unit-terms--'))
  .map(name => ({ name, ...JSON.parse(readFileSync(folder + name, 'utf8')) }) as Recording)

const converter = dataConverterOf(temporalConfig({ DENGBU_DRILL: '1' }))
const codec = new EncryptionCodec([developmentKey])

const replayed = (history: unknown, caseNo: string) => replayHistory(historyFromJSON(history), caseWorkflowId(caseNo), converter)

const recorded = (procedure: string, outcome: string): Recording => {
  const found = recordings.find(({ name }) => name.startsWith(`${procedure}@`) && name.includes(`--${outcome}--`))
  if (!found) throw new Error(`no recording of ${procedure} ending ${outcome}: npm run record-histories`)
  return found
}

describe('recorded histories', () => {
  it('there is one for every edition and every ending that a case of it can have', () => {
    const endings = (entry: EntryWay) => ['completed', 'refused', 'not-accepted', ...(entry === 'application' ? ['withdrawn'] : [])]
    const wanted = editions.flatMap(({ id, entry }) => endings(entry).map(ending => `${id}--${ending}`))
    const missing = wanted.filter(prefix => !recordings.some(({ name }) => name.startsWith(prefix)))
    expect(missing).toEqual([])
  })

  it.each(recordings)('$name takes the same path with the code of today, and its activity results are its ledger [S1-35]', async ({ history, ledger, caseNo }) => {
    expect(await replayed(history, caseNo)).toMatchObject({ ok: true })
    expect(await historyDifferences(caseNo, historyFromJSON(history), ledger, codec)).toEqual([])
      expect(brokenLink(caseNo, ledger)).toBeNull()
    expect(fold(ledger, caseNo)?.stage).toBe('closed')
  })
})

describe('recorded histories of rights with a term', () => {
  const terms = files
    .filter(name => name.startsWith('unit-terms--'))
    .map(name => ({ name, ...JSON.parse(readFileSync(folder + name, 'utf8')) }) as { name: string; workflowId: string; history: unknown })

  it('there is one of an objection, of an advance notice and of waiting seizures', () => {
    expect(terms.length).toBeGreaterThanOrEqual(3)
  })

  it.each(terms)('$name takes the same path with the code of today', async ({ workflowId, history }) => {
    expect(await replayHistory(historyFromJSON(history), workflowId, converter)).toMatchObject({ ok: true })
  })
})

describe('a tampered history', () => {
  const whole = () => structuredClone(recorded('transfer-by-sale', 'completed'))

  it('is rejected by the replay when two activity results are swapped', async () => {
    const { history, caseNo } = whole()
    const markers = history.events.filter(({ eventType }) => eventType.includes('MARKER_RECORDED')) as unknown as { markerRecordedEventAttributes: object }[]
    const [first, second] = [markers[1], markers[2]]
    if (!first || !second) throw new Error('the recording has fewer than three activity results')
    ;[first.markerRecordedEventAttributes, second.markerRecordedEventAttributes] = [second.markerRecordedEventAttributes, first.markerRecordedEventAttributes]
    expect(await replayed(history, caseNo)).toMatchObject({ ok: false })
  })

  it('is rejected with the event at which code and history part, also where the engine names none', async () => {
    const { history, caseNo } = whole()
    const markers = history.events.filter(({ eventType }) => eventType.includes('MARKER_RECORDED')) as unknown as { eventId: string; markerRecordedEventAttributes: object }[]
    const [, first, second] = markers
    if (!first || !second) throw new Error('the recording has fewer than three activity results')
    ;[first.markerRecordedEventAttributes, second.markerRecordedEventAttributes] = [second.markerRecordedEventAttributes, first.markerRecordedEventAttributes]
    const { parting } = await replayed(history, caseNo)
    const taskBefore = history.events.findLastIndex(({ eventType }, i) => i < Number(first.eventId) - 1 && eventType.includes('TASK_STARTED')) + 1
    expect(parting?.why).toContain('Nondeterminism')
    expect(parting?.why).not.toContain('HistoryEvent')
    expect(parting?.eventId).toBeGreaterThan(taskBefore)
    expect(parting?.eventId).toBeLessThanOrEqual(Number(second.eventId))
  })

  it('is rejected by the replay when an update is dropped', async () => {
    const { history, caseNo } = whole()
    const at = history.events.findIndex(({ eventType }) => eventType.includes('UPDATE_ACCEPTED'))
    history.events.splice(at, 1)
    expect(await replayed(history, caseNo)).toMatchObject({ ok: false })
  })

  it('is rejected when a payload was altered: it no longer opens', async () => {
    const { history, caseNo } = whole()
    const marker = history.events.find(({ eventType }) => eventType.includes('MARKER_RECORDED')) as unknown as {
      markerRecordedEventAttributes: { details: { result: { payloads: { data: string }[] } } }
    }
    const payload = marker.markerRecordedEventAttributes.details.result.payloads[0]
    if (!payload) throw new Error('the recording has no activity result')
    const bytes = Buffer.from(payload.data, 'base64')
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    payload.data = bytes.toString('base64')
    expect(await replayed(history, caseNo)).toMatchObject({ ok: false })
  })

  it('whose tail is cut off replays, and is caught by the ledger that goes on', async () => {
    const { history, caseNo, ledger } = whole()
    history.events.splice(-6)
    expect(await replayed(history, caseNo)).toMatchObject({ ok: true })
    const found = await historyDifferences(caseNo, historyFromJSON(history), ledger, codec)
    expect(found.map(({ what }) => what)).toContain(`流程结果 ${caseNo}`)
  })

  it('and a ledger that was changed tell different stories: the amount of a tax receipt', async () => {
    const { history, caseNo, ledger } = whole()
    const altered = ledger.map(event => (event.type === 'TaxCleared' ? { ...event, data: { ...event.data, paidFen: 1 } } : event))
    const found = await historyDifferences(caseNo, historyFromJSON(history), altered, codec)
    expect(found).toMatchObject([{ path: expect.stringContaining('data.paidFen'), expected: 1 }])
    expect(brokenLink(caseNo, altered)).toMatchObject({ path: 'hash' })
  })
})
