import { Type } from 'typebox'
import { severities } from '../../domain/office/profile.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { incidentClasses } from '../../domain/supervision/incidents.ts'
import { type InterventionKind, interventionKinds } from '../../domain/supervision/interventions.ts'
import { type LeaderVisitKind, leaderVisitKinds } from '../../domain/supervision/leaderVisits.ts'
import { type Inspector, inspectors } from '../../domain/supervision/rectification.ts'
import { closed, localDate, oneOf, text } from './common.ts'

export const supervisionTags = ['supervision 监督']

const names = (description: string) => Type.Array(text(100), { maxItems: 50, uniqueItems: true, description })

const number = (description: string) => Type.Integer({ minimum: 1, maximum: 1_000_000_000, description })

const links = {
  staff: Type.Optional(names('涉及的工作人员')),
  cases: Type.Optional(names('涉及案件的受理编号')),
  findings: Type.Optional(Type.Array(number('质量问题编号'), { maxItems: 50, uniqueItems: true })),
  rule: Type.Optional(Type.Integer({ minimum: 1, maximum: 6, description: '违反“六不准”第几条' })),
}

export const incidentBody = Type.Object(
  { class: oneOf(incidentClasses), title: text(200), summary: text(5_000), occurredOn: localDate, ...links },
  closed,
)
export const incidentNote = Type.Object({ note: text(5_000), ...links }, closed)
export const incidentClosure = Type.Object(
  {
    upheld: Type.Boolean({ description: '是否属实；查无实据的不计入零目标' }),
    conclusion: text(5_000),
    measures: text(5_000),
  },
  closed,
)
export const libraryEntry = Type.Object({ enteredOn: localDate, reference: text(200) }, closed)

export const sixDontsBody = Type.Object(
  {
    source: text(500),
    rules: Type.Array(text(), { minItems: 6, maxItems: 6, uniqueItems: true, description: '“六不准”各条原文，依次六条' }),
  },
  closed,
)

const reference = (description: string) => Type.String({ minLength: 1, maxLength: 300, description })

/** Which of the three it is, `from` says; a body names the members of one. */
const trigger = Type.Union([
  Type.Object(
    {
      from: oneOf(['signal']),
      signal: reference('廉政风险提示的编号'),
      since: localDate,
      until: localDate,
      document: reference('提示所列的依据，例如 账本 … 第 4 号'),
    },
    closed,
  ),
  Type.Object({ from: oneOf(['incident']), incident: number('事件编号') }, closed),
  Type.Object({ from: oneOf(['finding']), finding: number('质量问题编号') }, closed),
  Type.Object({ from: oneOf(['enquiry']), enquiry: number('咨询编号') }, closed),
  Type.Object({ from: oneOf(['complaint']), reference: text(300) }, closed),
])

export const interventionBody = Type.Object(
  { sub: text(100), kind: oneOf(Object.keys(interventionKinds) as InterventionKind[]), trigger, text: text(5_000) },
  closed,
)
export const interventionAnswer = Type.Object({ answer: text(5_000) }, closed)
export const interventionClosure = Type.Object({ result: text(5_000) }, closed)

const findingBody = {
  item: text(200),
  error: text(2_000),
  severity: oneOf(severities),
  responsible: Type.Array(text(100), { maxItems: 20, uniqueItems: true, description: '责任人；没有指名的由督办落实' }),
}

export const leaderVisitBody = Type.Object(
  {
    kind: oneOf(Object.keys(leaderVisitKinds) as LeaderVisitKind[]),
    leader: Type.Optional(text(100)),
    on: localDate,
    procedure: Type.Optional(oneOf(procedureIds)),
    painPoints: Type.Array(text(2_000), { maxItems: 50, description: '难点痛点；没有的为空' }),
    findings: Type.Array(Type.Object(findingBody, closed), { maxItems: 50, description: '需要纠偏的问题' }),
  },
  closed,
)

export const inspectionBody = Type.Object(
  {
    inspector: oneOf(Object.keys(inspectors) as Inspector[]),
    document: text(300),
    inspectedOn: localDate,
    findings: Type.Array(Type.Object({ ...findingBody, dueOn: localDate }, closed), { minItems: 1, maxItems: 200 }),
  },
  closed,
)

export const riskBody = Type.Object(
  {
    area: text(200),
    risk: text(2_000),
    severity: oneOf(severities),
    responsible: Type.Array(text(100), { minItems: 1, maxItems: 20, uniqueItems: true }),
    dueOn: localDate,
  },
  closed,
)
