import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { hasher } from '../../db/seal.ts'
import { GrowingTree, inclusionRanges } from '../../domain/proof/merkle.ts'
import { provesInclusion } from '../../domain/proof/verifyProof.ts'
import { newSigner, signedNote } from '../../seal/note.ts'
import { zipOf } from './pack.ts'
import * as verifier from './verify.mjs'

// The verifier shares no code with the system: here both are held to the same vectors. What it says of whole bundles is in tests/tamper/.

const hexOf = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const leaf = (n: number) => hasher.leaf(Buffer.from(`leaf ${n}`))

function rootOf(start: number, end: number): Uint8Array {
  const tree = new GrowingTree(hasher)
  for (let n = start; n < end; n += 1) tree.append(leaf(n))
  return tree.root()
}

describe('proofs', () => {
  it('of RFC 9162 are accepted and refused as the system does, whatever is changed in them', () => {
    const claim = fc.integer({ min: 1, max: 70 }).chain(size => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))
    const change = fc.constantFrom('nothing', 'index', 'size', 'leaf', 'root', 'hash', 'shorter', 'longer', 'swapped')
    fc.assert(
      fc.property(claim, change, ({ size, index }, how) => {
        const proof = inclusionRanges(index, size).map(({ start, end }) => rootOf(start, end))
        const honest = { index, size, leafHash: leaf(index), proof, root: rootOf(0, size) }
        const altered = {
          ...honest,
          ...(how === 'index' ? { index: index + 1 } : {}),
          ...(how === 'size' ? { size: size + 1 } : {}),
          ...(how === 'leaf' ? { leafHash: leaf(index + 1) } : {}),
          ...(how === 'root' ? { root: leaf(0) } : {}),
          ...(how === 'hash' ? { proof: [...proof.slice(0, -1), leaf(99)] } : {}),
          ...(how === 'shorter' ? { proof: proof.slice(1) } : {}),
          ...(how === 'longer' ? { proof: [...proof, leaf(99)] } : {}),
          ...(how === 'swapped' ? { proof: proof.toReversed() } : {}),
        }
        expect(verifier.provesInclusion(honest)).toBe(true)
        expect(verifier.provesInclusion(altered)).toBe(provesInclusion(hasher, altered))
      }),
    )
  })

  it('hash leaves as the log does', () => {
    expect(hexOf(verifier.leafHashOf('entry'))).toBe(hexOf(hasher.leaf(Buffer.from('entry'))))
  })

  it('with an index that is no number of a leaf prove nothing', () => {
    for (const index of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(verifier.provesInclusion({ index, size: 1, leafHash: leaf(0), proof: [], root: leaf(0) }), `${index}`).toBe(false)
  })
})

describe('notes and keys', () => {
  it('of Go’s note package and of the seal are read alike', () => {
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    const signature = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='
    const go = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    expect(verifier.openedNote(`${text}\n— PeterNeumann ${signature}\n`, [verifier.parseKey(go)])).toBe(text)
    const own = newSigner('office/x')
    expect(verifier.openedNote(signedNote('text\n', [own]), [verifier.parseKey(own.verifier.text)])).toBe('text\n')
  })

  it('are refused with any character changed', () => {
    const signer = newSigner('office/x')
    const note = signedNote('a text\nof two lines\n', [signer])
    const key = verifier.parseKey(signer.verifier.text)
    for (let at = 0; at < note.length; at += 1) {
      const altered = `${note.slice(0, at)}${note[at] === 'x' ? 'y' : 'x'}${note.slice(at + 1)}`
      expect(verifier.openedNote(altered, [key]), `character ${at}`).toBeNull()
    }
    for (let at = 0; at < signer.verifier.text.length; at += 1) {
      const { text } = signer.verifier
      const altered = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`
      expect(verifier.parseKey(altered), `character ${at}`).toBeNull()
    }
  })
})

describe('a zip', () => {
  const files = fc.uniqueArray(
    fc.record({ path: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?\.txt$/), bytes: fc.uint8Array({ maxLength: 50 }) }),
    { selector: ({ path }) => path, minLength: 1, maxLength: 6 },
  )

  it('is read as it was written, by other programs too, and is the same whenever it is written', () => {
    fc.assert(
      fc.property(files, written => {
        const zip = Buffer.from(zipOf(written))
        const read = verifier.readZip(zip)
        expect(read.findings).toEqual([])
        expect([...read.files].map(([path, bytes]) => [path, hexOf(bytes)])).toEqual(
          written.map(({ path, bytes }) => [path, hexOf(bytes)]),
        )
        expect(Object.keys(unzipSync(zip))).toEqual(written.map(({ path }) => path))
        expect(Buffer.from(zipOf(written)).equals(zip)).toBe(true)
      }),
    )
  })

  it('is refused with any bit of it turned, anything before or behind it, any end cut off', () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, mask) => {
        const zip = Buffer.from(zipOf(written))
        const at = place % zip.length
        const turned = Buffer.from(zip)
        turned.writeUInt8(turned.readUInt8(at) ^ mask, at)
        const more = [Buffer.concat([zip, Buffer.of(mask)]), Buffer.concat([Buffer.of(mask), zip])]
        for (const altered of [turned, zip.subarray(0, at), ...more]) expect(verifier.readZip(altered).findings).not.toEqual([])
      }),
    )
  })
})
