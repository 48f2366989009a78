import { mortgageeNotice } from '../../notices/documents.ts'
import { payersOf } from '../../procedures/edition.ts'
import type { Entry, Unit } from '../../register/types.ts'
import { firstBroken } from '../../rules/check.ts'
import type { RuleContext, UnitFacts } from '../../rules/rule.ts'
import { feesOf } from '../accepting.ts'
import { type Decision, type Facts, refused, ruleContext } from '../facts.ts'
import type { CaseState, IssuedCertificate, Notice, Payment } from '../types.ts'
import { resumed } from './suspending.ts'

/**
 * 登簿, the legal act (民法典 214): every rule of the edition is asked under the units' locks; entries, certificate numbers and
 * the case's event are one transaction.
 */
export function record(state: CaseState, facts: Facts): Decision {
  const context = ruleContext(state, facts)
  const refusal = firstBroken(facts.edition.rules, context)
  if (refusal) return { kind: 'refused', refusal }
  if (state.stage !== 'recording') return refused('stage', '审核尚未通过，不能登簿', ['REG-21'])
  const { writes } = facts.edition
  const numbers = facts.certificateNumbers.flat()
  const own = facts.units.flatMap((unit, i) =>
    written(unit, writes.entry(context, unit, facts.certificateNumbers[i] ?? [], numbers)),
  )
  const reached = facts.reached.flatMap(unit => written(unit, writes.entry(context, unit, [], [])))
  const all = [...own, ...reached]
  return {
    kind: 'events',
    writes: all.map(({ unitCode, entry }) => ({ unitCode, entry })),
    events: [
      // What is recorded is no longer held up by anything.
      ...resumed(state, facts, '登簿'),
      {
        type: 'Recorded',
        data: {
          entries: all.map(({ unitCode, entry, version }) => ({ unitCode, version, kind: entry.kind })),
          certificates: certificatesOf(facts),
          payment: paymentOf(state, facts),
          notices: noticesOf(state, facts, context),
        },
      },
    ],
  }
}

const written = ({ unitCode, unit }: UnitFacts, entry: Entry | null) =>
  entry ? [{ unitCode, entry, version: (unit?.version ?? 0) + 1 }] : []

function certificatesOf({ edition, units, certificateNumbers }: Facts): IssuedCertificate[] {
  const kind = edition.issues
  if (!kind) return []
  return units.flatMap(({ unitCode }, i) => (certificateNumbers[i] ?? []).map(number => ({ number, kind, unitCode })))
}

/** Charged at recording to the one who becomes right holder; of a mortgage, to the mortgagee (FEE-10). */
function paymentOf(state: CaseState, facts: Facts): Payment | null {
  const payers = payersOf(facts.edition, state.application.parties)
  if (payers.length === 0) return null
  const lines = feesOf(state.application, facts.edition, facts.units)
  const totalFen = lines.reduce((total, line) => total + line.feeFen, 0)
  return { payer: payers.map(party => party.name).join('、'), totalFen, lines, at: facts.at }
}

/** What recording draws up beside the certificates: the edition's own documents, and to mortgagees that their unit has a new owner (民法典 406). */
function noticesOf(state: CaseState, facts: Facts, context: RuleContext): Notice[] {
  const drafts = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const own = facts.edition.writes.notices?.(context, drafts) ?? []
  const mortgagees = facts.edition.writes.transfers ? facts.units.flatMap(({ unit }) => (unit ? activeMortgagees(unit) : [])) : []
  if (mortgagees.length === 0) return [...own]
  const next = { ...drafts, state: { ...state, notices: [...state.notices, ...own] } }
  return [...own, mortgageeNotice(next, mortgagees)]
}

const activeMortgagees = (unit: Unit): string[] =>
  unit.mortgages.filter(mortgage => mortgage.status === 'active').map(mortgage => mortgage.mortgagee)
