import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { archivedHistories, type Found, type Lost, openHistories, openWorkflowIds } from '../audit/histories.ts'
import { type ReplayVerdict, replayEach } from '../audit/replay.ts'
import { countArchives } from '../db/archives.ts'
import { type WorkflowBundle, workflowBundle } from '../temporal/bundle.ts'
import { dataConverterOf } from '../temporal/connect.ts'
import { atTheCentre, progressTeller, type Reached } from './stack/reach.ts'
import { say } from './stack/say.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run replay [-- --open] [-- --latest N] [-- --bundle FILE]: replays the histories of everything that is open, of the latest N archived
// workflows, or of both (the default, with N = 1000) with the workflow code of this clone, or of a bundle. Run it with a release before the
// release is deployed, and every night: exit code 1 when a history takes another path, cannot be read or is lost.

const byDefault = 1_000

const { values } = commandLine('replay')

interface Asked {
  readonly open: boolean
  readonly latest: number
  readonly bundle: WorkflowBundle
}

async function asked(): Promise<Asked> {
  const { latest } = values
  const all = latest === undefined && !values.open
  return {
    open: values.open ?? all,
    latest: latest ?? (all ? byDefault : 0),
    bundle: values.bundle === undefined ? await workflowBundle() : await bundleAt(values.bundle),
  }
}

async function bundleAt(codePath: string): Promise<WorkflowBundle> {
  return {
    codePath,
    buildId: createHash('sha256')
      .update(await readFile(codePath))
      .digest('hex')
      .slice(0, 12),
  }
}

/** Everything the engine has to say is in the verdicts. */
function silenceEngine(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { forward: {}, filter: 'off' } },
  })
}

async function replay({ sql, client, config }: Reached): Promise<number> {
  const { open, latest, bundle } = await asked()
  silenceEngine()
  const openIds = open ? await openWorkflowIds(sql) : []
  const archived = Math.min(latest, await countArchives(sql))
  const total = openIds.length + archived
  say(`  ${openIds.length} open and the latest ${archived} archived histories, with build ${bundle.buildId}`)
  const lost: Lost[] = []
  async function* found(): AsyncGenerator<Found> {
    for await (const one of openHistories(client, openIds)) if (hasHistory(one)) yield one
    for await (const one of archivedHistories(sql, latest)) if (hasHistory(one)) yield one
  }
  function hasHistory(one: Found | Lost): one is Found {
    if ('fault' in one) lost.push(one)
    return !('fault' in one)
  }
  const tell = progressTeller()
  const started = performance.now()
  let [done, events, rejected] = [0, 0, 0]
  for await (const { recorded, verdict } of replayEach(found(), { dataConverter: dataConverterOf(config), bundle })) {
    done++
    events += verdict.events
    if (!verdict.ok) rejected++
    if (!verdict.ok) explain(recorded, verdict)
    tell('replayed', done, total)
  }
  const seconds = (performance.now() - started) / 1_000
  for (const { workflowId, fault } of lost) say(`  ✗ ${workflowId}: ${fault}`)
  say(`  ${done} histories, ${events} events in ${seconds.toFixed(1)} s: ${(done / seconds).toFixed(1)} histories/s`)
  say(`  ${done - rejected} take the same path, ${rejected} do not, ${lost.length} could not be had`)
  return rejected + lost.length
}

function explain({ workflowId, source, history }: Found, { parting, error, recordedBy }: ReplayVerdict): void {
  const type = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? 'workflow'
  say(`  ✗ ${workflowId} (${type}, from the ${source}, run by ${recordedBy.join(', ') || 'no build'})`)
  if (parting) {
    say(`      parts at event ${parting.eventId}, ${parting.event} of ${parting.at}: ${parting.why}`)
    say(
      '      A change of workflow code that running cases must not meet needs a patch: docs/how-to/change-a-running-workflow.md',
    )
  } else say(`      cannot be read: ${error}`)
}

atTheCentre('replay', replay)
  .then(failures => {
    if (failures > 0) process.exitCode = 1
  })
  .catch(error => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
