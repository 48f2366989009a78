import { type Static, Type } from 'typebox'
import { type ActionName, nonAcceptanceGrounds } from '../../domain/case/commands.ts'
import { channels, consentOf, idTypes, materialForms, roles } from '../../domain/case/types.ts'
import type { CaseView } from '../../domain/case/view.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { closed, instant, localDate, notBlank, oneOf, share, text } from './common.ts'

const party = Type.Object(
  {
    role: oneOf(roles),
    kind: oneOf(['person', 'organisation'] as const),
    name: text(200),
    idType: oneOf(idTypes),
    idNo: text(50),
    phone: Type.Optional(text(30)),
    share: Type.Optional(share),
    agent: Type.Optional(Type.Object({ name: text(200), idNo: Type.Optional(text(50)) }, closed)),
  },
  closed,
)

const filedMaterial = Type.Object({ code: text(60), form: oneOf(materialForms) }, closed)

const allMaterials = Type.Object(
  { all: Type.Literal(true), except: Type.Optional(Type.Array(text(60), { maxItems: 50 })) },
  { ...closed, description: 'drill mode only: the whole checklist' },
)

/** Every fact of contract.md; which of them a procedure needs is its edition's business. */
const facts = Type.Object(
  {
    priceFen: Type.Optional(Type.Integer({ minimum: 0 })),
    amountFen: Type.Optional(Type.Integer({ exclusiveMinimum: 0 })),
    transferRestricted: Type.Optional(Type.Boolean()),
    securedScope: Type.Optional(text(2_000)),
    term: Type.Optional(Type.Object({ from: localDate, until: localDate }, closed)),
    organ: Type.Optional(text(200)),
    documentNo: Type.Optional(text(200)),
    servedAt: Type.Optional(Type.Union([instant, localDate])),
    from: Type.Optional(localDate),
    until: Type.Optional(localDate),
    debtor: Type.Optional(text(200)),
    preSeizure: Type.Optional(Type.Boolean()),
    purpose: Type.Optional(text()),
    ground: Type.Optional(text()),
    matter: Type.Optional(text()),
    of: Type.Optional(text(200)),
    registrableOn: Type.Optional(localDate),
    copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    use: Type.Optional(oneOf(['residential', 'non-residential', 'garage'] as const)),
    location: Type.Optional(text()),
    areaSqm: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    landTermEnds: Type.Optional(localDate),
    change: Type.Optional(oneOf(['name', 'location', 'area', 'use', 'term', 'ownership'] as const)),
    name: Type.Optional(text(200)),
    landUse: Type.Optional(text(200)),
    mortgageKind: Type.Optional(oneOf(['ordinary', 'maximum', 'construction'] as const)),
    rank: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    partOfClaims: Type.Optional(Type.Boolean()),
    movesWithPart: Type.Optional(Type.Boolean()),
    heirs: Type.Optional(Type.Array(text(200), { maxItems: 50, uniqueItems: true })),
    waivedBy: Type.Optional(Type.Array(text(200), { maxItems: 50, uniqueItems: true })),
    content: Type.Optional(text(2_000)),
    deceased: Type.Optional(text(200)),
    notarised: Type.Optional(Type.Boolean()),
    payer: Type.Optional(Type.Literal('micro-enterprise')),
    betweenSpouses: Type.Optional(Type.Boolean()),
    policyHousing: Type.Optional(Type.Boolean()),
    allocatedLand: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const caseBody = Type.Object(
  {
    procedure: oneOf(procedureIds),
    office: text(20),
    channel: oneOf(channels),
    units: Type.Array(text(60), { minItems: 1, maxItems: 50, uniqueItems: true }),
    parties: Type.Array(party, { maxItems: 50 }),
    facts: Type.Optional(facts),
    materials: Type.Union([Type.Array(filedMaterial, { maxItems: 100 }), Type.Literal('all'), allMaterials]),
    enquiry: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999_999, description: '由咨询而来的，填咨询编号' })),
    consents: Type.Optional(Type.Object({ mail: Type.Optional(Type.Boolean()) }, closed)),
  },
  { ...closed, $id: 'CaseBody' },
)

export type CaseBody = Static<typeof caseBody>

const nothing = Type.Object({}, closed)
const grounds = Type.Array(text(), { minItems: 1, maxItems: 20 })
const person = text(200)

/** The body of each act. */
export const actionBodies = {
  accept: nothing,
  'request-supplement': Type.Object(
    {
      items: Type.Array(Type.Object({ material: text(60), problem: text(), remedy: text() }, closed), {
        minItems: 1,
        maxItems: 50,
      }),
      overrideReason: Type.Optional(text()),
    },
    closed,
  ),
  supplement: Type.Object({ materials: Type.Array(filedMaterial, { minItems: 1, maxItems: 50 }) }, closed),
  'not-accept': Type.Object({ ground: oneOf(nonAcceptanceGrounds), detail: text() }, closed),
  leave: nothing,
  withdraw: Type.Object({ by: Type.Array(person, { minItems: 1, maxItems: 50, uniqueItems: true }) }, closed),
  examine: Type.Object(
    { decision: oneOf(['pass', 'refuse', 'return'] as const), findings: text(5_000), grounds: Type.Optional(grounds) },
    closed,
  ),
  refuse: Type.Object({ grounds, findings: text(5_000) }, closed),
  'department-result': Type.Object(
    { department: text(60), result: oneOf(['passed', 'failed'] as const), data: Type.Optional(Type.Any()) },
    closed,
  ),
  'tax-cleared': Type.Object({ receiptNo: text(100), paidFen: Type.Integer({ minimum: 0 }) }, closed),
  consent: Type.Object({ by: person, of: oneOf(consentOf) }, closed),
  undertake: Type.Object({ by: person }, closed),
  'open-site-visit': Type.Object({ reason: Type.Optional(text()) }, closed),
  'site-visit': Type.Object(
    { findings: text(5_000), staff: Type.Array(person, { minItems: 2, maxItems: 10, uniqueItems: true }) },
    closed,
  ),
  'publish-announcement': nothing,
  'announcement-objection': Type.Object({ by: person, reason: text(2_000) }, closed),
  'settle-objection': Type.Object(
    { sustained: Type.Boolean(), by: Type.Optional(person), findings: Type.Optional(text(5_000)) },
    closed,
  ),
  interview: Type.Object({ heir: person, record: text(5_000) }, closed),
  'reply-to-court': Type.Object({ reason: text(2_000) }, closed),
  'suit-proof': Type.Object({ document: text(500) }, closed),
  'confirm-registrable': Type.Object({ registrableOn: localDate }, closed),
  record: nothing,
  issue: nothing,
  deliver: Type.Object({ by: oneOf(['pickup', 'mail'] as const), receiver: person }, closed),
  archive: nothing,
  suspend: Type.Object(
    {
      reason: Type.String({
        minLength: 1,
        maxLength: 60,
        pattern: notBlank,
        description: `中止事由，本机构已启用的见 GET /api/limits/suspension-reasons`,
      }),
      basis: Type.Union([text(), Type.Array(text(), { minItems: 1, maxItems: 10 })], { description: '所依据的条文和文书' }),
      evidence: Type.Optional(text()),
    },
    closed,
  ),
  resume: Type.Object({ reason: Type.Optional(text(60)) }, closed),
  urge: Type.Object({ note: text() }, closed),
  reassign: Type.Object({ to: text(100), reason: text() }, closed),
  explain: Type.Object({ reason: text() }, closed),
  stop: Type.Object({ reason: text() }, closed),
  'lift-stop': Type.Object({ findings: text() }, closed),
} as const satisfies Record<ActionName, unknown>

/** What a reader gets; the named members are those that tests rely on, the rest is the view of `domain/case/view.ts`. */
export const caseSchema = Type.Object(
  {
    caseNo: Type.String(),
    procedure: Type.String(),
    edition: Type.String(),
    office: Type.String(),
    channel: Type.String(),
    stage: Type.String(),
    outcome: Type.Union([Type.String(), Type.Null()]),
    acceptedAt: Type.Union([Type.String(), Type.Null()]),
    deemedAccepted: Type.Boolean(),
    units: Type.Array(Type.String()),
    parties: Type.Array(Type.Any()),
    checklist: Type.Array(Type.Any()),
    availableActions: Type.Array(Type.Object({ action: Type.String(), label: Type.String(), posts: Type.Array(Type.String()) })),
    tracks: Type.Any(),
    clocks: Type.Array(Type.Any()),
    dueAt: Type.Union([Type.String(), Type.Null()]),
    light: Type.Union([Type.String(), Type.Null()]),
    notices: Type.Array(Type.Any()),
    payments: Type.Array(Type.Any()),
    entries: Type.Array(Type.Any()),
    certificates: Type.Array(Type.Any()),
    blockedBy: Type.Array(Type.Any()),
    now: Type.String(),
  },
  { $id: 'Case', additionalProperties: true },
)

export const caseTags = ['cases 登记案件']
export const caseParams = Type.Object({ caseNo: Type.String({ maxLength: 60 }) })

/** A case as an answer: refers to `caseSchema`. */
export const caseAnswer = Type.Unsafe<CaseView>({ $ref: 'Case#' })
