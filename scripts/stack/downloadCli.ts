// Run as a process of its own by temporalBinary.ts: node --import tsx downloadCli.ts <folder> <version>
import { Runtime } from '@temporalio/worker'

const [folder = '', version = ''] = process.argv.slice(2)
const runtime = Runtime.instance()
const server = await runtime.createEphemeralServer({
  type: 'dev-server',
  exe: {
    type: 'cached-download',
    downloadDir: folder,
    version,
    ttl: 365 * 24 * 3600 * 1000,
    sdkName: 'sdk-typescript',
    sdkVersion: '1.24.0',
  },
  namespace: 'default',
  ip: '127.0.0.1',
  port: null,
  uiPort: null,
  dbFilename: null,
  ui: false,
  log: { format: 'pretty', level: 'warn' },
  extraArgs: [],
})
await runtime.shutdownEphemeralServer(server)
process.exit(0)
