import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../domain/case/types.ts'
import { citeAll } from '../domain/law/provisions.ts'
import { describeValidation } from './validation.ts'

/** An answer that is not what was asked for, as RFC 9457 `application/problem+json`. `detail` is in the clerk's language and says what to do. */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly extra: Readonly<Record<string, unknown>>

  constructor(status: number, detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(detail)
    this.status = status
    this.title = titles[status] ?? '请求未能办理'
    this.extra = extra
  }
}

/** A rule's refusal: its id, its sentence and the law behind it. The wrong post is 403, a malformed body 422, everything else 409. */
export function refusalProblem({ rule, detail, basis }: Refusal): Problem {
  const status = rule === 'post' ? 403 : rule === 'body' ? 422 : 409
  return new Problem(status, detail, { rule, basis: citeAll([...basis]) })
}

/** What is asked for cannot be, whatever the law says to it: a matter of the body. */
export const misasked = (detail: string): Problem => refusalProblem({ rule: 'body', detail, basis: [] })

export const notFound = (what: string): Problem => new Problem(404, `没有找到${what}`)

const titles: Readonly<Record<number, string>> = {
  400: '请求格式不正确',
  401: '未登录',
  403: '无权办理',
  404: '没有找到',
  408: '请求超时',
  409: '依规则不能办理',
  413: '请求过大',
  414: '地址过长',
  415: '不支持的内容类型',
  422: '请求内容不正确',
  429: '请求过于频繁',
  431: '请求头过大',
  500: '系统内部错误',
  503: '系统暂时不可用',
}

export function problemBody({ status, title, message: detail, extra }: Problem) {
  return { type: 'about:blank', title, status, detail, ...extra }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer')
  // Already serialised: an answer that explains an error must not fail on the schema of the answer that it replaces.
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemBody(problem))
}

/** Every error of every route ends here; what is not a Problem is logged, and told without its inside. */
export function registerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(`接口 ${request.method} ${request.url.split('?')[0]}`)))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = asProblem(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    return sendProblem(reply, problem)
  })
}

/** Errors of the router, before there is a route: they pass by the error handler. */
export function answerFrameworkError(error: FastifyError, _: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(reply, asProblem(error))
}

/** Errors of HTTP itself, before there is a request: written to the socket as they are. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const problem = connectionErrors[error.code ?? ''] ?? new Problem(400, '请求不是合法的 HTTP')
  const body = JSON.stringify(problemBody(problem))
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const connectionErrors: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, '请求地址和请求头合计不得超过 16 KB'),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, '请求没有在限定时间内送达'),
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error
  if (error.validation) return misasked(describeValidation(error.validation, error.validationContext ?? 'body'))
  const told = clientErrors[error.code] ?? (error.statusCode === 429 ? tooMany : null)
  if (told) return told
  if (error.statusCode && error.statusCode < 500) return new Problem(error.statusCode, error.message)
  if (isDatabaseAway(error)) return databaseAway
  return new Problem(500, '系统内部错误，请求可能没有办理；请稍后用同一个 Idempotency-Key 重试，仍不成功请联系系统管理员')
}

/** What the database driver says when there is no connection, and what Postgres says (SQLSTATE) when it goes, comes or takes too long. */
const awayCodes = /^(ECONN|EPIPE|CONNECT|57P0|57014$|55P03$|08)/

const isDatabaseAway = (error: { readonly code?: unknown }): boolean => awayCodes.test(String(error.code ?? ''))

const databaseAway = new Problem(503, '数据库暂时没有应答，请求可能没有办理；请稍后用同一个 Idempotency-Key 重试')

const tooMany = new Problem(429, '请求过于频繁，请稍后再试')

const clientErrors: Readonly<Record<string, Problem>> = {
  FST_ERR_BAD_URL: new Problem(400, '请求地址不正确：百分号编码不完整或者不是 UTF-8'),
  FST_ERR_MAX_PARAM_LENGTH: new Problem(414, '请求地址中的参数过长'),
  FST_ERR_CTP_INVALID_JSON_BODY: new Problem(400, '请求正文不是合法的 JSON（名为 __proto__ 的成员也不接受）'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Problem(400, '请求正文为空；没有内容时请发送 {}'),
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem(413, '请求正文过大，办理请求不得超过 256 KB；附件请只提交引用'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem(415, '请求正文应为 application/json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new Problem(400, 'Content-Length 与正文长度不符'),
}
