import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withCentre } from '../withCentre.ts'

/** Calls `show` with the drill centre that answers at `url`, or else with one of its own in a folder that is removed afterwards. */
export async function onDrillCentre<T>(url: string, show: (url: string, found: boolean) => Promise<T>): Promise<T> {
  if (await isDrillCentre(url)) return show(url, true)
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-demo-'))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  return withCentre({ dataDir, drill: true, quiet: true }, centre => show(centre.url, false), remove)
}

// Only a drill centre hands out tokens, so this asks for what the demonstration needs first.
async function isDrillCentre(url: string): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sub: 'intake-1' }) }
  try {
    const response = await fetch(new URL('/api/drill/tokens', url), { ...init, signal: AbortSignal.timeout(3000) })
    const body = (await response.json()) as { token?: unknown }
    return response.ok && typeof body.token === 'string'
  } catch {
    return false
  }
}
