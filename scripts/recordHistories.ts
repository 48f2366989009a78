import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { Audit } from '../audit/audit.ts'
import { connect, type Sql } from '../db/client.ts'
import { readEvents } from '../db/ledger.ts'
import type { CaseState } from '../domain/case/types.ts'
import { connectTemporal, dataConverterOf } from '../temporal/connect.ts'
import { temporalConfig } from '../temporal.config.ts'
import { termsWorkflowId } from '../workflows/messages.ts'
import { scenarioFiles } from './scenario/files.ts'
import { loadScenario } from './scenario/load.ts'
import { runScenario } from './scenario/run.ts'
import { startCentre } from './stack/centre.ts'
import { say } from './stack/say.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run record-histories: plays the project's scenarios and keeps one history for each edition and ending, with its ledger, and some of the
// rights with a term, under tests/histories. They are what later releases must still be able to replay: one that is there is never written over
// without --overwrite.

const folder = fileURLToPath(new URL('../tests/histories/', import.meta.url))
const scenarios = fileURLToPath(new URL('../tests/acceptance/', import.meta.url))
const { overwrite } = commandLine('recordHistories').values

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-record-'))
  const centre = await startCentre({ dataDir, drill: true })
  const { sql, close } = connect(centre.databaseUrl, { max: 2, name: 'dengbu-record' })
  const config = { ...temporalConfig({ DENGBU_DRILL: '1' }), address: centre.temporalAddress, namespace: centre.namespace }
  const { client, connection } = connectTemporal(config)
  try {
    await mkdir(folder, { recursive: true })
    const audit = new Audit(client, sql, dataConverterOf(config))
    const kept = new Set<string>()
    for (const file of await scenarioFiles([scenarios], process.cwd())) {
      const scenario = await loadScenario(file)
      const verdict = await runScenario(centre.url, scenario)
      if (!verdict.ok)
        throw new Error(
          `Scenario ${scenario.id} fails (${verdict.difference}). Mend it first; a history of it would prove nothing.`,
        )
      for (const state of await newCases(sql, kept)) await keep(sql, audit, state, scenario.id)
      await keepTerms(sql, client, scenario.id)
    }
  } finally {
    await Promise.allSettled([connection.close(), close()])
    await centre.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const seen = new Set<string>()

/**
 * Cases not seen before that end in a way not seen before, or in which something happened for the first time: one history for each
 * edition and ending, and every kind of event in one of them at least.
 */
async function newCases(sql: Sql, kept: Set<string>): Promise<CaseState[]> {
  const rows = await sql<{ state: CaseState; types: string[] }[]>`
    select state, array(select distinct type from case_events where case_events.case_no = cases.case_no order by type) as types from cases order by case_no`
  return rows.flatMap(({ state, types }) => {
    if (seen.has(state.caseNo) || state.stage !== 'closed') return []
    const ways = [`${state.application.edition} ${state.outcome} ${state.part ? 'part' : ''}`, ...types]
    if (ways.every(way => kept.has(way))) return []
    seen.add(state.caseNo)
    for (const way of ways) kept.add(way)
    return [state]
  })
}

async function keep(sql: Sql, audit: Audit, state: CaseState, scenario: string): Promise<void> {
  const outcome = state.stage === 'closed' ? state.outcome : state.stage
  const part = state.part ? `-part${state.part.no}` : ''
  const name = `${state.application.edition}--${outcome}--${scenario}${part}.json`
  if (existsSync(join(folder, name)) && !overwrite) return say(`kept as it is: ${name}`)
  const ledger = await readEvents(sql, state.caseNo)
  const history = await audit.historyJson(state.caseNo)
  await write(name, { caseNo: state.caseNo, outcome, scenario, ledger, history })
}

/** The histories of the rights with a term on the scenario's units, running or over. */
async function keepTerms(sql: Sql, client: Client, scenario: string): Promise<void> {
  const rows = await sql<{ world: string; unitCode: string }[]>`
    select distinct world, unit_code as "unitCode" from outbox where kind = 'terms' order by world, unit_code`
  for (const { world, unitCode } of rows.filter(row => !seen.has(termsWorkflowId(row.world, row.unitCode)))) {
    const workflowId = termsWorkflowId(world, unitCode)
    seen.add(workflowId)
    if (!scenariosOfTerms.has(scenario)) continue
    const name = `unit-terms--${scenario}--${unitCode}.json`
    if (existsSync(join(folder, name)) && !overwrite) continue
    const history = await client.workflow.getHandle(workflowId).fetchHistory()
    await write(name, {
      workflowId,
      scenario,
      history: JSON.parse(historyToJSON(history)),
    })
  }
}

/** 异议失效, 预告失效, 轮候查封 and a suit proof: each kind of term once. */
const scenariosOfTerms: ReadonlySet<string> = new Set(['W10', 'W11', 'W17', 'B07'])

async function write(name: string, content: object): Promise<void> {
  await writeFile(join(folder, name), `${JSON.stringify(content)}\n`)
  say(`recorded ${name}`)
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
