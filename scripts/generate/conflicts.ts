import {
  type ConflictCell,
  type ConflictResult,
  type ConflictRow,
  cellsOf,
  circumstances,
  citationsOf,
  conflictRows,
  existingStateIds,
  existingStates,
  isVerified,
  outsideRows,
} from '../../domain/conflicts/tableB.ts'
import { procedureIds, procedureTitles } from '../../domain/procedures/ids.ts'

const results: Readonly<Record<ConflictResult, string>> = {
  A: 'A 办理',
  C: 'C 附条件办理',
  R: 'R 不予办理',
  Q: 'Q 等候先受理者',
}

/** docs/law/conflicts.md: Table B as the office applies it, in Chinese. The same text for the same table. */
export function conflictsMarkdown(): string {
  const parts = [introduction, overview(), ...tableParts.map(section), outside()]
  return `${parts.join('\n\n')}\n`
}

const introduction = `<!-- 由 npm run generate 生成，请勿手改；源文件在 domain/conflicts/ -->

# 不动产单元上的登记冲突

单元上已经有什么、又来申请什么、结果如何。受理后作为提示，在登簿事务中作为决定。每一格由 \`domain/conflicts/tableB.test.ts\` 对规则证明，由
\`tests/law/tableB.test.ts\` 在真实的登记簿上证明。

- 结果：${Object.values(results).join('；')}。
- 规则：拒绝时答复的规则名；C 没有规则名的，条件由登簿本身满足。
- 核对：“已核”，结论和所引条文都见于正式文本或者摘录；“待核”，上线前应当对照正式文本；“推导”，法律没有直接规定，由同类情形或者没有禁止推出。`

/** One letter a cell; several where circumstances decide. */
function overview(): string {
  const head = ['申请的登记', ...existingStateIds.map(state => existingStates[state].short)]
  const rows = procedureIds.map(procedure => [
    procedureTitles[procedure],
    ...existingStateIds.map(state => letters(cellsOf(state, procedure))),
  ])
  return `## 总览\n\n${table(head, rows)}`
}

const letters = (cells: readonly ConflictCell[]): string => [...new Set(cells.map(cell => cell.result))].join('/')

/** B1, B2 … in order; a line about states of several parts stands in the first. */
const tableParts = [...new Set(existingStateIds.map(state => existingStates[state].part))]

function section(part: string): string {
  const states = existingStateIds.filter(state => existingStates[state].part === part)
  const rows = conflictRows.filter(row => partOf(row) === part)
  const head = ['编号', '已有', '申请的登记', '情形', '结果', '条件、理由', '规则', '依据', '核对']
  return `## ${part} ${states.map(state => existingStates[state].title).join('；')}\n\n${table(head, rows.map(line))}`
}

const partOf = ({ existing: [state] }: ConflictRow): string => (state ? existingStates[state].part : '')

const line = (row: ConflictRow): string[] => [
  row.id,
  row.existing.map(state => existingStates[state].short).join('、'),
  row.incoming.map(procedure => procedureTitles[procedure]).join('；'),
  row.circumstance ? circumstances[row.circumstance] : '',
  results[row.result],
  row.says,
  [row.rule, row.afterwards].flatMap(rule => (rule ? [`\`${rule}\``] : [])).join('，登簿后 '),
  articles(row),
  standing(row),
]

const standing = (row: ConflictRow): string => (row.derived ? '推导' : isVerified(row) ? '已核' : '待核')

function outside(): string {
  const head = ['编号', '已有', '申请', '结果', '不适用的原因', '依据']
  const rows = outsideRows.map(row => [row.id, row.existing, row.incoming, results[row.result], row.reason, articles(row)])
  return `## 不在本机构业务之内\n\n${table(head, rows)}`
}

const articles = (row: Pick<ConflictRow, 'basis'>): string =>
  citationsOf(row)
    .map(({ instrument, article }) => instrument + article)
    .join('；')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
