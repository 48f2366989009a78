/** Exact shares (份额): numerator over denominator, always reduced, denominator positive. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

export const zero: Fraction = { numerator: 0, denominator: 1 }
export const whole: Fraction = { numerator: 1, denominator: 1 }

/** Reads "1/2"; null when the text is no fraction between 0 (excluded) and 1. */
export function parseShare(text: string): Fraction | null {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text)
  if (!match) return null
  const share = reduce(Number(match[1]), Number(match[2]))
  return share && share.numerator > 0 && share.numerator <= share.denominator ? share : null
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
export const compare = (a: Fraction, b: Fraction): number => a.numerator * b.denominator - b.numerator * a.denominator

function must(numerator: number, denominator: number): Fraction {
  const result = reduce(numerator, denominator)
  if (!result) throw new RangeError('份额的分母不能为零')
  return result
}

function reduce(numerator: number, denominator: number): Fraction | null {
  if (denominator === 0) return null
  const divisor = gcd(Math.abs(numerator), Math.abs(denominator)) || 1
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
