import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Audit } from '../../audit/audit.ts'
import { connect } from '../../db/client.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { send } from '../api/window.ts'
import { eventually } from '../support/faults.ts'
import { type Books, everybodyHasHeard, readBooks } from './business/books.ts'
import { business } from './business/commands.ts'
import * as invariants from './business/invariants.ts'
import { Office } from './business/office.ts'

/**
 * Random business of a small office against the real register: whatever is filed, decided, withdrawn and seized in whatever order, and
 * at once, the records keep what must always hold. On failure fast-check prints seed, path and the list of commands; what was sent and
 * answered is printed with it. `DENGBU_BUSINESS='{"seed": …, "path": "…"}'` plays it again.
 */

const runs = 3
const commandsOfARun = 60
const replaysOfARun = 5
/** The parts are real, and whoever runs this may be busy with more. */
const patienceMs = 400_000

const config = {
  ...temporalConfig({ DENGBU_DRILL: '1' }),
  address: inject('temporalAddress'),
  namespace: inject('temporalNamespace'),
}
const database = connect(inject('databaseUrl'), { max: 4, name: 'dengbu-interleavings', statementTimeoutMs: 10_000 })
const temporal = connectTemporal(config)
const audit = new Audit(temporal.client, database.sql, dataConverterOf(config))

/** What has come up in all runs: a property of nothing would hold as well. */
const seen = { recorded: 0, kinds: new Set<string>(), rules: new Set<string>() }

beforeAll(() => send('/api/drill/tokens', { body: { sub: 'auditor-1' } }))
afterAll(async () => {
  await temporal.connection.close()
  await database.close()
})

test(
  '[ORD-1] [SF-23-1] [DR-91] any interleaving of lawful and unlawful acts keeps order, shares, seizures, numbers and agreement',
  async () => {
    const again = JSON.parse(process.env.DENGBU_BUSINESS ?? '{}') as { seed?: number; path?: string }
    await fc.assert(
      fc.asyncProperty(business(commandsOfARun), async commands => {
        const office = await Office.open(database.sql)
        for (const command of commands) await office.play(command)
        const breaches = await breachesAt(office)
        if (breaches.length > 0) console.log(office.log.map(one => `${one.status} ${one.rule ?? ''} ${one.what}`).join('\n'))
        expect(breaches).toEqual([])
      }),
      // Each run plays the business of days on the real parts: the failing list is printed as it is, not shrunk.
      { seed: 20_250_310, numRuns: runs, endOnFailure: true, ...again },
    )
    expect(seen.recorded).toBeGreaterThan(12)
    expect(seen.kinds.size).toBeGreaterThan(8)
    expect(seen.rules.size).toBeGreaterThan(6)
  },
  patienceMs,
)

async function breachesAt(office: Office): Promise<string[]> {
  await eventually('everybody on a unit hears what was written there', () => everybodyHasHeard(database.sql, office.world))
  const books = await readBooks(database.sql, office.world)
  note(books, office)
  return [
    ...named('answers', invariants.answeredByRule(office.log)),
    ...named('refused, yet left something', [...office.leftBehind, ...invariants.refusalsLeaveNothing(books, office.log)]),
    ...named('order', invariants.recordedInOrder(books, office.log, office.passed)),
    ...named('places', invariants.placesHeldWhileWaiting(books)),
    ...named('shares', invariants.heldOnce(books)),
    ...named('seizures', [...invariants.oneSeizureInEffect(books), ...invariants.promotedInOrderOfService(books)]),
    ...named('disposal', [...invariants.noDisposalUnderSeizure(books), ...invariants.onlyHoldersDispose(books)]),
    ...named('numbers', [...invariants.numbersGivenOnce(books), ...invariants.ranksInOrder(books)]),
    ...named('agreement', await differencesIn(books, office.world)),
    ...named('replay', await replaysOf(books)),
  ]
}

const named = (what: string, breaches: readonly string[]) => breaches.map(breach => `${what}: ${breach}`)

function note({ cases, units }: Books, { log }: Office): void {
  seen.recorded += cases.filter(({ events }) => events.some(({ type }) => type === 'Recorded')).length
  for (const { entry } of [...units.values()].flat()) seen.kinds.add(entry.kind)
  for (const { rule } of log) if (rule) seen.rules.add(rule)
}

/** Every ledger, workflow and projection of the world; every unit's entries and the unit as it stands. */
async function differencesIn({ cases, units }: Books, world: string): Promise<string[]> {
  const found = [
    ...(await inTurn(cases, ({ caseNo }) => audit.caseDifferences(caseNo))),
    ...(await inTurn([...units.keys()], unitCode => audit.unitDifferences(world, unitCode))),
  ]
  return found.flat().map(difference => JSON.stringify(difference))
}

/** The auditor's whole proof, of cases spread over the run. */
async function replaysOf({ cases }: Books): Promise<string[]> {
  const every = Math.max(1, Math.floor(cases.length / replaysOfARun))
  const sample = cases.filter((_, i) => i % every === 0).slice(0, replaysOfARun)
  const verdicts = await inTurn(sample, ({ caseNo }) => send(`/api/cases/${caseNo}/replay`, { as: 'auditor-1', body: {} }))
  return verdicts.filter(({ body }) => body.ok !== true).map(({ status, body }) => `${status} ${JSON.stringify(body)}`)
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += 4) results.push(...(await Promise.all(items.slice(i, i + 4).map(work))))
  return results
}
