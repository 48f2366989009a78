import type { Certificate, Entry, RegisterEntry, Unit } from './types.ts'

/**
 * The unit after one more entry; entries are never changed or removed (条例 9–13).
 * @throws Error when an entry cannot follow: the register is then damaged.
 */
export function applyEntry(unit: Unit | null, row: RegisterEntry): Unit {
  const expected = (unit?.version ?? 0) + 1
  if (row.version !== expected) throw new Error(`登记簿损坏：${row.unitCode} 应为第 ${expected} 版，实为第 ${row.version} 版`)
  if (row.entry.kind === 'unit-loaded') {
    if (unit) throw new Error(`登记簿损坏：${row.unitCode} 已有首次记载`)
    return { ...row.entry.unit, version: row.version, lastAt: row.at }
  }
  if (!unit) throw new Error(`登记簿损坏：${row.unitCode} 尚无首次记载，不能记载 ${row.entry.kind}`)
  return { ...change(unit, row.entry, row), version: row.version, lastAt: row.at }
}

export function foldUnit(rows: readonly RegisterEntry[]): Unit | null {
  return rows.reduce<Unit | null>(applyEntry, null)
}

function change(unit: Unit, entry: Exclude<Entry, { kind: 'unit-loaded' }>, row: RegisterEntry): Unit {
  switch (entry.kind) {
    case 'ownership-transferred':
      return transferred(unit, entry, row)
    case 'mortgage-created':
      return mortgaged(unit, entry, row)
    case 'mortgage-cancelled':
      return mortgageCancelled(unit, entry.mortgageIndex)
  }
}

function transferred(unit: Unit, entry: Entry & { kind: 'ownership-transferred' }, row: RegisterEntry): Unit {
  return {
    ...unit,
    holders: entry.holders,
    certificates: [...voidTitles(unit), ...issued(entry.certificates, 'title', row)],
    notices: unit.notices.map((notice, i) =>
      entry.convertedNotices.includes(i) ? { ...notice, status: 'converted' as const } : notice,
    ),
  }
}

function mortgaged(unit: Unit, entry: Entry & { kind: 'mortgage-created' }, row: RegisterEntry): Unit {
  const ranks = unit.mortgages.filter(mortgage => mortgage.status === 'active').map(mortgage => mortgage.rank)
  const mortgage = {
    ...entry.mortgage,
    rank: Math.max(0, ...ranks) + 1,
    status: 'active' as const,
    recordedAt: row.at,
    caseNo: row.caseNo,
  }
  const proofs = entry.mortgage.proofNo ? issued([entry.mortgage.proofNo], 'proof', row) : []
  return { ...unit, mortgages: [...unit.mortgages, mortgage], certificates: [...unit.certificates, ...proofs] }
}

function mortgageCancelled(unit: Unit, index: number): Unit {
  const target = unit.mortgages[index]
  if (!target) throw new Error(`登记簿损坏：${unit.unitCode} 没有第 ${index} 项抵押权`)
  if (target.status !== 'active') throw new Error(`登记簿损坏：${unit.unitCode} 的第 ${index} 项抵押权已经注销`)
  return {
    ...unit,
    mortgages: unit.mortgages.map((mortgage, i) => (i === index ? { ...mortgage, status: 'cancelled' as const } : mortgage)),
    certificates: unit.certificates.map(one => (one.number === target.proofNo ? { ...one, status: 'void' as const } : one)),
  }
}

/** A transfer ends the former holders' title certificates (旧证收回或公告作废); proofs of mortgages that stay are untouched. */
function voidTitles(unit: Unit): Certificate[] {
  return unit.certificates.map(one => (one.kind === 'title' ? { ...one, status: 'void' as const } : one))
}

function issued(numbers: readonly string[], kind: 'title' | 'proof', row: RegisterEntry): Certificate[] {
  return numbers.map(number => ({ number, kind, status: 'current' as const, issuedAt: row.at, caseNo: row.caseNo }))
}
