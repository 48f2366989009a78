import { randomInt } from 'node:crypto'
import type { Client } from '../scenario/client.ts'
import { handOver, prove } from './closing.ts'
import { examine, record } from './deciding.ts'
import { accept, file, putOnRegister, quoteFees } from './opening.ts'
import { type Scene, start } from './scene.ts'
import type { Teller } from './tell.ts'

/** A drill world of its own with a unit code for it. */
export async function freshScene(outside: Client, tell: Teller): Promise<Scene & { world: string }> {
  const { world } = (await outside.post('/api/drill/worlds', { start }, 'admin-1')) as { world: string }
  // A fresh code each time: the demonstration may be shown again on the same register.
  return { ...tell, client: outside.inWorld(world), world, unitCode: `510802001001GB${five()}F${four()}${four()}`, caseNo: '' }
}

/** Takes one transfer from the register to the archive, telling and checking each step. */
export async function showTransfer(outside: Client, tell: Teller): Promise<void> {
  const scene = await freshScene(outside, tell)
  await putOnRegister(scene)
  await quoteFees(scene)
  scene.caseNo = await file(scene)
  await accept(scene)
  await examine(scene)
  await record(scene)
  await handOver(scene)
  await prove(scene)
}

const four = () => String(randomInt(1, 10_000)).padStart(4, '0')
const five = () => String(randomInt(1, 100_000)).padStart(5, '0')
