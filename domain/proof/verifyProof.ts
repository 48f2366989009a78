import type { Hash, TreeHasher } from './merkle.ts'

// The verification of proofs, step by step as RFC 9162 writes it down (2.1.3.2 and 2.1.4.2), and on purpose not by the definitions that
// proofs are made with. Sizes may pass 2^31: no bitwise operators.

const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)
const isPowerOfTwo = (n: number): boolean => n === 1 || (!isOdd(n) && n > 0 && isPowerOfTwo(n / 2))

/** Is a leaf with this hash at `index` of the tree of `size` leaves that hashes to `root`? */
export function provesInclusion(
  hasher: TreeHasher,
  { index, size, leafHash, proof, root }: { index: number; size: number; leafHash: Hash; proof: readonly Hash[]; root: Hash },
): boolean {
  if (!(index >= 0 && index < size)) return false
  let fn = index
  let sn = size - 1
  let r = leafHash
  for (const p of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      r = hasher.node(p, r)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else r = hasher.node(r, p)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && same(r, root)
}

/** Does the tree of `second` leaves begin with that of `first`? Of an empty one nothing is proven, so it proves nothing. */
export function provesConsistency(
  hasher: TreeHasher,
  {
    first,
    second,
    firstRoot,
    secondRoot,
    proof,
  }: { first: number; second: number; firstRoot: Hash; secondRoot: Hash; proof: readonly Hash[] },
): boolean {
  if (!(first > 0 && first <= second)) return false
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot)
  // A first tree that is one full subtree is a node of the second, and proofs leave it out.
  const [start, ...path] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof
  if (!start) return false
  let fn = first - 1
  let sn = second - 1
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let [fr, sr] = [start, start]
  for (const c of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = hasher.node(c, fr)
      sr = hasher.node(c, sr)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else sr = hasher.node(sr, c)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && same(fr, firstRoot) && same(sr, secondRoot)
}

const same = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])
