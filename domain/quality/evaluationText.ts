import type { OfficeProfile } from '../office/profile.ts'
import type { Evaluation } from './evaluation.ts'
import type { Figures, Line } from './figures.ts'

/** The evaluation as it is printed and handed on: plain text in Chinese, a line a figure. */
export function evaluationText(evaluation: Evaluation, { name }: Pick<OfficeProfile, 'name'>): string {
  const { from, until, madeAt, office, sections, counties, procedures, compliance, three, huge, improvements } = evaluation
  const { asked, answered } = compliance.enquiriesWithResult
  const lines = [
    '登簿质量评价',
    `${name}　${from} 至 ${until}`,
    `评价时间：${madeAt}`,
    '',
    `一、总体：${said(office)}`,
    ...part('二、各科室', sections, '本机构没有划分科室'),
    ...part('三、各县（区）', counties, '无'),
    ...part('四、各登记类型', procedures, '本期没有登簿'),
    '五、制度落实',
    `　首问负责：咨询 ${asked} 件，有结果 ${answered} 件`,
    `　一次性告知：二次告知 ${compliance.secondNotices} 件`,
    `　告知承诺：${compliance.commitmentsVerified.why}`,
    `　限时办结：按时率 ${percent(compliance.onTimeShare)}`,
    '六、办得快、办得对、办得好',
    ...three.map(
      ({ section, fast, right, well }) => `　${section}：按时率 ${percent(fast)}，错件率 ${percent(right)}，满意度 ${well.why}`,
    ),
    `七、巨额赔偿的登记错误：目标 0 件，${huge.count === null ? '本机构没有规定数额，不作统计' : `实际 ${huge.count} 件`}`,
    `八、数据接入：${evaluation.dataAccess.why}；存量数据汇交：${evaluation.stockSubmission.why}`,
    '九、改进事项',
    ...(improvements.length > 0
      ? improvements.map(({ text, since, done }) => `　${text}（${since} 提出）：${done ?? '未完成'}`)
      : ['　无']),
    `签收：${evaluation.acknowledged ? `${evaluation.acknowledged.by}　${evaluation.acknowledged.at}` : '未签收'}`,
  ]
  return `${lines.join('\n')}\n`
}

const part = (title: string, lines: readonly (Line & { readonly title?: string })[], none: string): string[] => [
  title,
  ...(lines.length > 0 ? lines.map(({ name, title: called = name, figures }) => `　${called}：${said(figures)}`) : [`　${none}`]),
]

const said = (figures: Figures): string =>
  [
    `登簿 ${figures.recorded} 件`,
    `按时 ${figures.onTime} 件（${percent(figures.onTimeShare)}）`,
    `二次告知 ${figures.secondNotices} 件`,
    `抽检 ${figures.checked} 件，不合格 ${figures.failed} 件（错件率 ${percent(figures.wrongShare)}）`,
    `登记错误 ${figures.errors} 件`,
    `逾期未整改 ${figures.overdueFindings} 件`,
  ].join('，')

const percent = (share: number | null): string => (share === null ? '无' : `${(share * 100).toFixed(2)}%`)
