import { type Json, send } from './window.ts'

/** The API's addresses as its own document (`/docs/json`) names them, so that a test over all of them forgets none. */

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly schema: Json
}

export interface Operation {
  readonly method: string
  /** With `{caseNo}` and the like. */
  readonly path: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Json
  readonly responses: Json
  /** `[]` where no token is asked for. */
  readonly security?: readonly Json[]
}

export interface Document extends Json {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
}

export async function readDocument(): Promise<Document> {
  return (await send<Document>('/docs/json')).body
}

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )

export const parametersOf = ({ parameters = [] }: Operation, where: Parameter['in']): Parameter[] =>
  parameters.filter(parameter => parameter.in === where)

/** The address with its places filled; a place without a value gets one that exists nowhere. */
export const filled = (path: string, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'nowhere')
