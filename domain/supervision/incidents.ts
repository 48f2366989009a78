import type { Refusal } from '../case/types.ts'
import type { Basis } from '../law/provisions.ts'
import type { Noted } from '../quality/finding.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Signed, signedBy } from './signed.ts'

/** The bottom lines (工作底线, S0-29): what must not happen at all, each with the sentence that says so. */
export const bottomLines = {
  'six-donts': { title: '违反“六不准”', basis: ['SUP-1'] },
  discipline: { title: '工作人员违规违纪违法被追责问责', basis: ['SUP-2'] },
  'registration-error': { title: '重大登记错误、巨额赔偿', basis: ['SUP-3'] },
  mass: { title: '群访、群诉等群体性事件', basis: ['SUP-4'] },
  opinion: { title: '重大舆情', basis: ['SUP-5'] },
} as const satisfies Record<string, { readonly title: string; readonly basis: Basis }>

export type IncidentClass = keyof typeof bottomLines
export const incidentClasses = Object.keys(bottomLines) as IncidentClass[]

/** Staff, cases and findings of quality that an incident is linked to. `rule`: the one of the six don'ts (六不准) that was broken, by its number in the loaded list. */
export interface Links {
  readonly staff?: readonly string[]
  readonly cases?: readonly string[]
  readonly findings?: readonly number[]
  readonly rule?: number
}

export interface Opened extends Links {
  readonly class: IncidentClass
  readonly title: string
  readonly summary: string
  readonly occurredOn: LocalDate
}

export interface Closed {
  /** What the inquiry came to. What did not happen, or was no fault of the office, does not count (查无实据的不计). */
  readonly upheld: boolean
  readonly conclusion: string
  readonly measures: string
}

/** 录入全国不动产登记警示案例库: the library is somebody else's; this is the note that it was done. */
export interface EnteredIntoLibrary {
  readonly enteredOn: LocalDate
  readonly reference: string
}

/** What is written down about an incident; only `Opened` stands first, and only there. */
export interface IncidentData {
  Opened: Opened
  Noted: Links & { readonly note: string }
  Closed: Closed
  Entered: EnteredIntoLibrary
}

export type IncidentStep = Exclude<keyof IncidentData, 'Opened'>

/** An incident as it now stands. */
export interface Incident
  extends Required<Pick<Opened, 'class' | 'title' | 'summary' | 'occurredOn' | 'staff' | 'cases' | 'findings'>> {
  readonly no: number
  readonly rules: readonly number[]
  readonly opened: Signed
  readonly notes: readonly (Signed & { readonly note: string })[]
  readonly closed: (Signed & Closed) | null
  readonly enteredIntoLibrary: (Signed & EnteredIntoLibrary) | null
}

/** Folds the lines on one incident, oldest first. @throws for a record that nobody has written. */
export function incidentOf(no: number, lines: readonly Noted<IncidentData>[]): Incident {
  const [first, ...later] = lines
  if (first?.type !== 'Opened') throw new Error(`incident ${no} does not begin with its opening`)
  const { class: kind, title, summary, occurredOn, staff = [], cases = [], findings = [], rule } = first.data
  const opened: Incident = {
    ...{ no, class: kind, title, summary, occurredOn, staff, cases, findings, rules: rule === undefined ? [] : [rule] },
    ...{ opened: signedBy(first), notes: [], closed: null, enteredIntoLibrary: null },
  }
  return later.reduce(after, opened)
}

function after(incident: Incident, line: Noted<IncidentData>): Incident {
  const signed = signedBy(line)
  switch (line.type) {
    case 'Opened':
      throw new Error(`incident ${incident.no} is opened twice`)
    case 'Closed':
      return { ...incident, closed: { ...signed, ...line.data } }
    case 'Entered':
      return { ...incident, enteredIntoLibrary: { ...signed, ...line.data } }
    case 'Noted': {
      const { note, staff = [], cases = [], findings = [], rule } = line.data
      return {
        ...incident,
        staff: [...new Set([...incident.staff, ...staff])],
        cases: [...new Set([...incident.cases, ...cases])],
        findings: [...new Set([...incident.findings, ...findings])],
        rules: [...new Set([...incident.rules, ...(rule === undefined ? [] : [rule])])],
        notes: [...incident.notes, { ...signed, note }],
      }
    }
  }
}

/** Why a step cannot be taken on an incident, by whoever wants to; null when it can. */
export function refuseIncidentStep(
  { no, staff, closed, enteredIntoLibrary }: Incident,
  step: IncidentStep,
  by: string,
): Refusal | null {
  const basis: Basis = ['SUP-7']
  if (step === 'Entered' && !closed)
    return { rule: 'stage', detail: `事件 ${no} 尚未办结，请先办结（closure），再录入警示案例库`, basis }
  if (step === 'Entered' && !closed?.upheld) return { rule: 'stage', detail: `事件 ${no} 查无实据，不录入警示案例库`, basis }
  if (step === 'Entered' && enteredIntoLibrary)
    return { rule: 'stage', detail: `事件 ${no} 已于 ${enteredIntoLibrary.enteredOn} 录入警示案例库，不重复录入`, basis }
  if (step !== 'Entered' && closed)
    return { rule: 'stage', detail: `事件 ${no} 已经办结；有新情况的，请另行登记事件`, basis: ['SUP-2'] }
  return step === 'Closed' && staff.includes(by)
    ? { rule: 'four-eyes', detail: `事件 ${no} 涉及您本人，请由另一名负责人办结`, basis: ['SEED-10'] }
    : null
}

/** Counts against a bottom line: closed as upheld, or not yet closed. */
const counts = ({ closed }: Incident): boolean => closed === null || closed.upheld

interface Figure {
  readonly count: number
  readonly target: 0
  readonly met: boolean
  /** Of the count, those that are still open. */
  readonly open: number
  readonly incidents: readonly number[]
}

function figure(incidents: readonly Incident[]): Figure {
  const open = incidents.filter(({ closed }) => closed === null).length
  return { count: incidents.length, target: 0, met: incidents.length === 0, open, incidents: incidents.map(({ no }) => no) }
}

/** 零目标: what occurred in a period, first and last day included, by bottom line and by rule of the six don'ts (S0-29, S0-158, S0-159). */
export function zeroTargets(incidents: readonly Incident[], period: Period, sixDonts: readonly string[] | null) {
  const counted = incidents.filter(one => counts(one) && period.from <= one.occurredOn && one.occurredOn <= period.until)
  return {
    lines: incidentClasses.map(id => ({
      class: id,
      title: bottomLines[id].title,
      ...figure(counted.filter(one => one.class === id)),
    })),
    sixDonts: (sixDonts ?? []).map((text, i) => ({
      rule: i + 1,
      text,
      ...figure(counted.filter(one => one.rules.includes(i + 1))),
    })),
    staff: [...new Set(counted.filter(one => one.class === 'discipline').flatMap(({ staff }) => staff))].sort(),
  }
}

interface Period {
  readonly from: LocalDate
  readonly until: LocalDate
}

/**
 * A closed incident as it is to be typed into the national warning-case library (警示案例, S0-135), with the posts of those concerned in
 * place of their names. The library's own form is not in our sources: these are its contents in plain words.
 */
export function forLibrary(
  incident: Incident & { readonly closed: Closed },
  office: string,
  postsOf: (sub: string) => readonly string[],
) {
  const { no, class: kind, title, summary, occurredOn, staff, rules, closed, enteredIntoLibrary } = incident
  return {
    no,
    登记机构: office,
    类别: bottomLines[kind].title,
    ...(rules.length > 0 ? { 违反六不准: rules.map(rule => `第${rule}条`) } : {}),
    标题: title,
    发生日期: occurredOn,
    案情: summary,
    涉及岗位: [...new Set(staff.flatMap(postsOf))].sort(),
    处理结果: closed.conclusion,
    整改措施: closed.measures,
    enteredOn: enteredIntoLibrary?.enteredOn ?? null,
    reference: enteredIntoLibrary?.reference ?? null,
  }
}
