import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Centre } from '../stack/centre.ts'
import { freePort } from '../stack/ports.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The bare worker and server, on the servers of a centre. */
export async function startBare(centre: Centre, codecKeys: string) {
  const port = await freePort()
  const env = {
    ...process.env,
    ...{ DATABASE_URL: centre.ownerUrl, TEMPORAL_ADDRESS: centre.temporalAddress, TEMPORAL_NAMESPACE: centre.namespace },
    ...{ TEMPORAL_CODEC_KEYS: codecKeys, PORT: String(port), NODE_ENV: 'production' },
  }
  const worker = await program('scripts/bench/bareWorker.ts', env)
  const server = await program('scripts/bench/bareServer.ts', env)
  return {
    url: `http://127.0.0.1:${port}`,
    workerPid: worker.pid ?? 0,
    serverPid: server.pid ?? 0,
    stop: async () => {
      await Promise.all([ended(worker), ended(server)])
    },
  }
}

function program(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['scripts/stack/run.mjs', file], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk).slice(-2_000)
      if (/^READY/m.test(said)) resolve(child)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('exit', code => reject(new Error(`${file} ended with ${code}: ${said}`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
  })
}
