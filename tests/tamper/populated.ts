import { join } from 'node:path'
import { beforeAll } from '../../audit/archive/archiver.ts'
import type { SealTrust } from '../../audit/verify/seal/seal.ts'
import { unarchived } from '../../db/archives.ts'
import { connect, type Sql } from '../../db/client.ts'
import { limitIdOf, saveLimit, withdrawLimit } from '../../db/limits.ts'
import { changePriority } from '../../db/priorities.ts'
import { publishYear } from '../../db/publishing.ts'
import { keepRefusal } from '../../db/refusals.ts'
import { claimTask } from '../../db/tasks.ts'
import type { Limit } from '../../domain/limits/limit.ts'
import { loadScenario } from '../../scripts/scenario/load.ts'
import { runScenario } from '../../scripts/scenario/run.ts'
import type { Centre } from '../../scripts/stack/centre.ts'
import { gather } from '../../seal/gather.ts'
import { KeyFolder } from '../../seal/keyFolder.ts'
import { changeKey } from '../../seal/keys.ts'
import { eventually, ownCentre } from '../support/faults.ts'
import { Hall } from '../support/hall.ts'

export interface Populated {
  readonly centre: Centre
  /** As the owner of the database. */
  readonly sql: Sql
  /** What stands outside the database: the last word, and the key that signs. */
  readonly trust: SealTrust
  close(): Promise<void>
}

/** Sale, mortgage and its cancellation, court orders, objections, a query, a combined application, a finding. */
export const usual = ['D01', 'D02', 'O07', 'O22', 'O27', 'T13', 'J01', 'B07', 'DQ01']
/** Enough for two stored nodes of the tree. */
const looks = 300

/**
 * A centre of one's own after real cases: several checkpoints by two keys, stored nodes of the tree, rows that wait for the next checkpoint. Its
 * worker has left, so that nobody but the test touches the record.
 */
export async function populated(scenarios: readonly string[] = usual): Promise<Populated> {
  const centre = await ownCentre()
  const { sql, close } = connect(centre.ownerUrl, { max: 3, statementTimeoutMs: 30_000, name: 'dengbu-tamper' })
  const folder = new KeyFolder(join(centre.dataDir, 'seal'))
  await playScenarios(centre, folder, scenarios)
  await centre.killWorker('SIGTERM')
  await look(centre, 5) // and these wait
  const [note, signer] = [await folder.lastSigned(), await folder.current()]
  if (!note || !signer) throw new Error('nothing has been sealed')
  return {
    centre,
    sql,
    trust: { anchors: [{ from: '别处保存的检查点', note }], verifier: signer.verifier.text },
    close: async () => {
      await close()
      await centre.stop()
    },
  }
}

/** Seals as the application does. */
async function playScenarios(centre: Centre, folder: KeyFolder, scenarios: readonly string[]): Promise<void> {
  const { sql, close } = connect(centre.databaseUrl, { max: 2, statementTimeoutMs: 30_000, name: 'dengbu-tamper-seals' })
  try {
    for (const [i, name] of scenarios.entries()) {
      const verdict = await runScenario(centre.url, loadScenario(join('tests', 'acceptance', `${name}.yaml`)))
      if (!verdict.ok) throw new Error(`${name}: ${verdict.difference}`)
      await gather(sql, folder)
      if (i === 3) await changeKey(sql, folder)
    }
    await rule(sql)
    await archived(sql)
    await look(centre, looks)
    await gather(sql, folder)
  } finally {
    await close()
  }
}

/** Two of everything that the record is judged by, no two alike. */
async function rule(sql: Sql): Promise<void> {
  const cases = await sql<{ world: string; office: string; caseNo: string }[]>`
    select world, office, case_no as "caseNo" from cases order by case_no limit 2`
  for (const [i, { world, office, caseNo }] of cases.entries()) {
    const at = `2025-06-2${i}T10:00:00+08:00`
    const saved = { by: 'admin-1', at }
    const limit = { ...saleLimit, amount: 4 - i, document: `广登发〔2025〕${i + 1}号` }
    await saveLimit(sql, world, limit, saved)
    await withdrawLimit(sql, world, limitIdOf(limit), {
      document: `广登发〔2025〕${i + 9}号`,
      level: 'city',
      from: '2025-07-01',
      ...saved,
    })
    const year = 2027 + i
    const [document, title] = [`演练〔${year - 1}〕1号`, `关于${year}年部分节假日安排的通知（演练）`]
    await publishYear(sql, world, { year, document, title, dates: nationalDay }, saved)
    const greenChannel = { class: 'green-channel', reason: 'elderly', basis: '身份证载明年龄八十三岁' } as const
    await changePriority(sql, { world, office, caseNo, ...greenChannel, sub: 'intake-1', at })
    const jump = { earlierCaseNo: `${caseNo}-0`, reason: 'green-channel', note: null } as const
    await claimTask(sql, { world, office, taskId: `${caseNo}/examine`, caseNo, sub: `examiner-${i + 1}`, at, jump })
    const refused = { action: 'examine', rule: 'avoidance', detail: '与申请人是近亲属' } as const
    await keepRefusal(sql, world, { caseNo, commandId: `refused-${i}`, sub: `examiner-${i + 1}`, ...refused, at })
  }
}

const saleLimit: Limit = {
  ...{ id: '', kind: 'promised', basis: ['TL-SLA'], level: 'city', region: '510800' },
  ...{ class: 'all', procedures: ['transfer-by-sale'], amount: 4, unit: 'working-day', from: '2025-06-20', document: '' },
}
const nationalDay = { off: [{ holiday: '国庆节', from: '10-01', to: '10-07' }], worked: [] }

/** Waits until all that has closed has its archive: the archiver looks every ten seconds. */
const archived = (sql: Sql) =>
  eventually(
    'all that has closed is archived',
    async () => (await unarchived(sql, beforeAll, { closedBefore: new Date() })).length === 0,
    240_000,
  )

async function look(centre: Centre, times: number): Promise<void> {
  const hall = new Hall(centre.url, '')
  await hall.signIn('auditor-1')
  for (let i = 0; i < times; i += 10)
    await Promise.all(
      Array.from({ length: Math.min(10, times - i) }, () =>
        hall.send('GET', '/api/audit/accesses?object=nobody', { as: 'auditor-1' }),
      ),
    )
}
