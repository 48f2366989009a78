/** Exact shares (份额): numerator over denominator, always reduced, denominator positive; whole numbers of any size, since shares of shares grow. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Fraction = { numerator: 0n, denominator: 1n }
export const whole: Fraction = { numerator: 1n, denominator: 1n }

/** Reads "1/2"; null when the text is no fraction between 0 (excluded) and 1. */
export function parseShare(text: string): Fraction | null {
  const [, numerator, denominator] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  if (numerator === undefined || denominator === undefined) return null
  const share = reduce(BigInt(numerator), BigInt(denominator))
  return share && share.numerator > 0n && share.numerator <= share.denominator ? share : null
}

export const formatShare = (share: Fraction): string => `${share.numerator}/${share.denominator}`

export function add(a: Fraction, b: Fraction): Fraction {
  return must(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator })
}

export const sum = (shares: readonly Fraction[]): Fraction => shares.reduce(add, zero)

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator]
  return left < right ? -1 : left > right ? 1 : 0
}

function must(numerator: bigint, denominator: bigint): Fraction {
  const result = reduce(numerator, denominator)
  if (!result) throw new RangeError('份额的分母不能为零')
  return result
}

function reduce(numerator: bigint, denominator: bigint): Fraction | null {
  if (denominator === 0n) return null
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator) || 1n
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
