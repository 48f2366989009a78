import { Ajv, type ErrorObject } from 'ajv'
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'

/**
 * Bodies are taken as they are: nothing is coerced, dropped or filled in, so that what was accepted is what was sent. Query strings and
 * path parameters are text and are read as what the schema says.
 */
export function registerValidation(app: FastifyInstance): void {
  const strict = new Ajv({ allErrors: true, strict: false })
  const textual = new Ajv({ allErrors: true, strict: false, coerceTypes: 'array', useDefaults: true })
  const compile: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : textual).compile(schema)
  app.setValidatorCompiler(compile)
}

/** The first three faults of a request, in Chinese, with the place of each. */
export function describeValidation(errors: readonly Partial<ErrorObject>[], where: string): string {
  const faults = errors.filter(error => error.keyword !== 'if').map(describe)
  const rest = faults.length > 3 ? `；另有 ${faults.length - 3} 处` : ''
  return `${places[where] ?? where}不正确：${faults.slice(0, 3).join('；')}${rest}`
}

const places: Readonly<Record<string, string>> = {
  body: '请求正文',
  querystring: '查询参数',
  params: '路径参数',
  headers: '请求头',
}

function describe(error: Partial<ErrorObject>): string {
  const at = (error.instancePath ?? '').slice(1).replaceAll('/', '.')
  const params = (error.params ?? {}) as Record<string, unknown>
  const say = sentences[error.keyword ?? '']
  return `${at || '（顶层）'} ${say ? say(params) : error.message}`
}

const sentences: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: params => `缺少 ${params.missingProperty}`,
  additionalProperties: params => `有不认识的字段 ${params.additionalProperty}`,
  type: params => `应为 ${typeNames[String(params.type)] ?? params.type}`,
  enum: params => `应为下列之一：${(params.allowedValues as unknown[]).join('、')}`,
  const: params => `应为 ${params.allowedValue}`,
  anyOf: () => '不是允许的值',
  minLength: params => `至少 ${params.limit} 个字符`,
  maxLength: params => `至多 ${params.limit} 个字符`,
  minItems: params => `至少 ${params.limit} 项`,
  maxItems: params => `至多 ${params.limit} 项`,
  uniqueItems: () => '有重复的项',
  minimum: params => `不得小于 ${params.limit}`,
  maximum: params => `不得大于 ${params.limit}`,
  exclusiveMinimum: params => `应当大于 ${params.limit}`,
  pattern: params => `格式不正确（${params.pattern}）`,
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
}
