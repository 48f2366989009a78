import type { Post } from '../domain/case/types.ts'
import { demoOffice, kaifengOffice } from '../domain/office/profile.ts'
import { employments, officePosts } from '../domain/office/staff.ts'
import { connect } from './client.ts'
import { saveSettings } from './halls.ts'
import { backups, staff } from './schema/staff.ts'
import { demoHall, demoHallSettings } from './seedHall.ts'

const numbered = (post: Post, title: string, count: number): [string, string, Post[]][] =>
  Array.from({ length: count }, (_, i) => [`${post}-${i + 1}`, `${title}${i + 1}号`, [post]])

const partner = (id: string, name: string): [string, string, Post[]] => [id, name, [`department:${id}`]]

/** The demo office's people and partners (contract.md "Who"). */
export const demoStaff: readonly [sub: string, name: string, posts: Post[]][] = [
  ...numbered('intake', '受理员', 3),
  ...numbered('examiner', '审核员', 3),
  ...numbered('registrar', '登簿员', 2),
  ...numbered('certifier', '缮证发证员', 2),
  ...numbered('archivist', '归档员', 2),
  ...numbered('supervisor', '值班长', 2),
  ...numbered('director', '负责人', 1),
  ...numbered('quality', '质量监管员', 1),
  ...numbered('auditor', '审计员', 1),
  ...numbered('admin', '管理员', 1),
  ['multi-1', '多岗人员1号', ['intake', 'examiner', 'registrar']],
  partner('housing', '住房城乡建设局'),
  partner('tax', '税务局'),
  partner('bank-a', '广元甲银行'),
  partner('bank-b', '广元乙银行'),
  partner('court-a', '广元市利州区人民法院'),
  partner('court-b', '广元市中级人民法院'),
  partner('public-security', '公安局'),
  partner('civil-affairs', '民政局'),
]

/** The people of the second office, 开封市本级, two or more at every post of the window and the register, and its partners. */
export const kaifengStaff: readonly [sub: string, name: string, posts: Post[]][] = [
  ...numbered('intake', '开封受理员', 3),
  ...numbered('examiner', '开封审核员', 2),
  ...numbered('registrar', '开封登簿员', 2),
  ...numbered('certifier', '开封缮证发证员', 2),
  ...numbered('archivist', '开封归档员', 2),
  ...numbered('supervisor', '开封值班长', 2),
  ...numbered('director', '开封负责人', 1),
  ...numbered('admin', '开封管理员', 1),
  ...numbered('quality', '开封质量监管员', 1),
  ...numbered('auditor', '开封审计员', 1),
  partner('housing', '开封市住房和城乡建设局'),
  partner('tax', '国家税务总局开封市税务局'),
  partner('bank-a', '开封甲银行'),
  partner('bank-b', '开封乙银行'),
  partner('court-a', '开封市龙亭区人民法院'),
  partner('court-b', '开封市中级人民法院'),
  partner('public-security', '开封市公安局'),
  partner('civil-affairs', '开封市民政局'),
].map(([sub, name, posts]) => [`kf-${sub}`, name, posts])

const staffOf = (office: string, people: typeof demoStaff) => people.map(([sub, name, posts]) => ({ sub, name, posts, office }))

/** Before any day that is played. */
const trainedOn = '1949-10-01'

/** People of all terms of employment, with a number each; partners are not ours. */
const employedAs = (posts: readonly Post[], i: number) =>
  officePosts(posts).length > 0
    ? { employment: employments[i % employments.length] ?? null, badge: String(i + 1).padStart(4, '0') }
    : {}

/** Mutual back-ups (互为备岗), two by two. */
const demoBackups = (
  [
    ['intake-1', 'intake-2', 'intake'],
    ['intake-3', 'multi-1', 'intake'],
    ['examiner-1', 'examiner-2', 'examiner'],
    ['examiner-3', 'multi-1', 'examiner'],
    ['registrar-1', 'registrar-2', 'registrar'],
    ['certifier-1', 'certifier-2', 'certifier'],
    ['archivist-1', 'archivist-2', 'archivist'],
    ['supervisor-1', 'supervisor-2', 'supervisor'],
  ] as const
).map(([sub, backupSub, post]) => ({ sub, backupSub, post }))

/** Sets the demo centre up; what is there already stays as it is. */
export async function seed(databaseUrl: string): Promise<void> {
  const { db, sql, close } = connect(databaseUrl, { max: 1, name: 'dengbu-seed' })
  try {
    const rows = [...staffOf(demoOffice.office, demoStaff), ...staffOf(kaifengOffice.office, kaifengStaff)]
    await db
      .insert(staff)
      .values(rows.map((row, i) => ({ ...row, ...employedAs(row.posts, i) })))
      .onConflictDoNothing()
    await db.insert(backups).values(demoBackups).onConflictDoNothing()
    await sql`
      insert into training_records (sub, post, held_on, passed, content, recorded_by)
      select sub, post, ${trainedOn}, true, '政治理论和业务知识岗前培训', 'admin-1'
      from staff, unnest(posts) as post
      where sub = any(${rows.map(({ sub }) => sub)}::text[]) and post not like 'department:%'
        and not exists (select 1 from training_records known where (known.world, known.sub, known.post) = ('', staff.sub, post.post))`
    await saveSettings(
      sql,
      demoHall,
      demoHallSettings,
      { by: 'admin-1', at: `${trainedOn}T00:00:00+08:00` },
      async (_, before) => (before.length > 0 ? 'present' : null),
    )
  } finally {
    await close()
  }
}
