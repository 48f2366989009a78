import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scene } from './scene.ts'

/** What a court takes along: the bundle of the case, checked by plain `node` with the authority's key; then with one name in it forged. */
export async function evidence({ client, caseNo, step, say, check }: Scene): Promise<void> {
  step('证据包', 'what a court takes along, checked offline; then the same with one name in it changed')
  const keys = (await client.get('/api/log/keys', 'auditor-1')) as { verifier: string }[]
  const key = keys.at(-1)?.verifier ?? ''
  const purpose = encodeURIComponent('法院调取')
  const zip = await client.download(`/api/cases/${caseNo}/evidence.zip?purpose=${purpose}`, 'auditor-1')
  const folder = await mkdtemp(join(tmpdir(), 'dengbu-evidence-'))
  try {
    const whole = await verified(join(folder, 'evidence.zip'), zip, key)
    for (const line of whole.said) say(line)
    check('the bundle is as it was sealed', whole.code === 0, whole.said)
    const forged = await verified(join(folder, 'forged.zip'), withAnotherName(zip), key)
    for (const line of forged.said.filter(line => line.startsWith('✗'))) say(line)
    check(
      'with one name forged it is refused, and the place is named',
      forged.code === 1 && forged.said.join().includes('ledger.jsonl'),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As many bytes, so that nothing but the name differs. */
function withAnotherName(zip: Buffer): Buffer {
  const [from, to] = [Buffer.from('李秀兰'), Buffer.from('王秀兰')]
  const at = zip.indexOf(from)
  return at === -1 ? zip : Buffer.concat([zip.subarray(0, at), to, zip.subarray(at + from.length)])
}

const verifier = fileURLToPath(new URL('../../audit/evidence/verify.mjs', import.meta.url))

/** What the verifier says of a zip, line by line, and its exit code. */
async function verified(file: string, zip: Buffer, key: string): Promise<{ code: number; said: string[] }> {
  await writeFile(file, zip)
  return new Promise(resolve => {
    const child = execFile(process.execPath, [verifier, file, '--key', key], (_, stdout) =>
      resolve({ code: child.exitCode ?? 2, said: stdout.split('\n').filter(line => line.trim() !== '') }),
    )
  })
}
