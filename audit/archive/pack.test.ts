import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildsOf, closingOf, DamagedArchive, isWhole, pack, startOf, unpack } from './pack.ts'

const recording = (name: string) => {
  const file = fileURLToPath(new URL(`../../tests/histories/${name}.json`, import.meta.url))
  return historyFromJSON((JSON.parse(readFileSync(file, 'utf8')) as { history: unknown }).history)
}
const sale = () => recording('transfer-by-sale@2021-01-01--completed--D26')
const events = () => sale().events ?? []

describe('a history that is packed', () => {
  it('is the same when it is unpacked, event for event and byte for byte', async () => {
    const packed = await pack(sale())
    const unpacked = await unpack(packed)
    expect(JSON.parse(historyToJSON(unpacked))).toEqual(JSON.parse(historyToJSON(sale())))
    expect((await pack(unpacked)).historyDigest).toBe(packed.historyDigest)
  })

  it('has one digest in whatever order the server gives the entries of its maps', async () => {
    const [start, ...rest] = structuredClone(JSON.parse(historyToJSON(sale())).events)
    const payload = start.workflowExecutionStartedEventAttributes.input.payloads[0]
    payload.metadata = Object.fromEntries(Object.entries(payload.metadata).reverse())
    const turned = historyFromJSON({ events: [start, ...rest] })
    expect((await pack(turned)).historyDigest).toBe((await pack(sale())).historyDigest)
  })

  it('is refused whichever byte of it is changed, and when bytes are cut off or put behind', async () => {
    const packed = await pack(sale())
    const { history } = packed
    const byte = fc.tuple(fc.nat(history.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(byte, async ([at, mask]) => {
        const flipped = Buffer.from(history)
        flipped.writeUInt8(flipped.readUInt8(at) ^ mask, at)
        for (const altered of [flipped, history.subarray(0, at), Buffer.concat([history, Buffer.of(mask)])])
          await expect(unpack({ ...packed, history: altered })).rejects.toThrow(DamagedArchive)
      }),
    )
  })

  it('from before its packed bytes had a digest is refused, or unharmed, whichever byte of it is changed', async () => {
    const { history, historyDigest } = await pack(sale())
    await fc.assert(
      fc.asyncProperty(fc.nat(history.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const altered = Buffer.from(history)
        altered.writeUInt8(altered.readUInt8(at) ^ mask, at)
        // Some bytes of a gzip header say nothing about the content: then it must be the same history.
        const same = await unpack({ history: altered, historyDigest, packedDigest: null })
          .then(pack)
          .catch(error => error)
        expect(same instanceof DamagedArchive || same.historyDigest === historyDigest).toBe(true)
      }),
    )
  })

  it('is refused when its tail is cut off before it is packed anew', async () => {
    const { historyDigest } = await pack(sale())
    const cut = await pack({ events: events().slice(0, -1) })
    await expect(unpack({ ...cut, historyDigest })).rejects.toThrow(DamagedArchive)
  })
})

describe('what the archive says of a history', () => {
  it('names the run, the workflow, the builds, and how it ended', () => {
    expect(startOf(sale())).toEqual({ runId: '01a1fe57-f152-7ad5-b596-647335440941', workflowType: 'registrationCase' })
    expect(buildsOf(sale())).toEqual(['11c38e736281'])
    expect(closingOf(sale())).toEqual({ status: 'completed', closedAt: '2026-12-06T04:12:19.119Z' })
  })

  it('a run that goes on has no end, one that continued as new has one', () => {
    const open = events().slice(0, -1)
    expect(closingOf({ events: open })).toBeNull()
    const continued = {
      eventId: events().at(-1)?.eventId ?? null,
      workflowExecutionContinuedAsNewEventAttributes: { newExecutionRunId: 'next' },
    }
    expect(closingOf({ events: [...open, continued] })).toMatchObject({ status: 'continued-as-new' })
  })

  it('two builds that took turns are named once each, in their order', () => {
    const task = (buildId: string) => ({ workflowTaskCompletedEventAttributes: { workerVersion: { buildId } } })
    expect(buildsOf({ events: [task('old'), task('new'), task('old')] })).toEqual(['old', 'new'])
  })

  it('an event that is missing in the middle shows', () => {
    expect(isWhole(sale())).toBe(true)
    expect(isWhole({ events: events().filter((_, i) => i !== 7) })).toBe(false)
  })
})
