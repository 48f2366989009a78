import type { FeeUse } from '../fees/schedule.ts'
import type { Citation } from '../law/provisions.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { flowChartOf, mermaidOf } from './flowChart.ts'
import { citationsOf, type Guide, type LimitGuide } from './guide.ts'

/** The page of a procedure as Markdown, from its guide, its edition and all editions that the procedure has had. */
export function procedurePage(guide: Guide, edition: ProcedureEdition, history: readonly ProcedureEdition[]): string {
  return document([
    `# ${guide.title}`,
    `程序代码 \`${guide.procedure}\`，版本 \`${guide.edition}\`，自 ${guide.effectiveFrom} 起施行；本页按 ${guide.on} 有效的规定生成。`,
    ...part('办理依据', list(guide.basis.map(cited))),
    ...part(
      '申请人',
      [guide.applicants.says, `依据：${places(guide.applicants.basis)}`, `途径：${guide.channels.join('、')}`].join('\n\n'),
    ),
    ...part('申请材料', materialsTable(guide)),
    ...part('流程图', `\`\`\`mermaid\n${mermaidOf(flowChartOf(edition))}\n\`\`\``),
    ...part('办理步骤', stepsTable(guide)),
    ...part('登簿前的其他事项', tracksTable(guide)),
    ...part('办理条件', conditionsTable(guide)),
    ...part('办理时限', limitsTable(guide)),
    ...part('收费', feesTable(guide)),
    ...part(
      '办理结果',
      [guide.result, `登簿内容：${guide.effect}`, ...(guide.paymentAndCollection ? [guide.paymentAndCollection] : [])].join(
        '\n\n',
      ),
    ),
    ...part('查询方式', list(guide.queryWays)),
    ...(guide.complaintWays.length > 0 ? part('投诉方式', list(guide.complaintWays)) : []),
    ...part('引用的规定', provisionsTable(citationsOf(guide))),
    ...part(
      '版本',
      table(
        ['版本', '施行日期'],
        history.map(({ id, effectiveFrom }) => [`\`${id}\``, effectiveFrom]),
      ),
    ),
  ])
}

/** The index of the pages (docs/procedures/README.md). */
export function indexPage(guides: readonly Guide[]): string {
  const rows = guides.map(guide => [
    `[${guide.title}](${guide.procedure}.md)`,
    `\`${guide.procedure}\``,
    guide.applicants.way,
    length(guide.limits.promised),
    guide.result,
    `\`${guide.edition}\``,
  ])
  return document([
    '# 登记程序',
    `共 ${guides.length} 个程序。各页由 \`npm run generate\` 按办事指南的同一数据生成，请勿手改：要改的是 \`domain/procedures/\` 中的版本文件。`,
    `为使结果不随日期变化，各页以最近一个版本的施行日 ${guides[0]?.on ?? ''} 为准；其他日期的指南见 \`GET /api/public/guides/{procedure}?on=\`。`,
    '标“未核实”的规定为地方规定或者没有取得原文，施行前须与正式文本核对。',
    table(['程序', '代码', '申请方式', '承诺时限', '结果', '版本'], rows),
  ])
}

const document = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`

const part = (heading: string, body: string): string[] => [`## ${heading}`, body]

const list = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')

const cell = (text: string): string => text.replaceAll('|', '｜').replaceAll('\n', ' ')

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(headings), row(headings.map(() => '---')), ...rows.map(row)].join('\n')
}

const place = ({ instrument, article, verified }: Citation): string => `${instrument}${article}${verified ? '' : '（未核实）'}`

const places = (basis: readonly Citation[]): string => [...new Set(basis.map(place))].join('；') || '—'

const cited = (citation: Citation): string => `${place(citation)}：${citation.says}`

function whenNeeded(condition: string | undefined, alternatives: readonly string[] | undefined): string {
  const choice = alternatives ? `与${alternatives.join('、')}任交其一` : null
  return [condition, choice].filter(Boolean).join('；') || '均需提交'
}

const materialsTable = ({ materials }: Guide): string =>
  table(
    ['序号', '材料', '代码', '何时需要', '出具', '免于提交', '依据'],
    materials.map(({ title, code, condition, alternatives, issuer, exempt, commitment, basis }, i) => [
      String(i + 1),
      title,
      `\`${code}\``,
      whenNeeded(condition, alternatives),
      issuer,
      [exempt, commitment].filter(Boolean).join('；') || '—',
      places(basis),
    ]),
  )

const stepsTable = ({ steps }: Guide): string =>
  table(
    ['序号', '步骤', '阶段', '岗位'],
    steps.map(({ title, stage, posts }, i) => [String(i + 1), title, stage, posts.join('、')]),
  )

function tracksTable({ tracks }: Guide): string {
  const all = Object.values(tracks).filter(track => track !== null)
  const where = tracks.announcement ? [`公告地点：${tracks.announcement.where.join('、')}`] : []
  const rows = all.map(({ title, condition, says, basis }) => [title, condition ?? '均需办理', says, places(basis)])
  return all.length > 0 ? [table(['事项', '何时需要', '内容', '依据'], rows), ...where].join('\n\n') : '无。'
}

const conditionsTable = ({ conditions }: Guide): string =>
  table(
    ['规则', '条件', '何时审查', '依据'],
    conditions.map(({ rule, says, asked, basis }) => [`\`${rule}\``, says, asked, places(basis)]),
  )

const units = { 'working-day': '个工作日', hour: '小时' } as const

const length = (limit: LimitGuide | null): string => (limit ? `${limit.amount} ${units[limit.unit]}` : '—')

function limitsTable({ limits }: Guide): string {
  const line = (name: string, limit: LimitGuide | null) =>
    limit ? [[name, length(limit), limit.document, places(limit.basis)]] : []
  return table(['时限', '长度', '文件', '依据'], [...line('法定', limits.statutory), ...line('承诺', limits.promised)])
}

const useTitles: Readonly<Record<FeeUse, string>> = {
  residential: '住宅',
  'non-residential': '非住宅',
  garage: '车库、车位、储藏室',
}

function feesTable({ fees, feePayer }: Guide): string {
  const rows = fees.map(({ use, lines, totalFen }) => [
    useTitles[use],
    `${(totalFen / 100).toFixed(2)} 元`,
    lines.map(line => `${line.title} ${(line.feeFen / 100).toFixed(2)} 元`).join('；') || '没有收费项目',
    places(lines.flatMap(({ basis }) => basis)),
  ])
  return [table(['用途', '合计', '构成', '依据'], rows), ...(feePayer ? [`缴纳人：${feePayer}`] : [])].join('\n\n')
}

const provisionsTable = (citations: readonly Citation[]): string =>
  table(
    ['代码', '出处', '规定', '核实'],
    citations.map(citation => [
      `\`${citation.id}\``,
      [`${citation.instrument}${citation.article}`, ...(citation.also ?? [])].join('；'),
      citation.says,
      citation.verified ? `已核实（${citation.confidence}）` : `未核实（${citation.confidence}）`,
    ]),
  )
