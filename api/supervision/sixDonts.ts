import type { Sql } from '../../db/client.ts'
import { type OfficePlace, readEntries } from '../../db/supervision.ts'
import { ownBusiness } from '../../db/worlds.ts'
import type { Entry, Signed } from '../../domain/supervision/entries.ts'

/** 六不准: our sources name them and do not spell them out; an office loads their text with its source. */
export interface SixDonts {
  readonly source: string
  readonly rules: readonly string[]
}

export type SixDontsEntry = Entry<'loaded', SixDonts>
export const sixDontsFile = { register: 'six-donts', file: 'six-donts' } as const

/** The list loaded last: a drill world's own, else the office's; null where none was. */
export async function sixDontsOf(
  sql: Sql,
  { world, office }: OfficePlace,
): Promise<(SixDonts & { readonly loaded: Signed }) | null> {
  const loaded = (await readEntries<SixDontsEntry>(sql, { world, office }, 'six-donts')).at(-1)
  if (loaded) return { ...loaded.data, loaded: { by: loaded.by, at: loaded.at } }
  return world === ownBusiness ? null : sixDontsOf(sql, { world: ownBusiness, office })
}
