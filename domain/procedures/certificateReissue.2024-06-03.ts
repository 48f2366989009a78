import { certificateReissue20210101 as before } from './certificateReissue.2021-01-01.ts'
import type { ProcedureEdition } from './edition.ts'

/**
 * 补发不动产权证书: by 自然资源部令第14号 the certificate is reissued as soon as the loss statement is published. The decree's own first
 * day is not known here; this is the first day on which it is attested to have been applied (law.md DR-22-2).
 */
export const certificateReissue20240603: ProcedureEdition = {
  ...before,
  id: 'certificate-reissue@2024-06-03',
  effectiveFrom: '2024-06-03',
  tracks: {
    ...before.tracks,
    announcement: { document: 'loss-statement', workingDays: 0, where: [], basis: ['DR-22-2'] },
  },
  // What is over as soon as it is published leaves nobody time to object.
  rules: before.rules.filter(({ id }) => id !== 'announcement-objection'),
}
