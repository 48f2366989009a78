/** What the OpenAPI document says beside the routes; they say the rest. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Dengbu 登簿',
    version: '0.1.0',
    description:
      'Immovable-property registration (不动产登记) as durable workflows. Instants carry +08:00, dates are YYYY-MM-DD, money is integer fen. Errors are RFC 9457 problem+json with the rule and its article.',
  },
  components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT' } } },
  security: [{ bearer: [] }],
}
