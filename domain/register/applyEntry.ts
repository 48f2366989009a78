import { laterOf } from '../time/instant.ts'
import { damaged, type EntryOf } from './entries/base.ts'
import { certificateReissued } from './entries/certificates.ts'
import { easementCancelled, easementCreated } from './entries/easements.ts'
import { mortgageCancelled, mortgageChanged, mortgageCreated, mortgageTransferred } from './entries/mortgages.ts'
import { noticeEnded, noticeRecorded, noticeRegistrable } from './entries/notices.ts'
import { objectionEnded, objectionRecorded, objectionSued } from './entries/objections.ts'
import { firstRegistered, ownershipTransferred, rightCancelled, rightChanged } from './entries/ownership.ts'
import { seizureEnded, seizureRecorded, seizureRenewed } from './entries/seizures.ts'
import type { Entry, EntryKind, LoadedUnit, RegisterEntry, Unit } from './types.ts'

type LaterKind = Exclude<EntryKind, 'unit-loaded'>
type LaterEntries = { [Kind in LaterKind]: EntryOf<Kind> }

const changes: { [Kind in LaterKind]: (unit: Unit, entry: LaterEntries[Kind], row: RegisterEntry) => Unit } = {
  'first-registered': firstRegistered,
  'ownership-transferred': ownershipTransferred,
  'right-changed': rightChanged,
  'right-cancelled': rightCancelled,
  'entry-corrected': rightChanged,
  'mortgage-created': mortgageCreated,
  'mortgage-changed': mortgageChanged,
  'mortgage-transferred': mortgageTransferred,
  'mortgage-cancelled': mortgageCancelled,
  'notice-recorded': noticeRecorded,
  'notice-ended': noticeEnded,
  'notice-registrable': noticeRegistrable,
  'objection-recorded': objectionRecorded,
  'objection-ended': objectionEnded,
  'objection-sued': objectionSued,
  'easement-created': easementCreated,
  'easement-cancelled': easementCancelled,
  'seizure-recorded': seizureRecorded,
  'seizure-renewed': seizureRenewed,
  'seizure-ended': seizureEnded,
  'certificate-reissued': certificateReissued,
}

/** Without a right first-registered there is nothing for these to be written on (实施细则 24). */
const needsRegisteredRight: readonly EntryKind[] = [
  'ownership-transferred',
  'right-changed',
  'right-cancelled',
  'entry-corrected',
  'mortgage-created',
  'objection-recorded',
  'easement-created',
  'certificate-reissued',
]

/** What may be the first that the register says of a unit: the exceptions to 实施细则 24 stand before first registration. */
const mayBegin: readonly EntryKind[] = ['first-registered', 'mortgage-created', 'notice-recorded', 'seizure-recorded']

/** The first 19 characters of a unit's code are its parcel's (law.md UC-1). */
const PARCEL_LENGTH = 19

/**
 * The unit after one more entry; entries are never changed or removed (条例 9–13).
 * @throws Error when an entry cannot follow: the register is then damaged.
 */
export function applyEntry(unit: Unit | null, row: RegisterEntry): Unit {
  const expected = (unit?.version ?? 0) + 1
  if (row.version !== expected) throw damaged(row.unitCode, `应为第 ${expected} 版，实为第 ${row.version} 版`)
  if (row.entry.kind === 'unit-loaded') {
    if (unit) throw damaged(row.unitCode, '已有首次记载')
    return { ...loaded(row.entry.unit, row), version: row.version, lastAt: row.at }
  }
  const before = unit ?? begun(row, row.entry)
  if (needsRight(row.entry) && before.holders.length === 0)
    throw damaged(row.unitCode, `尚未首次登记，不能记载 ${row.entry.kind}`)
  // The end of a term is dated by the term, which on a unit loaded from elsewhere may lie before the loading.
  return { ...changed(row.entry.kind, before, row.entry, row), version: row.version, lastAt: laterOf(row.at, before.lastAt) }
}

export function foldUnit(rows: readonly RegisterEntry[]): Unit | null {
  return rows.reduce<Unit | null>(applyEntry, null)
}

const changed = <Kind extends LaterKind>(kind: Kind, unit: Unit, entry: LaterEntries[Kind], row: RegisterEntry): Unit =>
  changes[kind](unit, entry, row)

/** A mortgage of construction in progress is registered before the building is (实施细则 75). */
const needsRight = (entry: Entry): boolean =>
  needsRegisteredRight.includes(entry.kind) && !(entry.kind === 'mortgage-created' && entry.mortgage.kind === 'construction')

function loaded(unit: LoadedUnit, row: RegisterEntry): Omit<Unit, 'version' | 'lastAt'> {
  const heldSince = unit.holders.length > 0 ? { at: row.at, caseNo: row.caseNo } : null
  return { easements: [], heldSince, ...unit }
}

/** A unit of which the register has said nothing yet. */
function begun(row: RegisterEntry, entry: Entry): Unit {
  if (!mayBegin.includes(entry.kind)) throw damaged(row.unitCode, `尚无首次记载，不能记载 ${entry.kind}`)
  return {
    unitCode: row.unitCode,
    parcel: row.unitCode.slice(0, PARCEL_LENGTH),
    location: '',
    areaSqm: null,
    use: 'residential',
    landUse: null,
    landTermEnds: null,
    holders: [],
    certificates: [],
    mortgages: [],
    notices: [],
    objections: [],
    seizures: [],
    easements: [],
    heldSince: null,
    version: 0,
    lastAt: row.at,
  }
}
