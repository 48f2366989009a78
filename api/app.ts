import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController, type RawServerDefault } from 'fastify'
import { registerAuth } from './auth.ts'
import type { ApiContext } from './context.ts'
import { registerKeepable } from './keepable.ts'
import { noLook, published, registerLooks } from './looks.ts'
import { registerOnce } from './once.ts'
import { openapi } from './openapi.ts'
import { answerClientError, answerFrameworkError, registerProblems } from './problems.ts'
import { registerAccessRoutes } from './routes/accesses.ts'
import { registerApplicationRoutes } from './routes/applications.ts'
import { registerAuditRoutes } from './routes/audit.ts'
import { registerCalendarRoutes } from './routes/calendar.ts'
import { registerCaseActing } from './routes/caseActing.ts'
import { registerCaseFiling } from './routes/caseFiling.ts'
import { registerCasePastRoutes } from './routes/casePast.ts'
import { registerCaseReading } from './routes/caseReading.ts'
import { registerCommandRoutes } from './routes/commands.ts'
import { registerDrillRoutes } from './routes/drill.ts'
import { registerEnquiryRoutes } from './routes/enquiries.ts'
import { registerEvidenceRoutes } from './routes/evidence.ts'
import { registerExceptionRoutes } from './routes/exceptions.ts'
import { registerHallReportRoutes } from './routes/hallReports.ts'
import { registerHallRoutes } from './routes/halls.ts'
import { registerHealthRoutes } from './routes/health.ts'
import { registerIncidentReports } from './routes/incidentReports.ts'
import { registerIncidentRoutes } from './routes/incidents.ts'
import { registerIntegrityRoutes } from './routes/integrity.ts'
import { registerInterventionRoutes } from './routes/interventions.ts'
import { registerLeaderVisitRoutes } from './routes/leaderVisits.ts'
import { registerLimitRoutes } from './routes/limits.ts'
import { registerOneWindowReports } from './routes/oneWindow.ts'
import { registerPromptRoutes } from './routes/prompts.ts'
import { registerPublicInformationRoutes } from './routes/publicInformation.ts'
import { registerErrorRoutes } from './routes/qualityErrors.ts'
import { registerEvaluationRoutes } from './routes/qualityEvaluations.ts'
import { registerFindingRoutes } from './routes/qualityFindings.ts'
import { registerFindingLists } from './routes/qualityLedger.ts'
import { registerSamplingRoutes } from './routes/qualitySampling.ts'
import { registerQualityWork } from './routes/qualityWork.ts'
import { registerReferenceRoutes } from './routes/reference.ts'
import { registerRegisterRoutes } from './routes/register.ts'
import { registerRegisterPastRoutes } from './routes/registerPast.ts'
import { registerReminderRoutes } from './routes/reminders.ts'
import { registerReportRoutes } from './routes/reports.ts'
import { registerSealRoutes } from './routes/seal.ts'
import { registerStaffRoutes } from './routes/staff.ts'
import { registerStepTimeReport } from './routes/stepTimes.ts'
import { registerTaskMoveRoutes } from './routes/taskMoves.ts'
import { registerTaskRoutes } from './routes/tasks.ts'
import { registerTicketRoutes } from './routes/tickets.ts'
import { caseSchema } from './schemas/cases.ts'
import { problem } from './schemas/common.ts'
import { qualityTags } from './schemas/quality.ts'
import { supervisionTags } from './schemas/supervision.ts'
import { registerValidation } from './validation.ts'

export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>

/** Larger bodies are documents, and documents are handed in by reference. */
const bodyLimit = 256 * 1024
/** Per token and minute: far above a person, below a runaway script. */
const requestsPerMinute = 6_000
/** Above every limit in the routes' own schemas, so that theirs is the answer; the address of a kept command is the longest. */
const maxParamLength = 1_000

/** The application without its process: routes, one by one, in the order a reader would look for them. */
export async function buildApp(context: ApiContext): Promise<Api> {
  const app = fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    bodyLimit,
    // Requests are measured, not written down: a log is no place for what is asked about whom.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: false,
    return503OnClosing: true,
    routerOptions: { maxParamLength },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>() as Api
  // Bodies are JSON: what comes as text/plain is told so, not taken for a JSON string.
  app.removeContentTypeParser('text/plain')
  registerProblems(app as unknown as FastifyInstance)
  registerValidation(app as unknown as FastifyInstance)
  registerKeepable(app as unknown as FastifyInstance)
  await app.register(helmet, { contentSecurityPolicy: false })
  if (!context.drill)
    await app.register(rateLimit, {
      max: requestsPerMinute,
      timeWindow: '1 minute',
      keyGenerator: request => request.headers.authorization ?? request.ip,
    })
  for (const schema of [problem, caseSchema]) app.addSchema(schema)
  await app.register(swagger, {
    openapi,
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) },
  })
  app.addHook('onRoute', route => {
    // Documentation is for everyone; so is what it is served with.
    if (route.url.startsWith('/docs')) route.config = { ...route.config, ...published }
    if (route.config?.public) route.schema = { ...route.schema, security: [] }
  })
  registerLooks(app as unknown as FastifyInstance, context)
  registerOnce(app as unknown as FastifyInstance, [...qualityTags, ...supervisionTags])
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'list' } })
  registerAuth(app as unknown as FastifyInstance, context.verifier)
  measureRequests(app, context)

  registerCaseFiling(app, context)
  registerCaseReading(app, context)
  registerCaseActing(app, context)
  registerApplicationRoutes(app, context)
  registerTaskRoutes(app, context)
  registerTaskMoveRoutes(app, context)
  registerReportRoutes(app, context)
  registerOneWindowReports(app, context)
  registerStepTimeReport(app, context)
  registerPromptRoutes(app, context)
  registerExceptionRoutes(app, context)
  registerIntegrityRoutes(app, context)
  registerIncidentRoutes(app, context)
  registerIncidentReports(app, context)
  registerInterventionRoutes(app, context)
  registerReminderRoutes(app, context)
  registerLeaderVisitRoutes(app, context)
  registerFindingRoutes(app, context)
  registerFindingLists(app, context)
  registerSamplingRoutes(app, context)
  registerQualityWork(app, context)
  registerErrorRoutes(app, context)
  registerEvaluationRoutes(app, context)
  registerStaffRoutes(app, context)
  registerEnquiryRoutes(app, context)
  registerHallRoutes(app, context)
  registerTicketRoutes(app, context)
  registerHallReportRoutes(app, context)
  registerRegisterRoutes(app, context)
  registerRegisterPastRoutes(app, context)
  registerAuditRoutes(app, context)
  registerCasePastRoutes(app, context)
  registerEvidenceRoutes(app, context)
  registerAccessRoutes(app, context)
  registerSealRoutes(app, context)
  registerCommandRoutes(app, context)
  registerReferenceRoutes(app)
  registerCalendarRoutes(app, context)
  registerLimitRoutes(app, context)
  registerPublicInformationRoutes(app, context)
  registerHealthRoutes(app, context)
  if (context.drill) registerDrillRoutes(app, context)
  app.get('/', { config: { public: true, ...noLook('shows-nothing') }, schema: { hide: true } }, (_, reply) =>
    reply.redirect('/docs'),
  )
  return app
}

function measureRequests(app: Api, { metrics }: ApiContext): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.requestSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
}
