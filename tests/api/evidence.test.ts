import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive } from '../../scripts/scenario/drive.ts'
import { KeyFolder } from '../../seal/keyFolder.ts'
import { ownApi } from '../support/ownApi.ts'
import { expectProblem, fileCase, type Json, openWorld, sale, send, tokenOf, unitCode, url, type World } from './window.ts'

// A case as a court takes it away: fetched over HTTP, checked with the program that came along, by nothing but plain `node`.

let world: World
let caseNo: string
let home: string
beforeAll(async () => {
  world = await openWorld('2025-03-10T09:00+08:00', 1)
  caseNo = await fileCase(world, sale({ units: [unitCode(1)] }))
  await drive(world.client, caseNo, 'recorded')
  home = await mkdtemp(join(tmpdir(), 'dengbu-evidence-'))
}, 120_000)
afterAll(() => rm(home, { recursive: true, force: true }))

interface Fetched {
  readonly zip: Buffer
  readonly headers: Headers
}

async function fetchBundle(query = ''): Promise<Fetched> {
  const headers = { authorization: `Bearer ${await tokenOf('auditor-1')}`, 'x-drill-world': world.id }
  const response = await fetch(new URL(`/api/cases/${caseNo}/evidence.zip${query}`, url), { headers })
  expect(response.status, await response.clone().text().catch(String)).toBe(200)
  return { zip: Buffer.from(await response.arrayBuffer()), headers: response.headers }
}

const ask = (path: string, as = 'auditor-1') => send(path, { as, headers: { 'x-drill-world': world.id } })
const publicKey = async () => ((await ask('/api/log/keys')).body as unknown as { verifier: string }[]).at(-1)?.verifier ?? ''

/** Runs the program as its reader does; what it prints, and its exit code. */
async function check(program: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const done = promisify(execFile)(process.execPath, [program, ...args])
  return done.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  )
}

/** The bundle as a zip and as an extracted folder. */
async function putDown(zip: Buffer, name: string): Promise<{ zipFile: string; folder: string }> {
  const [zipFile, folder] = [join(home, `${name}.zip`), join(home, name)]
  await writeFile(zipFile, zip)
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return { zipFile, folder }
}

describe('a bundle of evidence', () => {
  it('is checked offline by the program in it, as a zip and as a folder, against the key that one has [S1-35]', async () => {
    const { zip, headers } = await fetchBundle()
    expect(headers.get('content-disposition')).toBe(`attachment; filename="evidence-${caseNo}.zip"`)
    const { zipFile, folder } = await putDown(zip, 'whole')
    const program = join(folder, 'verify.mjs')
    const key = await publicKey()
    await writeFile(join(home, 'key'), `${key}\n`)
    const unkeyed = await check(program, folder)
    expect(unkeyed).toMatchObject({ code: 3, said: expect.stringContaining('没有给出公钥') })
    expect(unkeyed.said).toContain('no key was given')
    const [, fingerprint = ''] = /fingerprint ([0-9a-f]{64})/.exec(unkeyed.said) ?? []
    for (const args of [
      [zipFile, '--key', key],
      [folder, '--key', join(home, 'key')],
      ['--fingerprint', fingerprint.toUpperCase().replace(/(..)(?!$)/g, '$1:'), zipFile],
    ])
      expect(await check(program, ...args)).toMatchObject({ code: 0, said: expect.stringContaining('未见改动') })
  })

  it('altered in a folder or a zip is refused, and told where', async () => {
    const { zip } = await fetchBundle()
    const { zipFile, folder } = await putDown(zip, 'altered')
    const program = join(folder, 'verify.mjs')
    const key = await publicKey()
    const ledger = Buffer.from(unzipSync(zip)['ledger.jsonl'] ?? [])
    await writeFile(join(folder, 'ledger.jsonl'), ledger.toString().replace('张建国', '王建国'))
    const { code, said } = await check(program, folder, '--key', key)
    expect(code).toBe(1)
    expect(said).toContain('ledger.jsonl 第 1 行 (line 1)')
    expect(said).toContain('is not what was sealed: altered')
    await writeFile(zipFile, Buffer.concat([zip, Buffer.of(0)]))
    expect(await check(program, zipFile, '--key', key)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`zip @${zip.length}`),
    })
  })

  it('cannot be checked with a key that is none, or without a bundle, and says so', async () => {
    const { folder } = await putDown((await fetchBundle()).zip, 'unread')
    const program = join(folder, 'verify.mjs')
    for (const args of [[join(home, 'nothing')], [folder, '--key', `${await publicKey()}x`], [folder, '--fingerprint', 'abc']])
      expect((await check(program, ...args)).code, args.join(' ')).toBe(2)
    const another = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    expect(await check(program, folder, '--key', another)).toMatchObject({
      code: 1,
      said: expect.stringContaining('公钥不在其中'),
    })
  })

  it('holds the case, its units before and after, its documents and who has looked at it', async () => {
    const events = (await ask(`/api/cases/${caseNo}/events`)).body as unknown as { type: string }[]
    const files = unzipSync((await fetchBundle()).zip)
    const text = (path: string) => Buffer.from(files[path] ?? []).toString()
    const lines = (path: string) =>
      text(path)
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Json)
    expect(lines('ledger.jsonl').map(({ type }) => type)).toEqual(events.map(({ type }) => type))
    const extract = JSON.parse(text(`register/${unitCode(1)}.extract.json`)) as Record<'before' | 'after', { holders: Json[] }>
    expect([extract.before.holders[0]?.name, extract.after.holders[0]?.name]).toEqual(['张建国', '李秀兰'])
    expect(lines('certificates.jsonl')).toMatchObject([{ caseNo, kind: 'title', unitCode: unitCode(1) }])
    const { documents } = JSON.parse(text('manifest.json')) as { documents: { path: string; title: string }[] }
    expect(documents.map(({ title }) => title)).toEqual(expect.arrayContaining(['受理：acceptance-receipt', '登簿：title']))
    expect(lines('accesses.jsonl')).toContainEqual(
      expect.objectContaining({ sub: 'auditor-1', scope: 'events', objectId: caseNo }),
    )
    expect(text('README.txt')).toContain(`演练世界 ${world.id}`)
    expect(text('story.txt')).toMatch(/登簿（registrar-1）/)
  })

  it('is the same, byte for byte, for the same case as of the same checkpoint', async () => {
    const { size } = (await send('/api/log/checkpoints', { as: 'auditor-1', body: {} })).body as { size: number }
    const first = await fetchBundle(`?size=${size}`)
    await ask(`/api/cases/${caseNo}`)
    expect((await fetchBundle(`?size=${size}`)).zip.equals(first.zip)).toBe(true)
    expect((await fetchBundle()).zip.equals(first.zip)).toBe(false) // it has more looks
  })

  it('is fetched by those who audit, each time with a trace of why [S0-116]', async () => {
    await fetchBundle(`?purpose=${encodeURIComponent('法院调取')}`)
    const { items } = (await ask(`/api/audit/accesses?object=${caseNo}&sub=auditor-1`)).body as { items: Json[] }
    expect(items[0]).toMatchObject({ object: 'case', purpose: '法院调取', scope: expect.stringContaining('证据包，检查点 ') })
    const path = `/api/cases/${caseNo}/evidence.zip`
    for (const stranger of ['intake-1', 'director-1', 'bank-a']) expectProblem(await ask(path, stranger), 403, '证据包')
    expectProblem(await ask('/api/cases/no-such-case/evidence.zip'), 404, '案件 no-such-case')
    expectProblem(await ask(`${path}?size=${2 ** 40}`), 404, '检查点')
    expectProblem(await ask(`${path}?size=1`), 404, '检查点')
  })

  it('is not given out, nor anything sealed, by a process without the key: it says what is missing', async () => {
    const seal = join(home, 'no-key-here')
    const { app, close } = await ownApi({ drill: true, seal })
    try {
      for (const query of ['', '?size=1000000']) {
        const headers = { authorization: `Bearer ${await tokenOf('auditor-1')}` }
        const answer = await app.inject({ url: `/api/cases/${caseNo}/evidence.zip${query}`, headers })
        expect(answer.statusCode).toBe(503)
        expect(answer.json().detail).toContain('没有封存密钥')
      }
      expect(await new KeyFolder(seal).current()).toBeNull()
    } finally {
      await close()
    }
  })

  it('comes with a program that anybody may have from the authority itself', async () => {
    const response = await fetch(new URL('/api/public/verify.mjs', url))
    expect(response.headers.get('content-type')).toContain('javascript')
    const { zip } = await fetchBundle()
    expect(await response.text()).toBe(Buffer.from(unzipSync(zip)['verify.mjs'] ?? []).toString())
  })
})
