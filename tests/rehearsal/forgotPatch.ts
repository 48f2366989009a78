import { sleep } from '@temporalio/workflow'
import type { CaseEnd, CaseInput } from '../../workflows/messages.ts'
import { registrationCase as today } from '../../workflows/registrationCase.ts'

// A release with a mistake in it, for the rehearsal: whoever wrote it lets a case wait a moment before it opens, and forgot that cases which
// are running have not waited. `npm run replay` must name it before it is deployed.

export { combinedApplication } from '../../workflows/combinedApplication.ts'
export { unitTerms } from '../../workflows/unitTerms.ts'

export async function registrationCase(input: CaseInput): Promise<CaseEnd> {
  await sleep('1 second')
  return today(input)
}
