import { relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Centre, startCentre } from './stack/centre.ts'
import { say, secondsSince } from './stack/say.ts'
import { stopOnSignal } from './stack/signals.ts'
import { commandLine } from './usage/commandLine.ts'

// npm start: a whole centre on this machine that stays up until Ctrl-C.

commandLine('start')

const started = Date.now()

function portFrom(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`PORT is "${text}" and no port number. Set it to a number from 1 to 65535, or leave it away for 8080.`)
}

/** What the person needs to go on, one line each. */
function welcome(centre: Centre, seconds: number): string[] {
  const { url, drill } = centre
  const folder = relative(process.cwd(), centre.dataDir)
  return [
    '',
    `Dengbu is running${drill ? ' as a drill' : ''} (started in ${seconds} s).`,
    `  API            ${url}/api`,
    `  documentation  ${url}/docs`,
    `  health         ${url}/health/ready`,
    `  metrics        ${url}/metrics`,
    `  Temporal       ${centre.temporalAddress}, namespace ${centre.namespace}${centre.temporalUi ? `, web interface ${centre.temporalUi}` : ''}`,
    `  data and logs  ${folder && !folder.startsWith('..') ? folder : centre.dataDir}`,
    drill ? `  a token        POST ${url}/api/drill/tokens {"sub": "intake-1"}` : '  a token        npm run token -- intake-1',
    'Ctrl-C stops it; the data stays.',
  ]
}

async function main(): Promise<void> {
  let starting: Promise<Centre> | undefined
  // A signal during the start waits for it: stopping half a centre in good order is stopping a whole one. But not for a long build.
  stopOnSignal(async () => {
    say('\nstopping …')
    const nothing = () => undefined
    const centre = await Promise.race([starting?.catch(nothing), sleep(20_000).then(nothing)])
    await centre?.stop()
    say('stopped.')
  })
  const dataDir = resolve(process.env.DENGBU_DATA || '.data')
  starting = startCentre({ dataDir, port: portFrom(process.env.PORT || '8080'), drill: process.env.DENGBU_DRILL === '1' })
  const centre = await starting
  for (const line of welcome(centre, secondsSince(started))) say(line)
  throw await centre.failed
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
