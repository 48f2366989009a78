import { onDrillCentre } from './demo/centre.ts'
import { showTransfer } from './demo/story.ts'
import { tellerTo } from './demo/tell.ts'
import { clientOf } from './scenario/client.ts'

// npm run demo: a second-hand transfer from application to archive, over HTTP, with every claim checked.

const url = `http://127.0.0.1:${process.env.PORT || 8080}`

process.exitCode = await onDrillCentre(url, show).catch(error => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})

async function show(at: string, found: boolean): Promise<number> {
  console.log(`登簿 Dengbu: 二手房转移登记 a second-hand transfer at ${at} (${found ? 'already running' : 'started for this'})`)
  const tell = tellerTo(process.stdout)
  await showTransfer(clientOf(at), tell)
  const failed = tell.failed()
  console.log(failed === 0 ? `\n${tell.checked()} checks, all held` : `\n${tell.checked()} checks, ${failed} did not hold`)
  return failed === 0 ? 0 : 1
}
