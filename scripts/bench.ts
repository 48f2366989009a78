import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signLocalToken } from '../api/auth.ts'
import { loadUnits } from '../api/drill/loadUnits.ts'
import { connect } from '../db/client.ts'
import { demoStaff } from '../db/seed.ts'
import { connectTemporal } from '../temporal/connect.ts'
import { temporalConfig } from '../temporal.config.ts'
import { startBare } from './bench/bare.ts'
import { cpuSeconds, ownCpuSeconds } from './bench/cpu.ts'
import { benchDeadlines } from './bench/deadlines.ts'
import { percentile, round, spread } from './bench/statistics.ts'
import { bareSystem, dengbuSystem, type System, type Tokens } from './bench/systems.ts'
import { type Centre, startCentre } from './stack/centre.ts'
import { secret, tokenSecretName } from './stack/secrets.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run bench -- deadlines: see bench/deadlines.ts. npm run bench: a transfer-by-sale of eight human actions through the HTTP API, beside a bare workflow of eight updates with one local
// activity that inserts one row, behind HTTP too, on the same servers. Rounds take turns; only ratios within a round count, because the
// machine drifts. One JSON line a figure.

const { values, words } = commandLine('bench')
const { rounds, cases: casesPerRound, sequential: sequentialCases } = values

interface Figures {
  readonly system: string
  readonly round: number
  readonly concurrency: number
  readonly cases: number
  readonly casesPerSecond: number
  readonly actionP50Ms: number
  readonly actionP99Ms: number
  readonly cpuMsPerCase: Record<string, number>
}

async function main(): Promise<void> {
  if (words[0] === 'deadlines') return mainOfDeadlines()
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-bench-'))
  const centre = await startCentre({ dataDir, drill: false, env: { LOG_LEVEL: 'warn' } })
  const bare = await startBare(centre, await codecKeysOf(dataDir))
  const systems: System[] = []
  try {
    // Both systems count on one counter; the warm-up and the last look take their own.
    const total = 2 * rounds * (casesPerRound + sequentialCases) + 50
    await fillRegister(centre.ownerUrl, total)
    let next = 0
    systems.push(
      bareSystem(bare.url),
      dengbuSystem(centre.url, await tokensOf(dataDir), index => unitCode(index)),
    )
    const pids = () => ({ ...centre.pids(), bareWorker: bare.workerPid, bareServer: bare.serverPid })
    const run = (system: System, round: number, concurrency: number, cases: number) =>
      measure(system, round, concurrency, cases, () => next++, pids)

    for (const system of systems) await run(system, 0, 4, 10) // warm-up: caches, prepared statements, JIT
    const all: Figures[] = []
    for (let round = 1; round <= rounds; round++) {
      const order = round % 2 === 0 ? [...systems].reverse() : systems
      for (const system of order) all.push((await run(system, round, 16, casesPerRound)).figures)
      for (const system of order) all.push((await run(system, round, 1, sequentialCases)).figures)
    }
    for (const figures of all) print(figures)
    for (const system of systems) print(await historyOf(centre, dataDir, system, () => next++))
    for (const line of ratios(all)) print(line)
  } finally {
    for (const system of systems) system.close()
    await bare.stop()
    await centre.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function mainOfDeadlines(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-bench-'))
  const centre = await startCentre({ dataDir, drill: true, env: { LOG_LEVEL: 'warn' } })
  try {
    await benchDeadlines(centre, values, print)
  } finally {
    await centre.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measure(
  system: System,
  round: number,
  concurrency: number,
  cases: number,
  take: () => number,
  pids: () => Record<string, number>,
): Promise<{ figures: Figures }> {
  const times: number[] = []
  const before = cpuOf(pids())
  const started = performance.now()
  let left = cases
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await system.runCase(take(), ms => times.push(ms))
    }),
  )
  const seconds = (performance.now() - started) / 1_000
  const after = cpuOf(pids())
  const cpuMsPerCase = Object.fromEntries(
    Object.entries(after).map(([name, used]) => [name, round2(((used - (before[name] ?? 0)) * 1_000) / cases)]),
  )
  const total = Object.entries(cpuMsPerCase).reduce((sum, [name, ms]) => (name === 'driver' ? sum : sum + ms), 0)
  return {
    figures: {
      system: system.name,
      round,
      concurrency,
      cases,
      casesPerSecond: round2(cases / seconds),
      actionP50Ms: round2(percentile(times, 0.5)),
      actionP99Ms: round2(percentile(times, 0.99)),
      cpuMsPerCase: { ...cpuMsPerCase, total: round2(total) },
    },
  }
}

const round2 = (value: number): number => round(value, 2)

function cpuOf(pids: Record<string, number>): Record<string, number> {
  const parts = Object.entries(pids).filter(([name]) => name !== 'centre')
  return { ...Object.fromEntries(parts.map(([name, pid]) => [name, cpuSeconds(pid)])), driver: ownCpuSeconds() }
}

/** History events and bytes of one more case. */
async function historyOf(centre: Centre, dataDir: string, system: System, take: () => number) {
  const config = {
    ...temporalConfig({ TEMPORAL_CODEC_KEYS: await codecKeysOf(dataDir) }),
    address: centre.temporalAddress,
    namespace: centre.namespace,
  }
  const { client, connection } = connectTemporal(config)
  try {
    const id = await system.runCase(take(), () => {})
    const { historyLength, historySize } = await client.workflow.getHandle(id).describe()
    return { system: system.name, historyEvents: historyLength, historyBytes: historySize ?? null }
  } finally {
    await connection.close()
  }
}

/** Dengbu against bare, within each round. */
function ratios(all: readonly Figures[]) {
  const pick = (system: string, concurrency: number) =>
    all.filter(figures => figures.system === system && figures.concurrency === concurrency)
  const ratio = (concurrency: number, value: (figures: Figures) => number) =>
    spread(pick('dengbu', concurrency).map((figures, i) => value(figures) / value(pick('bare', concurrency)[i] ?? figures)))
  return [
    { ratio: 'casesPerSecond at concurrency 16 (target ≥ 0.8)', ...ratio(16, figures => figures.casesPerSecond) },
    { ratio: 'actionP50Ms at concurrency 1 (target ≤ 1.5)', ...ratio(1, figures => figures.actionP50Ms) },
    { ratio: 'actionP99Ms at concurrency 1', ...ratio(1, figures => figures.actionP99Ms) },
    { ratio: 'actionP50Ms at concurrency 16', ...ratio(16, figures => figures.actionP50Ms) },
    { ratio: 'cpuMsPerCase at concurrency 16', ...ratio(16, figures => figures.cpuMsPerCase.total ?? 0) },
  ]
}

const unitCode = (index: number): string => `510802001001GB00001F${String(index + 1).padStart(8, '0')}`

/** The office's own business: units are put on its register as an earlier system's data would be. */
async function fillRegister(databaseUrl: string, count: number): Promise<void> {
  const { sql, close } = connect(databaseUrl, { max: 1, statementTimeoutMs: 60_000, name: 'bench-fill' })
  try {
    await sql`create table bench_bare (id text not null, step int not null, payload text not null, primary key (id, step))`
    const holders = [{ name: '张建国', idNo: '510802196201101013', share: '1/1' }]
    await loadUnits(
      sql,
      '',
      Array.from({ length: count }, (_, i) => ({
        unitCode: unitCode(i),
        location: `滨河路${i + 1}号`,
        use: 'residential' as const,
        holders,
      })),
    )
  } finally {
    await close()
  }
}

async function tokensOf(dataDir: string): Promise<Tokens> {
  const key = new TextEncoder().encode(await secret(dataDir, tokenSecretName))
  const entries = demoStaff.map(
    async ([sub, , posts]) => [sub, await signLocalToken(key, { sub, office: '510802', posts })] as const,
  )
  return Object.fromEntries(await Promise.all(entries)) as Tokens
}

const codecKeysOf = async (dataDir: string): Promise<string> => `centre:${await secret(dataDir, 'payloadKey')}`

const print = (line: object): void => console.log(JSON.stringify(line))

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
