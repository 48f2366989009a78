import type { Sql, Transaction } from '../db/client.ts'
import { insertKey, lockSeal, readCheckpoint, readKeys, type StoredKey } from '../db/seal.ts'
import type { KeyFolder } from './keyFolder.ts'
import { openedNote, parseVerifier, type Signer, signedNote, type Verifier } from './note.ts'

/** What a note says that introduces a key: the name of the log, which key it is, from which size of the log on it signs. */
export function introductionText({ no, verifier, sinceSize }: Pick<StoredKey, 'no' | 'verifier' | 'sinceSize'>): string {
  return `${parseVerifier(verifier).name}\nkey ${no}\n${verifier}\nsince ${sinceSize}\n`
}

/** The key that signs the log, by its key folder; a log without any key gets its first. @throws when the folder holds another. */
export async function signerOf(tx: Transaction, folder: KeyFolder, at: string): Promise<Signer> {
  const last = (await readKeys(tx)).at(-1)
  const own = await folder.current()
  if (!last) return introduced(tx, own ?? (await folder.make()), { no: 1, sinceSize: 0, at })
  if (own?.verifier.text === last.verifier) return own
  // A change of keys that ended between its commit and the renaming of the file.
  const next = await folder.next()
  if (next?.verifier.text === last.verifier) {
    await folder.promote()
    return next
  }
  throw new Error(
    `${folder.path} does not hold key ${last.no} of the seal (${last.verifier}). Restore it, or set DENGBU_SEAL to its folder.`,
  )
}

/**
 * Changes the key: the old one introduces the new one, and both sign that. From the next checkpoint on the new one signs; the old one
 * ceases to exist, its public half stays published. Killed anywhere and called again, it goes on where it was.
 */
export async function changeKey(sql: Sql, folder: KeyFolder, at = new Date().toISOString()): Promise<StoredKey> {
  const key = await sql.begin(async tx => {
    await lockSeal(tx)
    const old = await signerOf(tx, folder, at)
    const next = await folder.makeNext(old.verifier.name)
    const [keys, checkpoint] = [await readKeys(tx), await readCheckpoint(tx)]
    await introduced(tx, next, { no: keys.length + 1, sinceSize: checkpoint?.size ?? 0, at }, old)
    return (await readKeys(tx)).at(-1)
  })
  await folder.promote()
  return key as StoredKey
}

async function introduced(
  tx: Transaction,
  signer: Signer,
  frame: Pick<StoredKey, 'no' | 'sinceSize' | 'at'>,
  by?: Signer,
): Promise<Signer> {
  const key = { ...frame, verifier: signer.verifier.text }
  await insertKey(tx, { ...key, note: signedNote(introductionText(key), [...(by ? [by] : []), signer]) })
  return signer
}

/** The public keys in order; a key is null where its row is not as it and its predecessor have signed it. */
export function checkedKeys(keys: readonly StoredKey[]): (Verifier | null)[] {
  return keys.map((key, i) => {
    try {
      const verifier = parseVerifier(key.verifier)
      const before = keys[i - 1]
      const signers = [...(before ? [parseVerifier(before.verifier)] : []), verifier]
      return openedNote(key.note, signers) === introductionText(key) && key.no === i + 1 ? verifier : null
    } catch {
      return null
    }
  })
}
