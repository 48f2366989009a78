import { extendedReport, priorityReport } from './exceptional.ts'
import type { HallFactsOf } from './facts.ts'
import { spreadReport, staffingReport } from './load.ts'
import { capacityReport, planningReport } from './planning.ts'
import { dailyReport, waitReport } from './visits.ts'

/** The reports on a hall by the last part of their address. */
export const hallReports = {
  daily: dailyReport,
  waits: waitReport,
  planning: planningReport,
  capacity: capacityReport,
  spread: spreadReport,
  staffing: staffingReport,
  extended: extendedReport,
  priority: priorityReport,
} as const satisfies Readonly<Record<string, (facts: HallFactsOf) => object>>

export type HallReport = keyof typeof hallReports
export const hallReportNames = Object.keys(hallReports) as HallReport[]
