import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../db/hashChain.ts'
import { applicationOf } from '../case/application.ts'
import { ordinary } from '../case/testing/applications.ts'
import { roles } from '../case/types.ts'
import { feePayerOf, quoteFees } from '../fees/quote.ts'
import { isProvisionId, provisions } from '../law/provisions.ts'
import { nationalLimits } from '../limits/seeded.ts'
import { addDays, isLocalDate } from '../time/instant.ts'
import type { EditionId, ProcedureEdition } from './edition.ts'
import { procedureIds, procedureTitles } from './ids.ts'
import { editionInForce, editionOf, editions } from './registry.ts'

/**
 * The digest of every published edition. A new edition is put in with
 * `DENGBU_PUBLISH_EDITIONS=1 npx vitest run --project unit domain/procedures`; what is there is never written over.
 */
const lockFile = new URL('./editions.lock.json', import.meta.url)
const publish = process.env.DENGBU_PUBLISH_EDITIONS === '1'

/** An edition as data: each function by the id that it belongs to, each rule by what it says. */
function plain(edition: ProcedureEdition): object {
  const { rules, writes, ...rest } = edition
  return JSON.parse(
    JSON.stringify(
      {
        ...rest,
        rules: rules.map(({ id, level, says, basis }) => ({ id, level, says, basis })),
        writes: { id: writes.id, says: writes.says },
      },
      function (this: { id?: string; code?: string }, key, value: unknown) {
        return typeof value === 'function' ? `${key} of ${this.code ?? this.id ?? edition.id}` : value
      },
    ),
  ) as object
}

const digests: Readonly<Record<string, string>> = Object.fromEntries(
  editions.map(edition => [edition.id, hashOf(plain(edition))]),
)

function lockedDigests(): Record<string, string> {
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')) as Record<string, string>
  const added = Object.entries(digests).filter(([id]) => !Object.hasOwn(locked, id))
  if (!publish || added.length === 0) return locked
  const next = Object.fromEntries([...Object.entries(locked), ...added].sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(lockFile, `${JSON.stringify(next, null, 2)}\n`)
  return next
}

describe('a published edition is frozen', () => {
  const locked = lockedDigests()

  it.each(editions)('$id is what it was when it was published [S0-17] [S4-51]', ({ id }) => {
    expect(locked[id], `${id} is not published yet: see the head of this file`).toBeDefined()
    expect(digests[id], `${id} is published and may not change: publish a new edition file instead`).toBe(locked[id])
  })

  it('and none is taken back: cases under it must stay readable', () => {
    expect(Object.keys(locked).filter(id => digests[id] === undefined)).toEqual([])
  })

  it('the digest sees every word of it: a title, a basis, a rule, the order of materials', () => {
    const [edition] = editions
    if (!edition) throw new Error('没有版本')
    const [first, second, ...others] = edition.materials
    if (!first || !second) throw new Error('没有材料')
    const changed: ProcedureEdition[] = [
      { ...edition, term: `${edition.term}。` },
      { ...edition, basis: edition.basis.slice(1) },
      { ...edition, rules: edition.rules.slice(1) },
      { ...edition, rules: edition.rules.map(rule => ({ ...rule, says: `${rule.says}。` })) },
      { ...edition, materials: [second, first, ...others] },
      { ...edition, materials: [{ ...first, when: () => true }, second, ...others] },
      { ...edition, tracks: { ...edition.tracks, tax: !edition.tracks.tax } },
      { ...edition, writes: { ...edition.writes, says: '' } },
    ]
    const all = [edition, ...changed].map(one => hashOf(plain(one)))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('every edition', () => {
  it('has an id of its own, made of its procedure and its first day', () => {
    for (const { id, procedure, effectiveFrom } of editions) {
      expect(id).toBe(`${procedure}@${effectiveFrom}`)
      expect(procedureIds).toContain(procedure)
      expect(isLocalDate(effectiveFrom)).toBe(true)
    }
    expect(new Set(editions.map(({ id }) => id)).size).toBe(editions.length)
  })

  it.each(editions)('$id is found by its id, which its cases keep for life', edition => {
    expect(editionOf(edition.id)).toBe(edition)
    const usual = ordinary[edition.procedure]?.()
    expect(usual && applicationOf(usual, edition.effectiveFrom)).toMatchObject({ application: { edition: edition.id } })
  })

  it('that was never published cannot be read', () => {
    expect(() => editionOf('transfer-by-sale@1999-01-01' as EditionId)).toThrow('没有登记程序版本 transfer-by-sale@1999-01-01')
  })

  it.each(editions)('$id is called what its procedure is called', ({ term, procedure }) => {
    expect(procedureTitles[procedure]).toContain(term)
  })

  it.each(editions)('$id asks for no material without a legal basis, each once [OP-1.1.2] [S4-51]', ({ materials }) => {
    for (const { code, title, basis, issuer, when, condition } of materials) {
      expect(basis.length, `${code} has no basis`).toBeGreaterThan(0)
      expect(basis.filter(id => !isProvisionId(id))).toEqual([])
      expect(title).toMatch(/\p{Script=Han}/u)
      expect(issuer).toMatch(/\p{Script=Han}/u)
      expect(condition !== undefined, `${code}: the guide must say when it is asked for`).toBe(when !== undefined)
    }
    expect(new Set(materials.map(({ code }) => code)).size).toBe(materials.length)
  })

  it.each(editions)('$id asks for no valuation and no annual check [CC-213]', ({ materials }) => {
    expect(materials.map(({ title }) => title).filter(title => /评估|年检/.test(title))).toEqual([])
  })

  it.each(editions)(
    '$id has a legal basis for every step: itself, its rules, and the rule behind each track [S2-62] [S3-8]',
    edition => {
      const { basis, rules, tracks } = edition
      const behindTrack = (id: string) => rules.find(rule => rule.id === id)?.basis ?? []
      const steps = [
        basis,
        ...rules.map(rule => rule.basis),
        ...(tracks.departments.length > 0 ? [behindTrack('department-pending')] : []),
        ...(tracks.tax ? [behindTrack('tax-unpaid')] : []),
      ]
      for (const step of steps) {
        expect(step.length).toBeGreaterThan(0)
        for (const id of step) expect(provisions[id]?.says, id).toMatch(/\p{Script=Han}/u)
      }
    },
  )

  it.each(editions)('$id asks a rule of a track that it has, and of no other', ({ rules, tracks }) => {
    const asked = (id: string) => rules.some(rule => rule.id === id)
    expect(asked('department-pending')).toBe(tracks.departments.length > 0 || tracks.departmentsOfOriginal === true)
    expect(asked('tax-unpaid')).toBe(tracks.tax)
    expect(asked('announcement-running')).toBe(tracks.announcement !== undefined)
    // Nobody can object to what is over as soon as it is published.
    expect(asked('announcement-objection')).toBe((tracks.announcement?.workingDays ?? 0) > 0)
    expect(Object.keys(tracks.departmentTitles)).toEqual(expect.arrayContaining([...tracks.departments]))
  })

  it.each(editions)(
    '$id names its applicants by known roles: who disposes and who pays are among them',
    ({ applicants, payer }) => {
      const known = [...applicants.required, ...applicants.optional, ...(applicants.oneOf ?? [])].map(({ role }) => role)
      expect(new Set(known).size).toBe(known.length)
      for (const role of known) expect(roles).toContain(role)
      if (applicants.disposer) expect(applicants.required.map(({ role }) => role)).toContain(applicants.disposer)
      if (payer) expect(known).toContain(payer)
    },
  )

  it.each(editions)(
    '$id charges whom the fee schedule charges, or nobody where nothing is due [FEE-10]',
    ({ procedure, payer }) => {
      const everyUse = ['residential', 'non-residential', 'garage'].map(use => ({ procedure, use }))
      if (payer) expect(feePayerOf(procedure)).toBe(payer)
      else expect(quoteFees(everyUse).totalFen).toBe(0)
    },
  )

  it.each(editions)('$id is of a class that the limits know', ({ limitClass }) => {
    expect(nationalLimits.some(limit => limit.class === limitClass)).toBe(true)
  })
})

describe('the edition in force', () => {
  const anyDay = fc.integer({ min: -3_000, max: 6_000 }).map(days => addDays('2021-01-01', days))

  it('is the latest that began on or before the day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...procedureIds), anyDay, (procedure, day) => {
        const begun = editions.filter(edition => edition.procedure === procedure && edition.effectiveFrom <= day)
        const latest = begun
          .map(({ effectiveFrom }) => effectiveFrom)
          .sort()
          .at(-1)
        expect(editionInForce(procedure, day)?.effectiveFrom).toBe(latest)
      }),
    )
  })

  it.each(editions)('$id is in force on its first day and not on the day before', ({ id, procedure, effectiveFrom }) => {
    expect(editionInForce(procedure, effectiveFrom)?.id).toBe(id)
    expect(editionInForce(procedure, addDays(effectiveFrom, -1))?.id).not.toBe(id)
  })

  it('is none before 1 January 2021, when the Civil Code came into force', () => {
    for (const procedure of procedureIds) expect(editionInForce(procedure, '2020-12-31')).toBeNull()
  })
})
