import { randomInt } from 'node:crypto'
import type { Client } from '../scenario/client.ts'
import { handOver, prove } from './closing.ts'
import { examine, record } from './deciding.ts'
import { accept, file, putOnRegister, quoteFees } from './opening.ts'
import { start } from './scene.ts'
import type { Teller } from './tell.ts'

/** Takes one transfer from the register to the archive in a drill world of its own, telling and checking each step. */
export async function showTransfer(outside: Client, tell: Teller): Promise<void> {
  const { world } = (await outside.post('/api/drill/worlds', { start }, 'admin-1')) as { world: string }
  const client = outside.inWorld(world)
  // A fresh code each time: the demonstration may be shown again on the same register.
  const unitCode = `510802001001GB${five()}F${four()}${four()}`
  const scene = { ...tell, client, unitCode, caseNo: '' }
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
