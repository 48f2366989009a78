import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What stands before the first link of every chain. */
export const genesis = '0'.repeat(64)

/** SHA-256 (hex) over the canonical JSON (RFC 8785) of a row without its own hash; `prevHash` is part of the row. */
export function hashOf(row: object): string {
  return hashOfText(canonicalText(row))
}

/** SHA-256 (hex) of a canonical text. */
export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The canonical JSON (RFC 8785) that is hashed. */
export function canonicalText(row: object): string {
  const text = canonicalize(row)
  if (text === undefined) throw new TypeError('a row of the ledger must be JSON')
  return text
}
