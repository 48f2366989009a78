import {
  type Act,
  type Apply,
  type Deed,
  type Drive,
  type Expect,
  isObject,
  type Json,
  type Refusal,
  type Step,
  type Together,
  targets,
} from './types.ts'

const kinds = ['apply', 'together', 'drive', 'act', 'wait', 'until', 'expect'] as const

/** Checks one step of a scenario and fills in what the format leaves out; `no` names it in errors. */
export function readStep(value: unknown, no: number): Step {
  try {
    if (!isObject(value)) throw new Error('a step is a mapping such as {act: {…}}')
    const said = kinds.filter(kind => kind in value)
    only(value, [...kinds, 'refused'])
    const [kind] = said
    if (!kind || said.length > 1) throw new Error(`a step has exactly one of ${kinds.join(', ')}`)
    const step = { no, deed: readDeed(kind, value[kind]) }
    return value.refused === undefined ? step : { ...step, refused: readRefusal(value.refused) }
  } catch (error) {
    throw new Error(`step ${no}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readDeed(kind: (typeof kinds)[number], value: unknown): Deed {
  if (kind === 'wait') return { kind, by: duration(value) }
  if (kind === 'until') return { kind, until: instant(value) }
  if (!isObject(value)) throw new Error(`"${kind}" must be a mapping`)
  if (kind === 'apply') return { kind, apply: readApply(value) }
  if (kind === 'together') return { kind, together: readTogether(value) }
  if (kind === 'drive') return { kind, drive: readDrive(value) }
  if (kind === 'act') return { kind, act: readAct(value) }
  return { kind, expect: readExpect(value) }
}

function readApply(value: Json): Apply {
  const { case: name, as, except, ...body } = value
  only(body, ['procedure', 'office', 'channel', 'units', 'parties', 'facts', 'materials', 'consents', 'enquiry'])
  text(value, 'procedure')
  if (!Array.isArray(value.units)) throw new Error('"units" must be a list of unit codes')
  if (except !== undefined && !Array.isArray(except)) throw new Error('"except" must be a list of material codes')
  if (except !== undefined && (body.materials ?? 'all') !== 'all') throw new Error('"except" goes with "materials: all"')
  const materials = except ? { all: true, except } : (body.materials ?? [])
  const filed = { office: '510802', channel: 'counter', parties: [], facts: {}, ...body, materials }
  return { case: text({ name }, 'name', 'case'), as: actor(as, 'intake-1'), body: filed }
}

function readTogether(value: Json): Together {
  only(value, ['application', 'as', 'parts'])
  if (!Array.isArray(value.parts) || !value.parts.every(isObject)) throw new Error('"parts" must be a list of applications')
  const parts = value.parts.map(part => {
    const { case: name, body } = readApply(part)
    return { case: name, body }
  })
  return { application: text(value, 'application'), as: actor(value.as, 'intake-1'), parts }
}

/** Exactly one of a case and an application is meant. */
function target(value: Json): { case: string } | { application: string } {
  if ('case' in value && 'application' in value) throw new Error('name a case or an application, not both')
  return 'application' in value ? { application: text(value, 'application') } : { case: text(value, 'case') }
}

function readDrive(value: Json): Drive {
  only(value, ['case', 'application', 'to'])
  const to = targets.find(target => target === value.to)
  if (!to) throw new Error(`"to" must be one of ${targets.join(', ')}`)
  return { ...target(value), to }
}

function readAct(value: Json): Act {
  only(value, ['case', 'application', 'as', 'action', 'body'])
  return {
    ...target(value),
    as: actor(value.as, 'intake-1'),
    action: text(value, 'action'),
    body: mapping(value, 'body'),
  }
}

// `get:` and `post:` come first, so that an answer which itself has a key "case" or "unit" can be matched.
function readExpect(value: Json): Expect {
  const reads = (['get', 'post', 'case', 'application', 'unit'] as const).find(key => key in value)
  if (!reads) throw new Error('"expect" needs one of case, application, unit, get, post')
  const { [reads]: name, as, body, ...pattern } = value
  if (body !== undefined && reads !== 'post') throw new Error('"body" goes with "post"')
  if (reads === 'case' && 'unit' in pattern) throw new Error('"expect" reads either a case or a unit')
  return { reads, name: text({ name }, 'name', reads), as: actor(as, 'auditor-1'), body: mapping(value, 'body'), pattern }
}

function readRefusal(value: unknown): Refusal {
  if (!isObject(value)) throw new Error('"refused" must be {rule: …} or {status: …}')
  only(value, ['rule', 'status'])
  const { rule, status } = value
  if (rule === undefined && status === undefined) throw new Error('"refused" names a rule or a status')
  if (status !== undefined && typeof status !== 'number') throw new Error('"status" must be a number')
  return { ...(rule === undefined ? {} : { rule: text(value, 'rule') }), ...(status === undefined ? {} : { status }) }
}

function only(value: Json, known: string[]): void {
  const unknown = Object.keys(value).find(key => !known.includes(key))
  if (unknown) throw new Error(`unknown key "${unknown}"`)
}

function text(value: Json, key: string, called = key): string {
  const found = value[key]
  if (typeof found !== 'string' || found === '') throw new Error(`"${called}" must be a string`)
  return found
}

function actor(value: unknown, otherwise: string): string {
  return value === undefined ? otherwise : text({ as: value }, 'as')
}

function mapping(value: Json, key: string): Json {
  const found = value[key] ?? {}
  if (!isObject(found)) throw new Error(`"${key}" must be a mapping`)
  return found
}

function duration(value: unknown): string {
  if (typeof value === 'string' && /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.test(value)) return value
  throw new Error('"wait" must be a duration such as P3D or PT2H')
}

function instant(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return value
  throw new Error('"until" must be an instant such as 2025-06-05T10:12+08:00')
}
