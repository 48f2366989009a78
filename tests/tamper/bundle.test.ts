import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Difference } from '../../audit/differences.ts'
import { checkBundle, type Finding, type Given, readZip } from '../../audit/evidence/verify.mjs'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { newSigner } from '../../seal/note.ts'
import { Hall } from '../support/hall.ts'
import { byteChanges, missedBy } from './alteration.ts'
import {
  type BundleAlteration,
  type ByteChange,
  changeBytes,
  changeBytesAndManifest,
  changeLines,
  type Files,
  forgetLast,
  insertFile,
  isRecord,
  type LineChange,
  lineChanges,
  linesOf,
  removeFile,
  rewriteLedger,
  signAll,
  swapFiles,
} from './bundleAlterations.ts'
import { type Populated, populated, usual } from './populated.ts'

// Evidence bundles of every way a case can end, as an auditor fetches them: none raises an alarm as it is, none goes through altered.

/** Of every procedure what was not accepted, withdrawn, refused; orders that were answered, queries, applications of several parts. */
const endings = [
  ...['M02', 'M04', 'M06', 'M08', 'M10', 'M12', 'M14', 'M16', 'M18'],
  ...['T31', 'T32', 'T33', 'T34', 'T35', 'T36', 'T37', 'T38', 'T39', 'T40', 'T41'],
  ...['O03', 'O18', 'O21', 'O23', 'O26', 'O28', 'W06', 'J07', 'D06'],
]
const ofEach = { zip: 40, bytes: 60, anew: 60, lines: 60 }

interface Bundle {
  readonly caseNo: string
  readonly zip: Buffer
  readonly files: Files
}

let centre: Populated
let key: string
let bundles: Bundle[]
/** The bundle that is altered: of a closed case with documents, certificates, looks and an archived history. */
let bundle: Bundle
beforeAll(async () => {
  centre = await populated([...usual, ...endings])
  key = centre.trust.verifier ?? ''
  bundles = await fetchAll()
  const rich = ({ files }: Bundle) =>
    [...files].filter(([path, bytes]) => bytes.length > 0 && (isRecord(path) || /^(history|documents)\//.test(path))).length
  bundle = bundles.toSorted((one, other) => rich(other) - rich(one))[0] as Bundle
}, 900_000)
afterAll(() => centre?.close())

/** Of every case there is, as of one checkpoint. */
async function fetchAll(): Promise<Bundle[]> {
  const auditor = new Hall(centre.centre.url, '')
  const token = (await auditor.send<{ token: string }>('POST', '/api/drill/tokens', { body: { sub: 'auditor-1' } })).body
    .token as string
  const sealed = await auditor.send<{ size: number }>('POST', '/api/log/checkpoints', { as: 'auditor-1', body: {} })
  const cases = await centre.sql<{ caseNo: string }[]>`
    select case_no as "caseNo" from cases where office = '510802' order by case_no`
  const fetched: Bundle[] = []
  const started = performance.now()
  for (const { caseNo } of cases) {
    const path = `/api/cases/${caseNo}/evidence.zip?size=${sealed.body.size}`
    const response = await fetch(new URL(path, centre.centre.url), { headers: { authorization: `Bearer ${token}` } })
    if (response.status !== 200) throw new Error(`${caseNo}: ${response.status} ${await response.text()}`)
    const zip = Buffer.from(await response.arrayBuffer())
    fetched.push({ caseNo, zip, files: readZip(zip).files })
  }
  console.log(`${((performance.now() - started) / fetched.length).toFixed(0)} ms a bundle`)
  return fetched
}

/** What the verifier says, as differences: by the place it names, and by each file in that. */
const differencesOf = (findings: readonly Finding[]): Difference[] =>
  findings.flatMap(({ where, zh }) =>
    [...new Set([where, ...where.split(/[ :,]+/)])].map(what => ({ what, path: '', expected: '', found: zh })),
  )

const given = (): Given => ({ key })

async function altered({ apply }: BundleAlteration): Promise<Difference[]> {
  const files: Files = new Map(bundle.files)
  await apply(files)
  return differencesOf(checkBundle(files, given()).findings)
}

/** The paths of files that have something in them. */
const paths = () => [...bundle.files].filter(([, bytes]) => bytes.length > 0).map(([path]) => path)

const samples = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { seed: 20_261_121, numRuns })
const byteChange = fc.constantFrom(...(Object.keys(byteChanges) as ByteChange[]))
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const mask = fc.integer({ min: 1, max: 255 })

describe('untouched bundles', () => {
  it('of every ending of every procedure that was played raise no alarm [S1-35]', async () => {
    const alarms = bundles.flatMap(({ caseNo, zip, files }) => {
      const container = readZip(zip).findings
      return [...container, ...checkBundle(files, given()).findings].map(({ where, zh }) => `${caseNo} ${where}: ${zh}`)
    })
    expect(alarms).toEqual([])
    const ends = await centre.sql<{ procedure: string; outcome: string | null }[]>`select distinct procedure, outcome from cases`
    expect(new Set(ends.map(({ outcome }) => outcome))).toEqual(
      new Set(['completed', 'not-accepted', 'refused', 'withdrawn', null]),
    )
    expect(new Set(ends.map(({ procedure }) => procedure))).toEqual(new Set(procedureIds))
    const bytes = bundles.map(({ zip }) => zip.length).toSorted((a, b) => a - b)
    console.log(`${bundles.length} bundles, ${ends.length} endings of all procedures, ${bytes[0]} to ${bytes.at(-1)} bytes`)
    expect(bundles.length).toBeGreaterThan(60)
  })

  it('hold what there is: archived histories that end where the ledger ends, documents, looks', () => {
    for (const part of [/^history\//, /^documents\//, /^register\/.*extract/])
      expect(
        paths().some(path => part.test(path)),
        `${part}`,
      ).toBe(true)
    const { facts } = checkBundle(bundle.files, given())
    expect(facts).toMatchObject({ caseNo: bundle.caseNo, key, archives: 1 })
    expect(facts?.events).toBeGreaterThan(5)
  })

  it('are checked by an older key too, whose successor it has introduced', () => {
    const [first] = linesOf(bundle.files.get('seal/keys.jsonl') ?? Buffer.alloc(0)).map(
      line => JSON.parse(line) as { verifier: string },
    )
    expect(first?.verifier).not.toBe(key)
    expect(checkBundle(bundle.files, { key: first?.verifier ?? '' }).findings).toEqual([])
  })
})

describe('an altered bundle', () => {
  it(`of ${ofEach.zip} changes at random to the bytes of a zip none goes unnoticed [S1-35]`, async () => {
    const alterations = samples(fc.tuple(byteChange, place, mask), ofEach.zip).map(([how, at, by]) => ({
      what: `${how} ${by} at ${at} of the zip`,
      names: ['zip'],
      apply: async () => byteChanges[how](bundle.zip, Math.floor(at * bundle.zip.length), by),
    }))
    const tryOut = async ({ apply }: { apply: () => Promise<Buffer> }) => {
      const { files, findings } = readZip(await apply())
      return differencesOf([...findings, ...checkBundle(files, given()).findings])
    }
    expect(await missedBy(alterations, one => tryOut(one as never))).toEqual([])
  })

  it(`of ${ofEach.bytes} changes at random to the bytes of its files each is named by its file [S1-35]`, async () => {
    const random = samples(fc.tuple(fc.constantFrom(...paths()), byteChange, place, mask), ofEach.bytes)
    expect(
      await missedBy(
        random.map(([path, how, at, by]) => changeBytes(path, how, at, by)),
        altered,
      ),
    ).toEqual([])
  })

  it(`of ${ofEach.anew} more with the manifest made anew each is named, by its file where the record knows it [S1-35]`, async () => {
    const listed = paths().filter(path => !path.startsWith('manifest.'))
    const random = samples(fc.tuple(fc.constantFrom(...listed), byteChange, place, mask), ofEach.anew)
    expect(
      await missedBy(
        random.map(([path, how, at, by]) => changeBytesAndManifest(path, how, at, by)),
        altered,
      ),
    ).toEqual([])
  })

  it('each file taken out, others put in, two exchanged: named', async () => {
    const [first = '', second = ''] = paths().filter(isRecord)
    const inserted = ['register/forged.jsonl', 'documents/9999-1.json', 'history/forged.json.gz', 'anything.txt']
    const alterations = [
      ...[...bundle.files.keys()].filter(path => path !== 'manifest.json').map(removeFile),
      ...inserted.map(insertFile),
    ]
    expect(await missedBy([...alterations, swapFiles(first, second), swapFiles('README.txt', 'story.txt')], altered)).toEqual([])
  })

  it(`of ${ofEach.lines} changes at random to lines of the record, manifest anew, each is named by its place [S1-35]`, async () => {
    const random = samples(
      fc.constantFrom(...paths().filter(isRecord)).chain(path => {
        const count = linesOf(bundle.files.get(path) ?? Buffer.alloc(0)).length
        const hows = (Object.keys(lineChanges) as LineChange[]).filter(how => how !== 'swap' || count > 1)
        return fc.tuple(fc.constant(path), fc.constantFrom(...hows), fc.nat(count - 1))
      }),
      ofEach.lines,
    )
    expect(
      await missedBy(
        random.map(([path, how, at]) => changeLines(path, how, at)),
        altered,
      ),
    ).toEqual([])
  })

  it('by one who knows how it works: chain, proofs and manifest made to fit [S1-35]', async () => {
    const events = linesOf(bundle.files.get('ledger.jsonl') ?? Buffer.alloc(0)).length
    const alterations = [...Array(events).keys()].map(rewriteLedger)
    expect(await missedBy([...alterations, ...paths().filter(isRecord).map(forgetLast)], altered)).toEqual([])
  })

  it('whose ledger ends before its workflow did is named by the archive', async () => {
    const findings = await altered(forgetLast('ledger.jsonl'))
    expect(findings.map(({ what }) => what)).toContain('archives.jsonl')
  })

  it('and signed by another is refused by whoever has the authority’s key; without one nobody can tell', async () => {
    const forged = signAll(newSigner(key.split('+')[0] ?? ''))
    expect(await missedBy([forged], altered)).toEqual([])
    const files: Files = new Map(bundle.files)
    await forged.apply(files)
    expect(checkBundle(files, {}).findings).toEqual([])
  })

  it('with the files of another case is not taken for this one', async () => {
    const other = bundles.find(({ caseNo }) => caseNo !== bundle.caseNo) as Bundle
    for (const path of ['ledger.jsonl', 'accesses.jsonl', 'manifest.json']) {
      const files: Files = new Map(bundle.files).set(path, other.files.get(path) ?? Buffer.alloc(0))
      const named = differencesOf(checkBundle(files, given()).findings).map(({ what }) => what)
      expect(named, path).toContain(path)
    }
  })

  it('what goes unnoticed, or is called by another name, is told by these tests', async () => {
    const honest: BundleAlteration = { what: 'nothing', names: ['ledger.jsonl'], apply: async () => {} }
    const misnamed: BundleAlteration = { ...removeFile('story.txt'), what: 'misnamed', names: ['ledger.jsonl'] }
    expect(await missedBy([honest, misnamed], altered)).toEqual([
      'nothing: not noticed',
      expect.stringContaining('misnamed: ledger.jsonl not named, but story.txt'),
    ])
  })
})
