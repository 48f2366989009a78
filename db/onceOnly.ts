import { json, type Transaction } from './client.ts'

/** A key is one sender's own in one world. */
export interface RequestKey {
  readonly world: string
  readonly sub: string
  readonly key: string
}

/** What was answered, and what the answer showed. */
export interface KeptAnswer {
  readonly answer: unknown
  readonly look: unknown
}

/**
 * Takes a key for a request in the caller's transaction; waits for whoever holds it. Null: it is the caller's, who keeps the answer in the
 * same transaction. Otherwise what was asked for under it, and answered.
 */
export async function takeKey(
  tx: Transaction,
  { world, sub, key }: RequestKey,
  digest: string,
): Promise<(KeptAnswer & { readonly digest: string }) | null> {
  const taken = await tx`
    insert into answered_requests (world, sub, key, digest) values (${world}, ${sub}, ${key}, ${digest}) on conflict do nothing returning 1`
  if (taken.length > 0) return null
  const [known] = await tx<(KeptAnswer & { digest: string })[]>`
    select digest, answer, look from answered_requests where (world, sub, key) = (${world}, ${sub}, ${key})`
  if (!known) throw new Error(`the key ${key} was taken and is not there`)
  return known
}

/** Keeps the answer under the key, and forgets the sender's keys that are older than a month. */
export async function keepAnswer(tx: Transaction, { world, sub, key }: RequestKey, { answer, look }: KeptAnswer): Promise<void> {
  await tx`
    with forgotten as (delete from answered_requests where (world, sub) = (${world}, ${sub}) and at < now() - interval '30 days')
    update answered_requests set answer = ${json(answer ?? null)}::text::json, look = ${json(look)}::text::json
    where (world, sub, key) = (${world}, ${sub}, ${key})`
}
