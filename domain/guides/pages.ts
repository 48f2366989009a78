import { demoOffice, type OfficeProfile } from '../office/profile.ts'
import { procedureIds } from '../procedures/ids.ts'
import { editionInForce, editions } from '../procedures/registry.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Guide, guideOf } from './guide.ts'
import { indexPage, procedurePage } from './page.ts'

/** The guides to all procedures in force on a day, in the order of the procedures. */
export const guidesInForce = (office: OfficeProfile, on: LocalDate): Guide[] =>
  procedureIds.flatMap(procedure => {
    const edition = editionInForce(procedure, on)
    return edition ? [guideOf(edition, office, on)] : []
  })

/** The first day of the newest edition: on it every procedure's newest edition is in force, whatever day it is today. */
export function pagesAsOf(): LocalDate {
  const days = editions.map(({ effectiveFrom }) => effectiveFrom).sort()
  return days.at(-1) ?? ''
}

/** What stands in docs/procedures/, by file name: a page for each procedure and the index. The same every day. */
export function procedurePages(): Readonly<Record<string, string>> {
  const guides = guidesInForce(demoOffice, pagesAsOf())
  return {
    'README.md': indexPage(guides),
    ...Object.fromEntries(guides.map(guide => [`${guide.procedure}.md`, pageOf(guide)])),
  }
}

function pageOf(guide: Guide): string {
  const history = editions.filter(({ procedure }) => procedure === guide.procedure)
  const edition = history.find(({ id }) => id === guide.edition)
  if (!edition) throw new Error(`没有登记程序版本 ${guide.edition}`)
  return procedurePage(
    guide,
    edition,
    [...history].sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom)),
  )
}
