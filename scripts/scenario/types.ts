/** What a scenario file says, after it has been read and found well-formed. */
export type Scenario = {
  file: string
  id: string
  title: string
  basis: string[]
  start?: string
  register: Json[]
  steps: Step[]
}

export type Json = { [key: string]: unknown }

/** How a refusal must look: by its rule (then 409), by its status, or by both. */
export type Refusal = { rule?: string; status?: number }

export type Apply = { case: string; as: string; body: Json }
/** Several cases filed as one application (一并申请), in logical order. */
export type Together = { application: string; as: string; parts: { case: string; body: Json }[] }
/** On one case, or on all parts of an application. */
export type Act = { case?: string; application?: string; as: string; action: string; body: Json }
export type Drive = { case?: string; application?: string; to: Target }
/** `name` is the case's name, the unit's code, or the path of `get:` and `post:`. */
export type Expect = {
  reads: 'case' | 'application' | 'unit' | 'get' | 'post'
  name: string
  as: string
  body: Json
  pattern: Json
}

export type Deed =
  | { kind: 'apply'; apply: Apply }
  | { kind: 'together'; together: Together }
  | { kind: 'drive'; drive: Drive }
  | { kind: 'act'; act: Act }
  | { kind: 'wait'; by: string }
  | { kind: 'until'; until: string }
  | { kind: 'expect'; expect: Expect }

/** One step, with its number as a reader counts it (from 1). */
export type Step = { no: number; deed: Deed; refused?: Refusal }

export const targets = ['accepted', 'examined', 'recorded', 'archived'] as const
export type Target = (typeof targets)[number]

/** The part of a case that the runner looks at; the answer holds more. */
export type CaseView = {
  caseNo: string
  stage: string
  outcome?: string | null
  parties?: { role: string; name: string }[]
  tracks?: { [track: string]: unknown; departments?: { [department: string]: string } }
  availableActions?: { action: string }[]
}

/** Whether a value is a plain JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
