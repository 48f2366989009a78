import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyRanges,
  GrowingTree,
  type Hash,
  hashOfSubtrees,
  inclusionRanges,
  type Range,
  type Subtree,
  subtreesOf,
  treeHasher,
} from './merkle.ts'
import { provesConsistency, provesInclusion } from './verifyProof.ts'

const sha256 = (bytes: Uint8Array): Hash => new Uint8Array(createHash('sha256').update(bytes).digest())
const hasher = treeHasher(sha256)
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex')
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

/** MTH of RFC 9162, 2.1.1, as it is written there: what everything else is measured by. */
function definition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return sha256(new Uint8Array())
  if (leaves.length === 1) return leaves[0] as Hash
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hasher.node(definition(leaves.slice(0, k)), definition(leaves.slice(k)))
}

const leavesOf = (size: number): Hash[] => Array.from({ length: size }, (_, i) => hasher.leaf(Buffer.from(`leaf ${i}`)))
const hashesAt = (leaves: readonly Hash[], ranges: readonly Range[]): Hash[] =>
  ranges.map(({ start, end }) => definition(leaves.slice(start, end)))

const inclusion = (leaves: readonly Hash[], index: number) => ({
  index,
  size: leaves.length,
  leafHash: leaves[index] as Hash,
  proof: hashesAt(leaves, inclusionRanges(index, leaves.length)),
  root: definition(leaves),
})

const consistency = (leaves: readonly Hash[], first: number) => ({
  first,
  second: leaves.length,
  firstRoot: definition(leaves.slice(0, first)),
  secondRoot: definition(leaves),
  proof: hashesAt(leaves, consistencyRanges(first, leaves.length)),
})

/** The reference data of Certificate Transparency: eight entries, the roots of the first n, and proofs over all of them. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the reference data of Certificate Transparency', () => {
  const leaves = entries.map(entry => hasher.leaf(bytes(entry)))
  const rangesAsHex = (ranges: readonly Range[]) => hashesAt(leaves, ranges).map(hex)

  it.each(roots.map((root, size) => ({ size, root })))('the root of the first $size entries', ({ size, root }) => {
    const tree = new GrowingTree(hasher)
    for (const leaf of leaves.slice(0, size)) tree.append(leaf)
    expect(hex(tree.root())).toBe(root)
  })

  it('the inclusion proofs of the first and the sixth of eight', () => {
    expect(rangesAsHex(inclusionRanges(0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(rangesAsHex(inclusionRanges(5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  it('the consistency proofs from one and from six to eight, from two to five', () => {
    expect(rangesAsHex(consistencyRanges(1, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(rangesAsHex(consistencyRanges(6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(rangesAsHex(consistencyRanges(2, 5))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })

  it('the tree of seven in RFC 9162, 2.1.5: which parts its proofs name', () => {
    const [b, c, d, h] = [range(1, 2), range(2, 3), range(3, 4), range(0, 2)]
    const [g, i, j, k, l] = [range(2, 4), range(4, 6), range(6, 7), range(0, 4), range(4, 7)]
    expect(inclusionRanges(0, 7)).toEqual([b, g, l])
    expect(inclusionRanges(3, 7)).toEqual([c, h, l])
    expect(inclusionRanges(4, 7)).toEqual([range(5, 6), j, k])
    expect(inclusionRanges(6, 7)).toEqual([i, k])
    expect(consistencyRanges(3, 7)).toEqual([c, d, h, l])
    expect(consistencyRanges(4, 7)).toEqual([l])
    expect(consistencyRanges(6, 7)).toEqual([i, j, k])
  })
})

const range = (start: number, end: number): Range => ({ start, end })
const sizes = Array.from({ length: 35 }, (_, i) => i + 1)

describe('every tree up to 35 leaves', () => {
  it('every leaf is proven to be in it, and nowhere else', () => {
    for (const size of sizes) {
      const leaves = leavesOf(size)
      for (let index = 0; index < size; index += 1) {
        const proof = inclusion(leaves, index)
        expect(provesInclusion(hasher, proof), `leaf ${index} of ${size}`).toBe(true)
        const elsewhere = [(index + 1) % size, size].filter(other => other !== index)
        for (const other of elsewhere) expect(provesInclusion(hasher, { ...proof, index: other })).toBe(false)
      }
    }
  })

  it('every beginning of it is proven to be one', () => {
    for (const size of sizes) {
      const leaves = leavesOf(size)
      for (let first = 1; first <= size; first += 1) {
        expect(provesConsistency(hasher, consistency(leaves, first)), `${first} of ${size}`).toBe(true)
      }
    }
  })

  it('grown leaf by leaf it has the root of the definition, also when it goes on from its peaks', () => {
    const whole = leavesOf(sizes.length)
    let tree = new GrowingTree(hasher)
    for (const [i, leaf] of whole.entries()) {
      tree.append(leaf)
      expect(hex(tree.root())).toBe(hex(definition(whole.slice(0, i + 1))))
      const peaks = subtreesOf({ start: 0, end: i + 1 }).map(subtree => definition(whole.slice(...bounds(subtree))))
      tree = new GrowingTree(hasher, { size: i + 1, peaks })
      expect(hex(tree.root())).toBe(hex(definition(whole.slice(0, i + 1))))
    }
  })

  it('tells each full subtree once, with its hash', () => {
    const leaves = leavesOf(64)
    const told: string[] = []
    const tree = new GrowingTree(hasher, {
      completed: (subtree, hash) => {
        expect(hex(hash)).toBe(hex(definition(leaves.slice(...bounds(subtree)))))
        told.push(`${subtree.level}:${subtree.index}`)
      },
    })
    for (const leaf of leaves) tree.append(leaf)
    expect(new Set(told).size).toBe(told.length)
    expect(told.length).toBe(127)
  })

  it('the ranges of proofs are full subtrees together', () => {
    const leaves = leavesOf(61)
    for (let index = 0; index < 61; index += 1)
      for (const one of inclusionRanges(index, 61)) {
        const parts = subtreesOf(one).map(subtree => definition(leaves.slice(...bounds(subtree))))
        expect(hex(hashOfSubtrees(hasher, parts))).toBe(hex(definition(leaves.slice(one.start, one.end))))
      }
  })
})

const bounds = ({ level, index }: Subtree): [number, number] => [index * 2 ** level, (index + 1) * 2 ** level]

const flipped = (hash: Hash, bit: number): Hash => hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
const bit = fc.integer({ min: 0, max: 255 })
/** A hash of the proof changed, left out, said twice. */
const alterations = (proof: readonly Hash[], i: number, changed: number): Hash[][] => [
  proof.with(i, flipped(proof[i] as Hash, changed)),
  proof.toSpliced(i, 1),
  proof.toSpliced(i, 0, proof[i] as Hash),
]
const aTree = fc
  .integer({ min: 2, max: 300 })
  .chain(size => fc.record({ size: fc.constant(size), at: fc.integer({ min: 1, max: size - 1 }) }))

describe('an altered proof', () => {
  it('of inclusion fails, whatever was altered', () => {
    fc.assert(
      fc.property(aTree, bit, fc.nat(), ({ size, at }, changed, which) => {
        const honest = inclusion(leavesOf(size), at)
        const { proof } = honest
        const i = which % proof.length
        const forged = [
          ...alterations(proof, i, changed).map(altered => ({ ...honest, proof: altered })),
          { ...honest, leafHash: flipped(honest.leafHash, changed) },
          { ...honest, root: flipped(honest.root, changed) },
          { ...honest, index: size },
          { ...honest, index: -1 },
        ]
        expect(forged.map(one => provesInclusion(hasher, one))).toEqual(forged.map(() => false))
      }),
    )
  })

  it('of consistency fails, whatever was altered', () => {
    fc.assert(
      fc.property(aTree, bit, fc.nat(), ({ size, at }, changed, which) => {
        const honest = consistency(leavesOf(size), at)
        const { proof } = honest
        const i = which % proof.length
        const forged = [
          ...alterations(proof, i, changed).map(altered => ({ ...honest, proof: altered })),
          { ...honest, firstRoot: flipped(honest.firstRoot, changed) },
          { ...honest, secondRoot: flipped(honest.secondRoot, changed) },
          { ...honest, first: 0 },
          { ...honest, first: size + 1 },
        ]
        expect(forged.map(one => provesConsistency(hasher, one))).toEqual(forged.map(() => false))
      }),
    )
  })

  it('of a history in which one leaf was changed, removed or moved fails', () => {
    fc.assert(
      fc.property(aTree, fc.nat(), ({ size, at }, which) => {
        const leaves = leavesOf(size)
        const i = which % at
        const rewritten = [
          leaves.with(i, hasher.leaf(Buffer.from('forged'))),
          leaves.toSpliced(i, 1),
          leaves.with(i, leaves[i + 1] as Hash).with(i + 1, leaves[i] as Hash),
        ]
        const seen = definition(leaves.slice(0, at))
        // A swap of the last leaf seen with one not yet seen, and all others, changes what had been seen.
        for (const forged of rewritten.filter(one => one.length >= at))
          expect(provesConsistency(hasher, { ...consistency(forged, at), firstRoot: seen })).toBe(false)
      }),
    )
  })
})

describe('what cannot be asked', () => {
  it('a leaf outside the tree, a beginning longer than the tree', () => {
    expect(() => inclusionRanges(7, 7)).toThrow(RangeError)
    expect(() => inclusionRanges(-1, 7)).toThrow(RangeError)
    expect(() => consistencyRanges(8, 7)).toThrow(RangeError)
    expect(() => new GrowingTree(hasher, { size: 3, peaks: [hasher.empty] })).toThrow(RangeError)
  })

  it('the beginning of nothing needs no proof, and proves nothing', () => {
    expect(consistencyRanges(0, 7)).toEqual([])
    const nothing = { first: 0, second: 7, firstRoot: hasher.empty, secondRoot: hasher.empty, proof: [] }
    expect(provesConsistency(hasher, nothing)).toBe(false)
  })

  it('sizes beyond 2^32 are no harder', () => {
    const size = 2 ** 40 + 5
    expect(inclusionRanges(2 ** 40 + 2, size).at(-1)).toEqual(range(0, 2 ** 40))
    expect(subtreesOf(range(0, 2 ** 48 - 1))).toHaveLength(48)
  })
})
