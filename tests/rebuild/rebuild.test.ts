import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../db/client.ts'
import type { Centre } from '../../scripts/stack/centre.ts'
import { caseDifferences, ownCentre } from '../support/faults.ts'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'

// Projections are lost, altered or invented, and made again from the record while clerks go on working.

const timeout = 420_000
const unitCode = '510802001001GB00001F01010001'
const acts = Object.values(ordinary)

let centre: Centre
let sql: Sql
let close: () => Promise<void>
beforeAll(async () => {
  centre = await ownCentre()
  ;({ sql, close } = connect(centre.databaseUrl, { max: 2, name: 'dengbu-rebuild-test' }))
})
afterAll(async () => {
  await close?.()
  await centre?.stop()
})

/** A mortgage in a world of its own, after so many of its acts. */
async function caseAfter(done: number): Promise<{ hall: Hall; caseNo: string }> {
  const hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
  const { caseNo } = (await hall.file()).body
  for (const act of acts.slice(0, done)) expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
  return { hall, caseNo }
}

/** Every column of every projection of some worlds, but for the time at which a row was last touched. */
async function projections(worlds: readonly string[]) {
  const mine = sql`world = any(${[...worlds]}::text[])`
  const [cases, units, register, order] = await Promise.all([
    sql`select to_jsonb(cases) - 'moved_at' as row from cases where ${mine} order by case_no`,
    sql`select to_jsonb(case_units) as row from case_units where ${mine} order by case_no, unit_code`,
    sql`select to_jsonb(register_units) as row from register_units where ${mine} order by world, unit_code`,
    sql`select to_jsonb(unit_order) as row from unit_order where ${mine} order by world, unit_code`,
  ])
  return { cases: [...cases], units: [...units], register: [...register], order: [...order] }
}

/** `npm run rebuild` at the test's centre. */
function rebuildCommand(): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const env = { ...process.env, DENGBU_DATA: centre.dataDir }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', 'tsx', 'scripts/rebuild.ts'], { cwd: root, env }, (error, stdout, stderr) =>
      error ? reject(new Error(stdout + stderr)) : resolve(stdout),
    )
  })
}

describe('npm run rebuild', () => {
  it('on a sound centre finds every row as the record says, and changes nothing', { timeout }, async () => {
    const { hall } = await caseAfter(3)
    const before = await projections([hall.world])
    const said = await rebuildCommand()
    expect(said).toMatch(/cases: \d+ as the record says, 0 mended, 0 restored, 0 removed/)
    expect(said).toMatch(/units: \d+ as the record says, 0 mended, 0 restored, 0 removed/)
    expect(await projections([hall.world])).toEqual(before)
  })

  it('makes what was lost, altered or invented as it was, column by column, while others are at work', { timeout }, async () => {
    const [waiting, recorded, closed, lost, altered] = await Promise.all([1, 3, acts.length, 1, 2].map(caseAfter))
    if (!waiting || !recorded || !closed || !lost || !altered) throw new Error('a case is missing')
    const worlds = [waiting, recorded, closed, lost, altered].map(({ hall }) => hall.world)
    const before = await projections(worlds)

    await sql`delete from cases where case_no = any(${[lost.caseNo, closed.caseNo]})`
    await sql`delete from case_units where case_no = any(${[lost.caseNo, waiting.caseNo]})`
    await sql`update cases set stage = 'closed', light = 'red', party_names = '{}', state = state || '{"seq": 99}' where case_no = ${altered.caseNo}`
    await sql`update case_units set pending = not pending, order_no = 7 where case_no = ${altered.caseNo}`
    await sql`delete from register_units where world = ${recorded.hall.world}`
    await sql`update register_units set state = '{}', term_ends_at = '2025-01-01T00:00:00+08:00' where world = ${closed.hall.world}`
    await sql`update unit_order set last_order = 0 where world = ${altered.hall.world}`
    await sql`insert into case_units (case_no, world, unit_code, pending) values (${altered.caseNo}, ${altered.hall.world}, ${`${unitCode}X`}, true)`
    await sql`insert into case_acks (case_no, seq) values (${waiting.caseNo}, 99) on conflict (case_no) do update set seq = 99`

    const busy = (async () => {
      const stories = []
      for (let i = 0; i < 3; i++) {
        const { hall, caseNo } = await caseAfter(acts.length)
        stories.push(await hall.story(caseNo))
      }
      return stories
    })()
    const said = await rebuildCommand()
    expect(await busy).toEqual([wholeLife, wholeLife, wholeLife])

    expect(await projections(worlds)).toEqual(before)
    for (const { caseNo } of [lost, closed]) expect(said).toContain(`${caseNo}: restored`)
    for (const { caseNo } of [waiting, altered]) expect(said).toContain(`${caseNo}: mended`)
    expect(said).toMatch(/[1-9]\d* acknowledgements beyond their ledgers forgotten/)
    expect(await rebuildCommand()).toMatch(/0 mended, 0 restored, 0 removed/)
    for (const { caseNo } of [waiting, recorded, closed, lost, altered]) expect(await caseDifferences(centre, caseNo)).toEqual([])
    expect(await lost.hall.done(lost.caseNo, ordinary.examine)).toMatchObject({ status: 200 })
  })
})
