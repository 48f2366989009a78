import { canonicalText } from '../../db/hashChain.ts'
import type { LedgerEvent } from '../../domain/case/events.ts'
import { eventWords } from '../../domain/case/eventWords.ts'
import { fold } from '../../domain/case/evolve.ts'
import { timelineOf } from '../../domain/case/timeline.ts'
import { cite } from '../../domain/law/provisions.ts'
import { namesOf } from '../../domain/procedures/names.ts'
import { foldUnit } from '../../domain/register/applyEntry.ts'
import { unitDifference } from '../../domain/register/difference.ts'
import { unitView } from '../../domain/register/view.ts'
import type { Evidence, Exhibit } from './collect.ts'

export interface File {
  readonly path: string
  readonly bytes: Uint8Array
}

/** A notice or a certificate of the case, byte for byte as its event has it. */
export interface Document extends File {
  readonly seq: number
  readonly title: string
  readonly no: string
}

/** The files of a bundle that tell of the case; what makes it checkable comes with `pack.ts`. */
export function filesOf(evidence: Evidence): { readonly files: File[]; readonly documents: Document[] } {
  const { events, units, certificates, looks, archives, checkpoint, keys } = evidence
  const record: [string, readonly Exhibit<unknown>[]][] = [
    ['ledger.jsonl', events],
    ...units.map(({ unitCode, entries }): [string, readonly Exhibit<unknown>[]] => [`register/${unitCode}.jsonl`, entries]),
    ['certificates.jsonl', certificates],
    ['accesses.jsonl', looks],
    ['archives.jsonl', archives],
  ]
  const documents = documentsOf(events.map(({ row }) => row))
  const files = [
    ...record.map(([path, exhibits]) => textFile(path, linesOf(exhibits.map(({ text }) => text)))),
    ...units.map(unit => textFile(`register/${unit.unitCode}.extract.json`, indented(extractOf(evidence.caseNo, unit)))),
    ...archives.map(({ row }) => ({ path: `history/${row.runId}.json.gz`, bytes: row.history })),
    ...documents,
    textFile('story.txt', storyOf(evidence)),
    textFile('seal/checkpoint.txt', checkpoint.note),
    textFile(
      'seal/keys.jsonl',
      linesOf(keys.map(({ no, verifier, sinceSize, note }) => canonicalText({ no, verifier, sinceSize, note }))),
    ),
    textFile('seal/proofs.jsonl', linesOf(record.flatMap(([path, exhibits]) => proofLines(path, exhibits)))),
  ]
  return { files, documents }
}

export const textFile = (path: string, text: string): File => ({ path, bytes: Buffer.from(text) })
export const indented = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const linesOf = (texts: readonly string[]): string => texts.map(text => `${text}\n`).join('')

const proofLines = (file: string, exhibits: readonly Exhibit<unknown>[]): string[] =>
  exhibits.flatMap(({ proof }, i) => (proof ? [canonicalText({ file, line: i + 1, ...proof })] : []))

/** A unit before the first entry that the case wrote on it, and after the last; of a case that wrote none, as it stood at the end. */
function extractOf(caseNo: string, { unitCode, entries }: Evidence['units'][number]) {
  const rows = entries.map(({ row }) => row)
  const [first, last] = [rows.findIndex(row => row.caseNo === caseNo), rows.findLastIndex(row => row.caseNo === caseNo)]
  const before = foldUnit(rows.slice(0, first === -1 ? rows.length : first))
  const after = first === -1 ? before : foldUnit(rows.slice(0, last + 1))
  return {
    unitCode,
    before: before && unitView(before),
    after: after && unitView(after),
    changes: unitDifference(before, after).flatMap(({ sentences }) => sentences),
  }
}

function documentsOf(events: readonly LedgerEvent[]): Document[] {
  return events.flatMap(({ seq, type, data }) =>
    issuedIn(data).map((document, i) => ({
      path: `documents/${String(seq).padStart(4, '0')}-${i + 1}.json`,
      bytes: Buffer.from(canonicalText(document)),
      ...{ seq, no: document.no ?? document.number ?? '', title: `${eventWords[type].title}：${document.kind}` },
    })),
  )
}

interface Issued {
  readonly kind: string
  readonly no?: string
  readonly number?: string
}

/** What an event has issued: notices, and the certificates of a recording, which `Issued` only names again by their numbers. */
function issuedIn(data: object): Issued[] {
  const {
    notice,
    notices = [],
    certificates = [],
  } = data as {
    notice?: Issued
    notices?: readonly Issued[]
    certificates?: readonly (Issued | string)[]
  }
  return [...(notice ? [notice] : []), ...notices, ...certificates.filter(one => typeof one === 'object')]
}

/** The case as one reads it: who did what when, by which provision. */
function storyOf({ caseNo, events }: Evidence): string {
  const rows = events.map(({ row }) => row)
  const state = fold(rows, caseNo)
  const moments = timelineOf(rows, caseNo, state ? namesOf(state) : {})
  const told = moments.map(({ seq, at, title, actor, onBehalfOf, what, basis }) =>
    [
      `${seq}. ${at} ${title}（${actor}${onBehalfOf ? `，代 ${onBehalfOf}` : ''}）`,
      ...what.map(sentence => `   ${sentence}`),
      ...basis.map(cite).map(({ instrument, article }) => `   依据：${instrument} ${article}`),
    ].join('\n'),
  )
  return `案件 ${caseNo} 经过\n\n${told.join('\n\n')}\n`
}
