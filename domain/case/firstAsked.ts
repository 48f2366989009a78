import type { CaseState, FirstAsked } from './types.ts'

/**
 * Who answers to the applicant for the case: whoever was asked first in the enquiry it comes from, else who took the application at the
 * counter, else who accepted what came in another way (S0-9, S4-56). Null until anybody of the office has met it.
 */
export function firstAskedOf(state: CaseState): FirstAsked | null {
  if (state.firstAsked) return state.firstAsked
  if (state.application.channel === 'counter') return { sub: state.filedBy, at: state.filedAt, enquiry: null }
  if (!('acceptance' in state) || state.acceptance.by === null) return null
  return { sub: state.acceptance.by, at: state.acceptance.at, enquiry: null }
}
