import type { Post } from '../domain/case/types.ts'
import { demoOffice } from '../domain/office/profile.ts'
import { connect } from './client.ts'
import { staff } from './schema.ts'

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

/** Sets the demo centre up; what is there already stays as it is. */
export async function seed(databaseUrl: string): Promise<void> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'dengbu-seed' })
  try {
    const rows = demoStaff.map(([sub, name, posts]) => ({ sub, name, posts, office: demoOffice.office }))
    await db.insert(staff).values(rows).onConflictDoNothing()
  } finally {
    await close()
  }
}
