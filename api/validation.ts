import { Ajv, type ErrorObject } from 'ajv'
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import { isLocalDate, parseInstant } from '../domain/time/instant.ts'
import { notBlank } from './schemas/common.ts'

/**
 * Bodies are taken as they are: nothing is coerced, dropped or filled in, so that what was accepted is what was sent. Query strings and
 * path parameters are text and are read as what the schema says.
 */
export function registerValidation(app: FastifyInstance): void {
  // `verbose`, so that a fault can be told in the words of the schema's own description.
  const common = { allErrors: true, strict: false, verbose: true, formats: { date: isLocalDate, instant: isInstant } }
  const strict = new Ajv(common)
  const textual = new Ajv({ ...common, coerceTypes: 'array', useDefaults: true })
  const compile: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : textual).compile(schema)
  app.setValidatorCompiler(compile)
}

function isInstant(text: string): boolean {
  try {
    parseInstant(text)
    return true
  } catch {
    return false
  }
}

const longestAnswer = 2_000

/** The first three faults of a request, in Chinese, with the place of each. */
export function describeValidation(errors: readonly Partial<ErrorObject>[], where: string): string {
  const faults = meantFaults(errors).sort(unknownFirst).map(describe)
  const rest = faults.length > 3 ? `；另有 ${faults.length - 3} 处` : ''
  // Names in it are the sender's: an answer is no place to repeat all of them.
  return `${places[where] ?? where}不正确：${faults.slice(0, 3).join('；')}${rest}`.slice(0, longestAnswer)
}

/** A name that is not known is most often one that is missing, misspelt. */
const unknownFirst = (a: Partial<ErrorObject>, b: Partial<ErrorObject>): number =>
  Number(b.keyword === 'additionalProperties') - Number(a.keyword === 'additionalProperties')

/** Of alternatives, one that fails by its very type is not the one that was meant, unless all do. */
function meantFaults(errors: readonly Partial<ErrorObject>[]): Partial<ErrorObject>[] {
  const told = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf')
  const meant = told.filter(({ schemaPath }) => !/\/anyOf\/\d+\/(type|const)$/.test(schemaPath ?? ''))
  return meant.length > 0 ? meant : told
}

/** Parts of a request in Chinese. */
export const places: Readonly<Record<string, string>> = {
  body: '请求正文',
  querystring: '查询参数',
  params: '路径参数',
  headers: '请求头',
}

function describe(error: Partial<ErrorObject>): string {
  const at = (error.instancePath ?? '').slice(1).replaceAll('/', '.')
  const described = (error.parentSchema as { description?: string } | undefined)?.description
  const params = { ...error.params, described } as Record<string, unknown>
  const say = sentences[error.keyword ?? '']
  return `${at || '（顶层）'} ${say ? say(params) : error.message}`
}

const sentences: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: params => `缺少 ${params.missingProperty}`,
  additionalProperties: params => `有不认识的字段 ${params.additionalProperty}`,
  type: params => `应为 ${typeNames[String(params.type)] ?? params.type}`,
  enum: params => `应为下列之一：${(params.allowedValues as unknown[]).join('、')}`,
  const: params => `应为 ${params.allowedValue}`,
  minLength: params => `至少 ${params.limit} 个字符`,
  maxLength: params => `至多 ${params.limit} 个字符`,
  minItems: params => `至少 ${params.limit} 项`,
  maxItems: params => `至多 ${params.limit} 项`,
  uniqueItems: () => '有重复的项',
  minimum: params => `不得小于 ${params.limit}`,
  maximum: params => `不得大于 ${params.limit}`,
  exclusiveMinimum: params => `应当大于 ${params.limit}`,
  pattern: params => (params.pattern === notBlank ? '不得只有空白' : `格式不正确，应为${params.described ?? params.pattern}`),
  format: params => `格式不正确，应为${params.described ?? params.format}`,
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  null: '空',
}
