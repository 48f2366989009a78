import { describe, expect, it } from 'vitest'
import { isLocalDate } from '../time/instant.ts'
import { instruments } from './instruments.ts'
import type { Provision } from './provision.ts'
import { cite, citeAll, isProvisionId, type ProvisionId, provisions } from './provisions.ts'

// A second transcription of the rule tables of law.md, by section; ranges and slashes are written out.
const digest: Record<string, string> = {
  '1 time': 'CT-1 CT-2 CT-3 CT-4 CT-5 CT-6 CT-7',
  '2 register': `CC-209 CC-210 CC-215 REG-21 OP-T CC-216 CC-229 CPI-491 REG-8 DR-6 DR-2 DR-24 REG-9 REG-10 REG-11 REG-12 REG-13 REG-33`,
  '3 applying': 'REG-14-1 REG-14-2 DR-86-2 DR-10 CC-308 DR-11 DR-12 REG-15-1 REG-15-2 DR-13 OP-1.10.2 REG-7 OP-JOINT',
  '4 acceptance': `REG-16 OP-1.1.2 REG-24 REG-17-1 REG-17-2 REG-17-3 REG-17-4 REG-17-5 OP-3.5 OP-3.4 CC-212-2 DR-9 E-1 NA-LIST ORD-1 ORD-2`,
  '5 examination': `CC-212 CC-213 REG-18 DR-15 REG-19-1 DR-16 REG-19-2 TL-30 TL-EX1 TL-EX2 TL-EX3 TL-EXT TL-SLA`,
  '6 announcement': 'DR-17-1 DR-17-2 DR-18 ANN-OBJ OP-1.8.6 DR-23 NOTE-S',
  '7 recording': `REG-22 OP-4.8.2 REF-DOC FANG-2010 DR-20 DR-21 DR-22-1 DR-22-2 DR-22-3 CERT-1 REV-1`,
  '8 types': `REG-3 DR-26 DR-27 DR-28 DR-19 OP-1.7 DR-34 DR-35 DR-36 DR-37 DR-38 FDC-38 FDC-39 FDC-40 CC-356 CC-354 CC-359 CC-230 DR-14 CC-1124`,
  '9 mortgage': `CC-402 DR-66 CC-399 CC-398 DR-67 CC-414 DR-68 CC-409 DR-69 CC-407 DR-70 DR-71 DR-72 DR-73 DR-74 CC-420 CC-421 CC-422 CC-423
    DR-75 DR-76 DR-77 DR-78 DB-52 DB-47 DB-48 DB-49 DB-50 CC-406 NR54-1 NR54-2 NR54-3 DB-43 NR29`,
  '10 easement': 'CC-374 DR-60 DR-61 DR-62 DR-63 DR-64 CC-368 CC-370',
  '11 correction': 'CC-220-1 DR-79 DR-80 DR-81 COR-LOCK',
  '12 objection': 'CC-220-2 DR-82 DR-83-1 DR-83-2 DR-83-3 OP-17.2 DR-84 PX-15 PX-3 OBJ-PEND',
  '13 advance notice': `CC-221-1 DR-85-1 DR-85-2 PX-4 DR-85-3 CC-221-2 PX-5 DR-86-1 DR-86-3 DR-87 DR-88 DR-89 DB-52b ZX-30`,
  '14 seizure': `SF-1 DR-90 JN-3 CPL-117 SF-7 CPI-485 SF-27 SF-26 DR-91 JN-20 SF-WP JN-15 JN-16 JN-17 JN-18 SF-23-1 SF-23-2 SF-21 SF-24 SF-12
    DR-92 SF-28 DR-93 GA-2 SF-29 FEE-SZ`,
  '15 identifiers': 'UC-1 UC-2 UC-3 UC-4 UC-5 UC-6 CN-1 CN-2',
  '16 fees': 'FEE-1 FEE-2 FEE-3 FEE-4 FEE-5 FEE-6 FEE-7 FEE-8 FEE-9 FEE-10 FEE-11 FEE-12',
  '17 tax': 'TAX-1 TAX-2 TAX-3',
  '18 query': `REG-27 REG-28 CC-219 REG-26 QM-4 QM-7 QM-24 QM-25 QM-T QM-Q1 QM-Q2 QM-Q3 QM-Q4 QM-Q5 DR-99 DR-101 DR-102 QM-OPEN ARC-1 ARC-2`,
  '19 remedies': 'LIA-1 LIA-2 LIA-3 LIA-4 LIA-5 REM-1 REM-2 REM-3 REM-4 REM-5',
  '20 policy': 'SEED-1 SEED-2 SEED-3 SEED-4 SEED-5 SEED-6',
  'the seeds, on those who work at the posts': 'SEED-7 SEED-8 SEED-9 SEED-10',
  'the seeds, on the quality of registration': 'SEED-21 SEED-22 SEED-23',
  'the seeds, on supervision': 'SUP-1 SUP-2 SUP-3 SUP-4 SUP-5 SUP-6 SUP-7 SUP-8 SUP-9 SUP-10 SUP-11',
  'Table B': 'SF-22 CPL-262 EXP-16',
}
const idsOf = (rows: string) => rows.trim().split(/\s+/)
const all: [string, Provision][] = Object.entries(provisions)

describe('the provisions', () => {
  it.each(Object.entries(digest))('hold every rule of law.md, %s', (_, rows) => {
    expect(idsOf(rows).filter(id => !isProvisionId(id))).toEqual([])
  })

  it('hold no rule that the digest does not have, and none twice', () => {
    const transcribed = Object.values(digest).flatMap(idsOf)
    expect(all.map(([id]) => id).sort()).toEqual([...transcribed].sort())
  })

  it.each(all)('%s names an instrument we have, an article and its sentence in Chinese', (_, provision) => {
    expect(Object.hasOwn(instruments, provision.instrument)).toBe(true)
    expect(provision.article.trim()).not.toBe('')
    expect(provision.says).toMatch(/^\S*\p{Script=Han}.*[^。]$/u)
    expect(provision.also).not.toEqual([])
  })
})

describe('the instruments', () => {
  it.each(Object.entries(instruments))(
    '%s has a title in Chinese, a commencement and a provision that cites it',
    (id, instrument) => {
      expect(instrument.title).toMatch(/^《.*》$/)
      expect(isLocalDate(instrument.effectiveFrom)).toBe(true)
      expect(all.some(([, provision]) => provision.instrument === id)).toBe(true)
    },
  )
})

describe('a citation', () => {
  it('names instrument, article and sentence [REG-14-1]', () => {
    expect(cite('REG-14-1')).toEqual({
      id: 'REG-14-1',
      instrument: '《不动产登记暂行条例》',
      documentNo: '国务院令第656号',
      article: '第十四条第一款',
      says: '因买卖、设定抵押权等申请不动产登记的，应当由当事人双方共同申请',
      confidence: 'V',
      verified: true,
    })
  })

  it.each<[ProvisionId, boolean]>([
    ['REG-17-5', true],
    ['DR-22-2', true],
    ['TL-SLA', true],
    ['COR-LOCK', false],
    ['DR-84', false],
    ['SF-WP', false],
    ['CT-6', false],
  ])('%s is shown as verified: %s', (id, verified) => expect(cite(id).verified).toBe(verified))

  it('of several keeps their order and names each once', () => {
    expect(citeAll(['TL-30', 'CT-1', 'TL-30']).map(({ id }) => id)).toEqual(['TL-30', 'CT-1'])
  })
})
