import { showAudit } from './demo/audit.ts'
import { onDrillCentre } from './demo/centre.ts'
import { showTransfer } from './demo/story.ts'
import { tellerTo } from './demo/tell.ts'
import { clientOf } from './scenario/client.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run demo: a second-hand transfer from application to archive, over HTTP, with every claim checked.
// npm run demo -- audit: a disputed one, from the complaint to the proof.

const stories = {
  transfer: { title: '二手房转移登记 a second-hand transfer', show: showTransfer },
  audit: { title: '一件有争议的案件 a disputed case, from complaint to proof', show: showAudit },
} as const
const [asked = 'transfer'] = commandLine('demo').words
const story = stories[asked as keyof typeof stories]

const url = `http://127.0.0.1:${process.env.PORT || 8080}`

process.exitCode = await onDrillCentre(url, show).catch(error => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})

async function show(at: string, found: boolean): Promise<number> {
  console.log(`登簿 Dengbu: ${story.title} at ${at} (${found ? 'already running' : 'started for this'})`)
  const tell = tellerTo(process.stdout)
  await story.show(clientOf(at), tell)
  const failed = tell.failed()
  console.log(failed === 0 ? `\n${tell.checked()} checks, all held` : `\n${tell.checked()} checks, ${failed} did not hold`)
  return failed === 0 ? 0 : 1
}
