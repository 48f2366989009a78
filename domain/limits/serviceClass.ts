import type { Limit } from './limit.ts'

/** 即时办（当场办）、当日办、承诺时限办 (S3-13). */
export type ServiceClass = 'instant' | 'same-day' | 'promised'

export const serviceClassTitles: Readonly<Record<ServiceClass, string>> = {
  instant: '即时办',
  'same-day': '当日办',
  promised: '承诺时限办',
}

/** “1小时内当场办结” (汴不动登发〔2019〕85号): the one figure that a source gives for on the spot. */
export const instantHours = 1

/**
 * The class of a kind of registration is what its promised limit says: the dated rows of the limit table are also the list of instant kinds,
 * and an office widens it by promising less (S3-16). Working days begin on the day after acceptance: they are never same-day.
 */
export function serviceClassOf(promised: Pick<Limit, 'amount' | 'unit'> | null, dayHours: number): ServiceClass {
  if (promised?.unit !== 'hour' || promised.amount > dayHours) return 'promised'
  return promised.amount <= instantHours ? 'instant' : 'same-day'
}
