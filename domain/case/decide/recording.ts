import { mortgageeNotice } from '../../notices/documents.ts'
import { payersOf } from '../../procedures/edition.ts'
import type { Unit } from '../../register/types.ts'
import { firstBroken } from '../../rules/check.ts'
import type { UnitFacts } from '../../rules/rule.ts'
import { feesOf } from '../accepting.ts'
import { type Decision, type Facts, type RegisterWrite, refused } from '../facts.ts'
import type { CaseState, IssuedCertificate, Notice, Payment } from '../types.ts'

/**
 * 登簿, the legal act (民法典 214): every rule of the edition is asked under the units' locks; entries, certificate numbers and
 * the case's event are one transaction.
 */
export function record(state: CaseState, facts: Facts): Decision {
  const context = { ...facts, state }
  const refusal = firstBroken(facts.edition.rules, context)
  if (refusal) return { kind: 'refused', refusal }
  if (state.stage !== 'recording') return refused('stage', '审核尚未通过，不能登簿', ['REG-21'])
  const writes = facts.units.map((unitFacts, i) => writeFor(unitFacts, i, context))
  return {
    kind: 'events',
    writes,
    events: [
      {
        type: 'Recorded',
        data: {
          entries: writes.map(({ unitCode, entry }, i) => ({ unitCode, version: versionAfter(facts, i), kind: entry.kind })),
          certificates: certificatesOf(facts),
          payment: paymentOf(state, facts),
          notices: noticesOf(state, facts),
        },
      },
    ],
  }
}

function writeFor({ unitCode, unit }: UnitFacts, index: number, context: Facts & { state: CaseState }): RegisterWrite {
  if (!unit) throw new Error(`登簿时 ${unitCode} 不在登记簿上（not-registered 应已拦下）`)
  return { unitCode, entry: context.edition.writes.entry(context, unit, context.certificateNumbers[index] ?? []) }
}

const versionAfter = (facts: Facts, index: number): number => (facts.units[index]?.unit?.version ?? 0) + 1

function certificatesOf({ edition, units, certificateNumbers }: Facts): IssuedCertificate[] {
  const kind = edition.issues
  if (!kind) return []
  return units.flatMap(({ unitCode }, i) => (certificateNumbers[i] ?? []).map(number => ({ number, kind, unitCode })))
}

/** Charged at recording to the one who becomes right holder; of a mortgage, to the mortgagee (FEE-10). */
function paymentOf(state: CaseState, facts: Facts): Payment | null {
  const payers = payersOf(facts.edition, state.application.parties)
  if (payers.length === 0) return null
  const lines = feesOf(state, facts.edition, facts.units)
  const totalFen = lines.reduce((total, line) => total + line.feeFen, 0)
  return { payer: payers.map(party => party.name).join('、'), totalFen, lines, at: facts.at }
}

/** A transferred unit keeps its mortgages; their holders are told (民法典 406). */
function noticesOf(state: CaseState, facts: Facts): Notice[] {
  if (facts.edition.issues !== 'title') return []
  const mortgagees = facts.units.flatMap(({ unit }) => (unit ? activeMortgagees(unit) : []))
  if (mortgagees.length === 0) return []
  return [mortgageeNotice({ state, edition: facts.edition, office: facts.office, at: facts.at }, mortgagees)]
}

const activeMortgagees = (unit: Unit): string[] =>
  unit.mortgages.filter(mortgage => mortgage.status === 'active').map(mortgage => mortgage.mortgagee)
