import { type Client, clientOf, Refused } from './client.ts'
import { drive } from './drive.ts'
import { driveTogether } from './driveTogether.ts'
import { firstDifference } from './match.ts'
import { type Deed, type Expect, isObject, type Refusal, type Scenario, type Step } from './types.ts'

/** What became of a scenario: `difference` says where it went another way than told. */
export type Verdict = { ok: boolean; id: string; title: string; difference?: string; ms: number }

/** Plays one scenario in a world of its own on the centre at `url`. */
export async function runScenario(url: string, scenario: Scenario): Promise<Verdict> {
  const begun = performance.now()
  const told = { id: scenario.id, title: scenario.title }
  try {
    await play(clientOf(url), scenario)
    return { ok: true, ...told, ms: performance.now() - begun }
  } catch (error) {
    return { ok: false, ...told, difference: reason(error), ms: performance.now() - begun }
  }
}

/** The scenario's world and the numbers of the cases it has filed, by their names. */
type Stage = { client: Client; world: string; cases: Map<string, string>; applications: Map<string, string> }

async function play(outside: Client, scenario: Scenario): Promise<void> {
  const start = scenario.start ?? new Date().toISOString()
  const opened = await outside.post('/api/drill/worlds', { start }, 'admin-1')
  if (!isObject(opened) || typeof opened.world !== 'string') throw new Error('POST /api/drill/worlds answered no world')
  const stage: Stage = { client: outside.inWorld(opened.world), world: opened.world, cases: new Map(), applications: new Map() }
  if (scenario.register.length > 0) await stage.client.post('/api/drill/register', { units: scenario.register }, 'admin-1')
  for (const step of scenario.steps) await playStep(stage, step)
}

async function playStep(stage: Stage, step: Step): Promise<void> {
  try {
    await asTold(step.refused, () => perform(stage, filled(step.deed, stage)))
  } catch (error) {
    throw new Error(`step ${step.no} ${headline(step.deed)}: ${reason(error)}`)
  }
}

/** Lets a step pass only when it ends as told: done, or refused in just this way. */
async function asTold(refused: Refusal | undefined, deed: () => Promise<void>): Promise<void> {
  if (!refused) return deed()
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const status = refused.status ?? 409
    if (error.status !== status) throw new Error(`expected to be refused ${refused.rule ?? status}, got ${error.message}`)
    if (refused.rule && error.rule !== refused.rule)
      throw new Error(`expected to be refused ${refused.rule}, got ${error.message}`)
    return
  }
  throw new Error(`expected to be refused ${refused.rule ?? refused.status}, but it was done`)
}

async function perform(stage: Stage, deed: Deed): Promise<void> {
  const { client, world } = stage
  switch (deed.kind) {
    case 'apply':
      return file(stage, deed.apply.case, await client.post('/api/cases', deed.apply.body, deed.apply.as))
    case 'together': {
      const { parts, as, application } = deed.together
      const answer = await client.post('/api/applications', { parts: parts.map(part => part.body) }, as)
      return fileTogether(stage, application, parts, answer)
    }
    case 'act': {
      const { action, body, as } = deed.act
      await client.post(`${pathOf(stage, deed.act)}/actions/${action}`, body, as)
      return
    }
    case 'drive': {
      const { application, case: name = '', to } = deed.drive
      return application
        ? driveTogether(client, applicationNoOf(stage, application), to)
        : drive(client, caseNoOf(stage, name), to)
    }
    case 'wait':
    case 'until': {
      const how = deed.kind === 'wait' ? { by: deed.by } : { until: deed.until }
      await client.post(`/api/drill/worlds/${encodeURIComponent(world)}/advance`, how, 'admin-1')
      return
    }
    case 'expect': {
      const answer = await read(stage, deed.expect)
      const difference = firstDifference(deed.expect.pattern, Array.isArray(answer) ? { items: answer } : answer)
      if (difference !== undefined) throw new Error(difference)
    }
  }
}

function file(stage: Stage, name: string, answer: unknown): void {
  if (!isObject(answer) || typeof answer.caseNo !== 'string') throw new Error('the filing was answered without a caseNo')
  stage.cases.set(name, answer.caseNo)
}

function fileTogether(stage: Stage, name: string, parts: readonly { case: string }[], answer: unknown): void {
  if (!isObject(answer) || typeof answer.applicationNo !== 'string' || !Array.isArray(answer.parts))
    throw new Error('the application was answered without an applicationNo and parts')
  stage.applications.set(name, answer.applicationNo)
  for (const [i, part] of parts.entries()) file(stage, part.case, answer.parts[i])
}

function pathOf(stage: Stage, { application, case: name = '' }: { application?: string; case?: string }): string {
  return application ? `/api/applications/${applicationNoOf(stage, application)}` : `/api/cases/${caseNoOf(stage, name)}`
}

function applicationNoOf(stage: Stage, name: string): string {
  const applicationNo = stage.applications.get(name)
  if (!applicationNo) throw new Error(`no application "${name}" was filed before`)
  return applicationNo
}

function read(stage: Stage, { reads, name, body, as }: Expect): Promise<unknown> {
  if (reads === 'post') return stage.client.post(name, body, as)
  if (reads === 'get') return stage.client.get(name, as)
  if (reads === 'application') return stage.client.get(pathOf(stage, { application: name }), as)
  if (reads === 'case') return stage.client.get(`/api/cases/${caseNoOf(stage, name)}`, as)
  return stage.client.get(`/api/register/units/${encodeURIComponent(name)}?purpose=${encodeURIComponent('核对登记结果')}`, as)
}

function caseNoOf(stage: Stage, name: string): string {
  const caseNo = stage.cases.get(name)
  if (caseNo === undefined) throw new Error(`no case "${name}" has been filed`)
  return caseNo
}

/** Puts case numbers in the place of `{{name.caseNo}}`, anywhere in a step's strings. */
function filled<T>(value: T, stage: Stage): T {
  return JSON.parse(JSON.stringify(value), (_key, found: unknown) =>
    typeof found === 'string' ? fill(found, stage) : found,
  ) as T
}

function fill(text: string, stage: Stage): string {
  return text.replace(/\{\{\s*([^{}]+?)\.(caseNo|applicationNo)\s*\}\}/g, (_whole, name: string, what: string) =>
    what === 'caseNo' ? caseNoOf(stage, name) : applicationNoOf(stage, name),
  )
}

function headline(deed: Deed): string {
  switch (deed.kind) {
    case 'apply':
      return `apply ${deed.apply.case}`
    case 'act':
      return `act ${deed.act.action} ${deed.act.application ?? deed.act.case} as ${deed.act.as}`
    case 'together':
      return `together ${deed.together.application}`
    case 'drive':
      return `drive ${deed.drive.application ?? deed.drive.case} to ${deed.drive.to}`
    case 'expect':
      return `expect ${deed.expect.name}`
    case 'wait':
      return `wait ${deed.by}`
    case 'until':
      return `until ${deed.until}`
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message}${cause}`
}
