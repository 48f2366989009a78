import type { Actor, Refusal } from '../case/types.ts'
import type { Basis } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { Instant } from '../time/instant.ts'
import type { Noted } from './finding.ts'
import { qualityWorkers } from './steps.ts'

/** What a wrong entry came of. */
export const errorCauses = {
  'false-documents': '申请人提供虚假材料',
  intake: '受理疏漏',
  examination: '审核疏漏',
  recording: '登簿疏漏',
  'other-organ': '有关部门或者嘱托机关提供的信息有误',
  system: '系统或者数据转换造成',
} as const
export type ErrorCause = keyof typeof errorCauses

/** 登记错误: an entry of the register that is wrong. */
interface Entered {
  /** The case that wrote the entry, and the entry. */
  readonly caseNo: string
  readonly unitCode: string
  readonly version: number
  readonly error: string
  readonly cause: ErrorCause
  readonly responsible: readonly string[]
  /** The finding that it was found by. */
  readonly finding: number | null
}

export interface ErrorData {
  Entered: Entered
  /** The correction case that mends it. */
  Mended: { readonly caseNo: string }
  /** All that has been paid for it up to now, in fen: a later line takes the place of an earlier one. */
  Compensated: { readonly amountFen: number; readonly document: string }
}

/** A line of the register of errors (登记错误台账) as it stands. */
export interface RegistrationError extends Entered {
  readonly no: number
  readonly enteredBy: string
  readonly enteredAt: Instant
  readonly mendedBy: readonly string[]
  readonly compensationFen: number
  readonly compensationDocument: string | null
}

/** @throws when nothing was entered: a record that nobody has written. */
export function errorOf(no: number, [first, ...later]: readonly Noted<ErrorData>[]): RegistrationError {
  if (first?.type !== 'Entered') throw new Error(`error ${no} does not begin with its entry`)
  const entered = { ...first.data, no, enteredBy: first.actor, enteredAt: first.at }
  return later.reduce<RegistrationError>(after, { ...entered, mendedBy: [], compensationFen: 0, compensationDocument: null })
}

function after(error: RegistrationError, { type, data }: Noted<ErrorData>): RegistrationError {
  if (type === 'Mended') return { ...error, mendedBy: [...error.mendedBy, data.caseNo] }
  if (type === 'Compensated') return { ...error, compensationFen: data.amountFen, compensationDocument: data.document }
  throw new Error(`error ${error.no} is entered twice`)
}

const basis: Basis = ['LIA-1', 'SEED-21']

/** Why somebody may not write into the register of errors; null where he may. Nobody writes about his own error. */
export function refuseErrorLine({ responsible }: Pick<Entered, 'responsible'>, { sub, posts }: Actor): Refusal | null {
  if (!qualityWorkers.some(post => posts.includes(post)))
    return { rule: 'post', detail: '登记错误台账由质量监管岗、督办或者负责人登记', basis }
  return responsible.includes(sub) ? { rule: 'four-eyes', detail: '责任人不得登记本人的登记错误，请由他人登记', basis } : null
}

const corrections: readonly ProcedureId[] = ['correction', 'correction-ex-officio']

/** Why a case may not stand for the correction of an error, or null. Only a correction of the same unit mends it. */
export function refuseMending(
  error: RegistrationError,
  mending: { readonly caseNo: string; readonly procedure: ProcedureId; readonly units: readonly string[] },
): Refusal | null {
  const refused = (detail: string): Refusal => ({ rule: 'stage', detail, basis: ['CC-220-1', 'DR-80'] })
  if (!corrections.includes(mending.procedure)) return refused(`案件 ${mending.caseNo} 不是更正登记，请填写更正登记的受理编号`)
  if (!mending.units.includes(error.unitCode)) return refused(`更正登记 ${mending.caseNo} 不涉及不动产单元 ${error.unitCode}`)
  return error.mendedBy.includes(mending.caseNo) ? refused(`更正登记 ${mending.caseNo} 已经登记在本条`) : null
}
