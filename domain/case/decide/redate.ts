import type { RedateCommand } from '../commands.ts'
import { type Decision, events, type Facts } from '../facts.ts'
import { redating } from '../redating.ts'
import type { CaseState } from '../types.ts'

/** The holidays of a year were published: one event where any running term reaches the year, none otherwise. */
export function redate(state: CaseState, { year }: RedateCommand, facts: Facts): Decision {
  const data = redating(state, { year, at: facts.at, calendar: facts.calendar }, facts)
  return data ? events({ type: 'ClocksRedated', data }) : events()
}
