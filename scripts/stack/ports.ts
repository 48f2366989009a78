import { randomInt } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'

/** True when nothing listens on the port, neither on loopback nor on all addresses. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'))
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/**
 * A TCP port nobody uses now. Not one of the system's ephemeral ports (Linux begins at 32768): a client that keeps
 * reconnecting to a dead server inside that range can be given the server's own port and connect to itself.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(12_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('No free TCP port between 12000 and 32000. Stop some servers on this machine and try again.')
}

/**
 * Ports by name, remembered in a JSON file and taken again while they are free: a server that was killed comes back at the
 * address its clients know, and Temporal's membership does not look for its dead former self.
 */
export async function keptPorts<Name extends string>(file: string, names: readonly Name[]): Promise<Record<Name, number>> {
  const known = await readPorts(file)
  const ports = {} as Record<Name, number>
  const taken = new Set<number>()
  for (const name of names) {
    let port = known[name] ?? 0
    while (port === 0 || taken.has(port) || !(await isFree(port))) port = await freePort()
    ports[name] = port
    taken.add(port)
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(ports)}\n`)
  return ports
}

async function readPorts(file: string): Promise<Record<string, number | undefined>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return {} // first start, or a file cut short by a crash: any free port will do
  }
}
