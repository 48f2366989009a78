import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { readStep } from './steps.ts'
import { isObject, type Json, type Scenario } from './types.ts'

/** A scenario file that cannot be read; the message names the file, the step and what is wrong. */
export class MalformedScenario extends Error {}

/** Reads one scenario file. */
export function loadScenario(file: string): Scenario {
  return parseScenario(readFileSync(file, 'utf8'), file)
}

/** Reads a scenario from its text; `file` only names it in errors. */
export function parseScenario(text: string, file: string): Scenario {
  try {
    return asScenario(parseYaml(text), file)
  } catch (error) {
    throw new MalformedScenario(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

// The core schema of YAML 1.2 knows no timestamps: dates stay the strings that were written.
function parseYaml(text: string): unknown {
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', prettyErrors: true })
  const [document] = documents
  if (!document) throw new Error('the file is empty')
  if (documents.length > 1) throw new Error('one scenario a file, but the file holds several documents')
  const [error] = document.errors
  if (error) throw new Error(`not YAML: ${error.message.split('\n')[0]}`)
  return document.toJS()
}

function asScenario(value: unknown, file: string): Scenario {
  if (!isObject(value)) throw new Error('a scenario is a mapping with id, title and steps')
  const unknown = Object.keys(value).find(key => !['id', 'title', 'basis', 'start', 'register', 'steps'].includes(key))
  if (unknown) throw new Error(`unknown key "${unknown}"`)
  const steps = list(value, 'steps')
  if (steps.length === 0) throw new Error('"steps" is missing or empty')
  return {
    file,
    id: text(value, 'id'),
    title: text(value, 'title'),
    basis: list(value, 'basis').map(String),
    ...(value.start === undefined ? {} : { start: text(value, 'start') }),
    register: list(value, 'register').map(unit => {
      if (!isObject(unit)) throw new Error('"register" lists units, each a mapping')
      return unit
    }),
    steps: steps.map((step, index) => readStep(step, index + 1)),
  }
}

function text(value: Json, key: string): string {
  const found = value[key]
  if (typeof found !== 'string' || found === '') throw new Error(`"${key}" must be a string`)
  return found
}

function list(value: Json, key: string): unknown[] {
  const found = value[key] ?? []
  if (!Array.isArray(found)) throw new Error(`"${key}" must be a list`)
  return found
}
