#!/usr/bin/env node
// 登簿·证据包核验程序 / Dengbu: verifier of evidence bundles.
//
//   node verify.mjs [证据包.zip 或解压后的文件夹] --key 公钥或公钥文件 | --fingerprint 公钥指纹
//   node verify.mjs [bundle.zip or extracted folder] --key KEY-OR-FILE | --fingerprint HEX
//
// 一个文件，不联网，不需要安装任何软件包；只信任您给出的公钥。证据包里附的这份程序也可能被人替换：请向登记机构直接取得程序和公钥。
// One file, offline, no packages; it trusts nothing but the public key that you give. The copy in a bundle may have been replaced as anything
// else in it: get program and key from the authority itself.
//
// 返回值 / exit code: 0 未见改动 unaltered · 1 已被改动 altered · 2 无法读取 unreadable · 3 前后一致但未给公钥 consistent, but no key was given

import { createHash, createPublicKey, verify as isSignature } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const format = 'dengbu-evidence/1'
const genesis = '0'.repeat(64)

/** What is wrong, and where; in Chinese and in English. */
const finding = (where, zh, en) => ({ where, zh, en })
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hexOf = bytes => Buffer.from(bytes).toString('hex')

// ── The tree of RFC 9162 (2.1.1, 2.1.3.2) ──

export const leafHashOf = entry => sha256(Buffer.of(0), entry)
const nodeHashOf = (left, right) => sha256(Buffer.of(1), left, right)

/** Is a leaf with this hash at `index` of the tree of `size` leaves that hashes to `root`? */
export function provesInclusion({ index, size, leafHash, proof, root }) {
  if (!Number.isSafeInteger(index) || !(index >= 0 && index < size)) return false
  let [place, last, hash] = [index, size - 1, leafHash]
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHashOf(sibling, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)]
    } else hash = nodeHashOf(hash, sibling)
    ;[place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
  }
  return last === 0 && Buffer.compare(hash, root) === 0
}

// ── Signed notes and keys (c2sp.org/signed-note), Ed25519 ──

/** A public key as text, `<name>+<id>+<base64>`; null when it is none. */
export function parseKey(text) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? []
  const bytes = Buffer.from(encoded ?? '', 'base64')
  if (bytes.length !== 33 || bytes[0] !== 1 || hexOf(sha256(`${name}\n`, bytes)).slice(0, 8) !== id) return null
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }
  return { text, name, id, key: createPublicKey({ key: jwk, format: 'jwk' }) }
}

/** SHA-256 over the text of a key: what an authority prints for comparison. */
export const fingerprintOf = keyText => hexOf(sha256(keyText))

/** The text of a note that each of these keys has signed; null when it is none, or one of them has not. */
export function openedNote(note, keys) {
  const end = note.lastIndexOf('\n\n')
  const [text, lines] = [
    note.slice(0, end + 1),
    note
      .slice(end + 2)
      .split('\n')
      .slice(0, -1),
  ]
  const signed = ({ name, id, key }) =>
    lines.some(line => {
      const [, signer, encoded] = /^— ([^+\s]+) (\S+)$/.exec(line) ?? []
      const bytes = Buffer.from(encoded ?? '', 'base64')
      const isHis = signer === name && hexOf(bytes.subarray(0, 4)) === id && bytes.toString('base64') === encoded
      return isHis && isSignature(null, Buffer.from(text), key, bytes.subarray(4))
    })
  return end >= 0 && note.endsWith('\n') && lines.length === keys.length && keys.every(signed) ? text : null
}

/** What a checkpoint states; null when the text is none. */
function parseCheckpoint(text) {
  const [, origin, size, root] = /^(\S+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text ?? '') ?? []
  return origin ? { origin, size: Number(size), root: Buffer.from(root, 'base64') } : null
}

// ── Zip: entries stored as they are, every byte of the container determined by the files in it ──

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let i = 0; i < 8; i += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc32(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** Little-endian numbers of these widths in bytes. */
function packed(widths, values) {
  const bytes = Buffer.alloc(widths.reduce((sum, width) => sum + width, 0))
  let at = 0
  for (const [i, width] of widths.entries()) at = bytes.writeUIntLE(values[i], at, width)
  return bytes
}

/** The container as it must be: no compression, no times, no comments, nothing before, between or behind. */
function containerOf(entries) {
  const [locals, directory] = [[], []]
  let at = 0
  for (const [name, bytes] of entries) {
    const path = Buffer.from(name)
    // Version needed, flags, method, time, date (1 January 1980), checksum, size packed and unpacked, length of the name, of extra fields.
    const widths = [2, 2, 2, 2, 2, 4, 4, 4, 2, 2]
    const common = [20, 0, 0, 0, 0x21, crc32(bytes), bytes.length, bytes.length, path.length, 0]
    const local = Buffer.concat([packed([4, ...widths], [0x04034b50, ...common]), path, bytes])
    directory.push(packed([4, 2, ...widths, 2, 2, 2, 4, 4], [0x02014b50, 20, ...common, 0, 0, 0, 0, at]), path)
    locals.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = packed([4, 2, 2, 2, 2, 4, 4, 2], [0x06054b50, 0, 0, entries.length, entries.length, index.length, at, 0])
  return Buffer.concat([...locals, index, end])
}

/** The files of a zip, and what is wrong with the container; whatever is not exactly as it is written is told. */
export function readZip(zip) {
  const entries = []
  for (let at = 0; at + 30 <= zip.length && zip.readUInt32LE(at) === 0x04034b50; ) {
    const [stored, name, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const from = at + 30 + name + extra
    entries.push([zip.subarray(at + 30, at + 30 + name).toString(), zip.subarray(from, from + stored)])
    at = from + stored
  }
  const expected = containerOf(entries)
  const findings = expected.equals(zip) ? [] : [containerFinding(zip, expected)]
  const twice = entries.map(([name]) => name).filter((name, i, names) => names.indexOf(name) !== i)
  findings.push(...twice.map(name => finding(name, '压缩包中有两份', 'is in the zip twice')))
  return { files: new Map(entries), findings }
}

function containerFinding(zip, expected) {
  const differs = expected.findIndex((byte, i) => byte !== zip[i])
  const at = differs === -1 ? expected.length : differs
  return finding(
    `zip @${at}`,
    `压缩包本身自第 ${at} 字节起不是交付时的样子（被改动、截断或者重新压缩）。如系自行重新压缩，请核验解压后的文件夹`,
    `the container is not as it was delivered from byte ${at} on (altered, cut off or packed anew). If you packed it anew, check the extracted folder`,
  )
}

/** All files below a folder, by their path with slashes. */
export function readFolder(folder, below = '') {
  const [files, findings] = [new Map(), []]
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name
    if (entry.isDirectory()) {
      const inner = readFolder(folder, `${path}/`)
      for (const [name, bytes] of inner.files) files.set(name, bytes)
      findings.push(...inner.findings)
    } else if (entry.isFile()) files.set(path, readFileSync(join(folder, path)))
    else findings.push(finding(path, '不是普通文件', 'is no ordinary file'))
  }
  return { files, findings }
}

// ── What is in a bundle ──

/** Files of the record: each line is the exact text whose SHA-256 was sealed. `named`: by what the seal names the row. */
const recordFiles = [
  { path: /^ledger\.jsonl$/, kind: 'case-event', named: row => ['', row.caseNo, row.seq], place: row => row.seq },
  {
    path: /^register\/[^/]+\.jsonl$/,
    kind: 'register-entry',
    named: row => [row.world, row.unitCode, row.version],
    place: row => row.version,
  },
  { path: /^certificates\.jsonl$/, kind: 'certificate', named: row => [row.world, row.number, 0] },
  { path: /^accesses\.jsonl$/, kind: 'access-trace', named: (_, no) => ['', '', no] },
  { path: /^archives\.jsonl$/, kind: 'case-archive', named: row => ['', `${row.workflowId} ${row.runId}`, 0] },
]

/** Lines with their number, their bytes and what they say; null for what is no JSON object. */
function linesOf(bytes) {
  const lines = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const line = bytes.subarray(from, end === -1 ? bytes.length : end)
    lines.push({ no: lines.length + 1, bytes: line, row: parsed(line), whole: end !== -1 })
    from += line.length + 1
  }
  return lines
}

function parsed(bytes) {
  try {
    const value = JSON.parse(bytes.toString())
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const lineName = (path, no) => `${path} 第 ${no} 行 (line ${no})`

// ── The checks ──

/**
 * Everything that is wrong with a bundle. `given`: the key or the fingerprint that the reader has from elsewhere; without one all is checked
 * against the keys in the bundle, which proves that it is whole in itself, and not who made it.
 */
export function checkBundle(files, given = {}) {
  const manifest = parsed(files.get('manifest.json') ?? Buffer.alloc(0))
  if (!isManifest(manifest))
    return {
      findings: [finding('manifest.json', `不存在或者不是 ${format} 的清单`, `is missing, or no manifest of ${format}`)],
      facts: null,
    }
  const keys = checkKeys(files, given)
  const seal = checkCheckpoint(files, keys)
  const record = checkRecord(files, manifest, seal.checkpoint)
  const findings = [
    ...checkFiles(files, manifest),
    ...keys.findings,
    ...checkManifestNote(files, manifest, keys, seal.checkpoint),
    ...seal.findings,
    ...record.findings,
    ...checkArchives(files, record.rows),
    ...checkDocuments(files, manifest),
  ]
  return { findings, facts: factsOf(manifest, record.rows, seal.checkpoint, keys) }
}

function isManifest(value) {
  const isList = list => Array.isArray(list) && list.every(one => typeof one?.path === 'string')
  return value?.format === format && isList(value.files) && isList(value.documents)
}

function checkFiles(files, { files: listed }) {
  const own = new Set(['manifest.json', 'manifest.note'])
  const stated = listed.flatMap(({ path, bytes, sha256: digest }) => {
    const found = files.get(path)
    own.add(path)
    if (!found) return [finding(path, '清单所列的文件不在证据包中', 'is listed in the manifest and missing')]
    if (found.length === bytes && hexOf(sha256(found)) === digest) return []
    return [finding(path, '内容与清单所列的散列不符：已被改动', 'is not what the manifest lists: altered')]
  })
  const unlisted = [...files.keys()].filter(path => !own.has(path))
  return [...stated, ...unlisted.map(path => finding(path, '不在清单之列：是后来加入的', 'is not in the manifest: put in'))]
}

/** The keys in their order; trusted are the given one and those that were introduced from it on. */
function checkKeys(files, { key, fingerprint }) {
  const path = 'seal/keys.jsonl'
  const rows = linesOf(files.get(path) ?? Buffer.alloc(0)).map(({ row }) => row ?? {})
  const keys = rows.map(({ verifier }) => parseKey(String(verifier)))
  const findings = rows.length > 0 ? [] : [finding(path, '没有公钥', 'holds no key')]
  for (const [i, { no, verifier, sinceSize, note }] of rows.entries()) {
    const signers = i === 0 ? [keys[0]] : [keys[i - 1], keys[i]]
    const says = `${keys[i]?.name}\nkey ${i + 1}\n${verifier}\nsince ${sinceSize}\n`
    if (no !== i + 1 || signers.includes(null) || openedNote(String(note), signers) !== says)
      findings.push(
        finding(lineName(path, i + 1), '公钥未经前一公钥和自己签名引入', 'is not introduced by the key before it and by itself'),
      )
  }
  const isGiven = one => one !== null && (one.text === key || fingerprintOf(one.text) === fingerprint)
  const first = key || fingerprint ? keys.findIndex(isGiven) : 0
  if (first === -1)
    findings.push(
      finding(
        path,
        '您给出的公钥不在其中：不是该机构的证据包，或者公钥有误',
        'the key that you gave is not among them: not a bundle of that authority, or not the right key',
      ),
    )
  const trusted = first === -1 ? [] : keys.slice(first)
  return { findings, keys, trusted, since: rows.map(({ sinceSize }) => sinceSize), given: first === -1 ? null : keys[first] }
}

function checkCheckpoint(files, { keys, trusted, since }) {
  const path = 'seal/checkpoint.txt'
  const note = (files.get(path) ?? Buffer.alloc(0)).toString()
  const stated = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  const signer = stated && keys[since.findLastIndex(size => size < stated.size)]
  if (stated && signer && stated.origin === signer.name && trusted.includes(signer) && openedNote(note, [signer]) !== null)
    return { checkpoint: stated, findings: [] }
  const zh = '检查点不是由可信的封存公钥签名的：是伪造的、已被改动，或者早于您给出的公钥'
  return {
    checkpoint: stated,
    findings: [finding(path, zh, 'is not signed by a trusted key: forged, altered, or older than the key that you gave')],
  }
}

function checkManifestNote(files, { caseNo }, { trusted }, checkpoint) {
  const note = (files.get('manifest.note') ?? Buffer.alloc(0)).toString()
  const digest = hexOf(sha256(files.get('manifest.json')))
  const says = ({ name }) => `${name}\nevidence ${caseNo}\n${checkpoint?.size}\n${digest}\n`
  if (trusted.some(key => key && openedNote(note, [key]) === says(key))) return []
  const zh = '清单不是由可信的封存公钥签名的：清单或者它所列的文件被改动后重新编制'
  return [
    finding(
      'manifest.json, manifest.note',
      zh,
      'is not signed by a trusted key: it was made anew, after it or a file in it was altered',
    ),
  ]
}

/** Every line of the record: whole, chained, of this case, and with a proof in the checkpoint. */
function checkRecord(files, manifest, checkpoint) {
  const proofs = proofsOf(files)
  const [rows, findings] = [new Map(), [...proofs.findings]]
  for (const [path, bytes] of files) {
    const table = recordFiles.find(one => one.path.test(path))
    if (!table) continue
    const lines = linesOf(bytes)
    rows.set(path, lines)
    findings.push(...(table.place ? checkChain(path, lines, table.place) : []))
    for (const line of lines) {
      const fault = faultOf(line, { path, table, proof: proofs.byLine.get(`${path}:${line.no}`), manifest, checkpoint })
      if (fault) findings.push(finding(lineName(path, line.no), ...fault))
      proofs.byLine.delete(`${path}:${line.no}`)
    }
  }
  const lost = [...proofs.byLine.values()].map(({ file, line }) =>
    finding(lineName(file, line), '有封存证明而没有这一行：已被删除', 'has a proof and is not there: removed'),
  )
  return { rows, findings: [...findings, ...lost] }
}

function proofsOf(files) {
  const path = 'seal/proofs.jsonl'
  const [byLine, findings] = [new Map(), []]
  for (const { no, row } of linesOf(files.get(path) ?? Buffer.alloc(0))) {
    const key = `${row?.file}:${row?.line}`
    if (!row || byLine.has(key))
      findings.push(finding(lineName(path, no), '不是封存证明，或者重复', 'is no proof, or there twice'))
    else byLine.set(key, row)
  }
  return { byLine, findings }
}

/** The first row that is not where it must be, or not linked to the one before it. */
function checkChain(path, lines, place) {
  let before = genesis
  for (const { no, row, bytes } of lines) {
    if (!row || place(row) !== no)
      return [
        finding(
          lineName(path, no),
          `应为第 ${no} 号：前面有增删或者调换`,
          `should be number ${no}: something before it was put in, removed or moved`,
        ),
      ]
    if (row.prevHash !== before)
      return [
        finding(
          lineName(path, no),
          '与前一行的散列不相连：这一行或者前一行被改动',
          'is not linked to the line before it: one of the two was altered',
        ),
      ]
    before = hexOf(sha256(bytes))
  }
  return []
}

/** What is wrong with one line, in Chinese and English; null when nothing is. */
function faultOf({ row, bytes, whole }, { path, table, proof, manifest, checkpoint }) {
  if (!row || !whole) return ['不完整或者不是 JSON', 'is cut off, or no JSON']
  if (!isOfCase(row, path, manifest)) return ['不是本案的内容', 'is not of this case']
  if (!proof) return ['没有封存证明：是后来加入的', 'has no proof: put in']
  const leaf = parsed(Buffer.from(String(proof.entry))) ?? {}
  const [world, subject, no] = table.named(row, leaf.no)
  const isItsLeaf = leaf.kind === table.kind && leaf.world === world && leaf.subject === subject && leaf.no === no
  if (!isItsLeaf || leaf.index !== proof.index) return ['封存证明说的是另一行', 'has a proof that speaks of another row']
  if (leaf.hash !== hexOf(sha256(bytes))) return ['内容与封存的散列不符：已被改动', 'is not what was sealed: altered']
  const hashes = Array.isArray(proof.proof) ? proof.proof.map(hash => Buffer.from(String(hash), 'hex')) : []
  const claim = { index: leaf.index, leafHash: leafHashOf(String(proof.entry)), proof: hashes }
  if (checkpoint && provesInclusion({ ...claim, size: checkpoint.size, root: checkpoint.root })) return null
  return ['封存证明与检查点不符：这一行或者证明被改动', 'is not proven by the checkpoint: it or its proof was altered']
}

function isOfCase(row, path, { caseNo, applicationNo, world }) {
  const mine = [caseNo, applicationNo ?? caseNo]
  if (path.startsWith('register/')) return path === `register/${row.unitCode}.jsonl` && row.world === world
  if (path === 'accesses.jsonl') return mine.includes(row.objectId) && row.world === world
  if (path === 'archives.jsonl') return mine.includes(row.workflowId) && row.world === world
  return row.caseNo === caseNo
}

/** Archived histories: the bytes that the sealed row names, and an end where the ledger ends. */
function checkArchives(files, rows) {
  const path = 'archives.jsonl'
  const ledger = rows.get('ledger.jsonl') ?? []
  const end = { seq: ledger.length, head: ledger.length > 0 ? hexOf(sha256(ledger.at(-1).bytes)) : genesis }
  const caseNo = ledger[0]?.row?.caseNo
  const histories = new Set()
  const findings = (rows.get(path) ?? []).flatMap(({ no, row }) => {
    const history = `history/${row?.runId}.json.gz`
    histories.add(history)
    const ends = Array.isArray(row?.ends) ? row.ends : []
    const apart = ends.some(one => one?.caseNo === caseNo && (one.seq !== end.seq || one.head !== end.head))
    return [
      ...(isHistory(files.get(history), row ?? {})
        ? []
        : [
            finding(
              history,
              '不是归档时的流程历史：已被改动或者不存在',
              'is not the history that was archived: altered or missing',
            ),
          ]),
      ...(apart
        ? [
            finding(
              lineName(path, no),
              '流程的终点不是账本的终点：账本被截断或者加长',
              'ends elsewhere than the ledger: the ledger was cut off or made longer',
            ),
          ]
        : []),
    ]
  })
  const foreign = [...files.keys()].filter(name => name.startsWith('history/') && !histories.has(name))
  return [...findings, ...foreign.map(name => finding(name, '没有归档记录的流程历史', 'is a history without its archive'))]
}

function isHistory(bytes, { historyDigest, packedDigest }) {
  try {
    const isPacked = packedDigest === undefined || hexOf(sha256(bytes)) === packedDigest
    return isPacked && hexOf(sha256(gunzipSync(bytes))) === historyDigest
  } catch {
    return false
  }
}

/** Notices and certificates stand in the ledger, byte for byte. */
function checkDocuments(files, { documents }) {
  const lines = linesOf(files.get('ledger.jsonl') ?? Buffer.alloc(0))
  const listed = new Set(documents.map(({ path }) => path))
  const apart = documents.filter(({ path, seq }) => {
    const bytes = files.get(path)
    return !bytes || !parsed(bytes) || !lines[seq - 1]?.bytes.includes(bytes)
  })
  const unlisted = [...files.keys()].filter(path => path.startsWith('documents/') && !listed.has(path))
  return [...apart.map(({ path }) => path), ...unlisted].map(path =>
    finding(path, '账本中没有这份文书：已被改动或者加入', 'is not in the ledger as it is here: altered, or put in'),
  )
}

function factsOf({ caseNo, world }, rows, checkpoint, { given }) {
  const count = pattern => [...rows].reduce((sum, [path, lines]) => sum + (pattern.test(path) ? lines.length : 0), 0)
  const [events, entries, certificates, accesses, archives] = recordFiles.map(({ path }) => count(path))
  return {
    caseNo,
    world,
    checkpoint: checkpoint?.size,
    key: given?.text,
    ...{ events, entries, certificates, accesses, archives },
  }
}

// ── The command ──

/** Reads and checks a zip or a folder. @throws when there is nothing that can be read. */
export function checkAt(path, given) {
  const read = statSync(path).isDirectory() ? readFolder(path) : readZip(readFileSync(path))
  const { findings, facts } = checkBundle(read.files, given)
  return { findings: [...read.findings, ...findings], facts }
}

function optionsOf(args) {
  const options = { path: '.' }
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--key') options.key = keyText(args[++i] ?? '')
    else if (args[i] === '--fingerprint') options.fingerprint = (args[++i] ?? '').replace(/[\s:]/g, '').toLowerCase()
    else options.path = args[i]
  }
  if (options.key !== undefined && !parseKey(options.key)) throw new Error('--key 不是公钥 / is no public key')
  if (options.fingerprint !== undefined && !/^[0-9a-f]{64}$/.test(options.fingerprint))
    throw new Error('--fingerprint 应为 64 位十六进制 / takes 64 hex digits')
  return options
}

const keyText = given => (parseKey(given) ? given : readFileSync(given, 'utf8').trim())

function report({ findings, facts }, hasKey) {
  for (const { where, zh, en } of findings) console.log(`✗ ${where}\n    ${zh}\n    ${en}`)
  if (findings.length > 0) {
    console.log(
      `\n结论：证据包已被改动或者不完整，共 ${findings.length} 处。\nVerdict: altered or incomplete, ${findings.length} findings.`,
    )
    return 1
  }
  const { caseNo, world, checkpoint, key, events, entries, certificates, accesses, archives } = facts
  console.log(`案件 case ${caseNo}${world === '' ? '' : `（演练 drill ${world}）`}，检查点 checkpoint ${checkpoint}`)
  console.log(
    `账本事件 events ${events} · 登记簿 entries ${entries} · 证书号 certificates ${certificates} · 查阅 looks ${accesses} · 流程历史 histories ${archives}`,
  )
  console.log(`封存公钥 key ${key}\n指纹 fingerprint ${fingerprintOf(key)}`)
  if (hasKey) {
    console.log(
      '\n结论：未见改动；全部内容自检查点签名时起即是如此。\nVerdict: unaltered; all of it stood so when the checkpoint was signed.',
    )
    return 0
  }
  console.log('\n结论：前后一致，但您没有给出公钥（--key 或 --fingerprint），不能证明出自登记机构：请向该机构核对上面的指纹。')
  console.log(
    'Verdict: consistent, but no key was given (--key or --fingerprint): who made it is not proven. Compare the fingerprint with the authority.',
  )
  return 3
}

function main(args) {
  try {
    const { path, ...given } = optionsOf(args)
    return report(checkAt(path, given), given.key !== undefined || given.fingerprint !== undefined)
  } catch (error) {
    console.error(`无法读取 / cannot be read: ${error.message}`)
    return 2
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2))
