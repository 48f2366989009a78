import { grown, isSame } from '../audit/words.ts'
import type { Clock, ClockName, Light, Suspension } from './clock.ts'

export const clockTitles: Readonly<Record<ClockName, string>> = { statutory: '法定期限', promised: '承诺期限', step: '环节期限' }
/** As they are called before those who work by them: in prompts and in what is escalated. */
export const limitTitles: Readonly<Record<ClockName, string>> = {
  statutory: '法定办理时限',
  promised: '承诺办理时限',
  step: '本环节办理时限',
}
const lightTitles: Readonly<Record<Light, string>> = { green: '绿灯', yellow: '黄灯', red: '红灯' }

/** What has become of one limit, in Chinese: begun, moved, suspended, its light, stopped. Empty when nothing has. */
export function tellClock(before: Clock | undefined, after: Clock): string[] {
  const title = clockTitles[after.name]
  // Each step has a clock of its own under the same name.
  if (!before || (after.name === 'step' && before.startedAt !== after.startedAt))
    return [`${title}自 ${after.startedAt} 起算，${after.dueAt} 届满（${after.document}，${amountOf(after)}）`]
  if (isSame(before, after)) return []
  const told = [
    ...suspensionsOf(title)(before.suspensions, after.suspensions),
    ...(before.dueAt === after.dueAt ? [] : [`${title}由 ${before.dueAt} 届满改为 ${after.dueAt} 届满`]),
    ...(before.light === after.light ? [] : [`${title}由${lightTitles[before.light]}转为${lightTitles[after.light]}`]),
    ...(before.stoppedAt === after.stoppedAt ? [] : [`${title}于 ${after.stoppedAt} 停止计算`]),
  ]
  return told.length > 0 ? told : [`${title}有变化`]
}

const suspensionsOf = (title: string) =>
  grown<Suspension>(
    one => `${title}自 ${one.from} 起${one.to ? `至 ${one.to} ` : ''}中止：${one.reason}`,
    (_, one) => [`${title}的中止至 ${one.to} 结束：${one.reason}`],
  )

const amountOf = (clock: Clock): string =>
  clock.limitHours === undefined ? `${clock.limitWorkingDays} 个工作日` : `${clock.limitHours} 小时`

/** What an event did to a limit. Null where there was none, or none any more to be due. */
export interface ClockEffect {
  readonly clock: ClockName
  readonly dueBefore: string | null
  readonly dueAfter: string
  readonly suspensions: readonly Suspension[]
  readonly sentences: readonly string[]
}

/** What an event did to the limits; those it left alone are left out. */
export function clockEffects(before: readonly Clock[], after: readonly Clock[]): ClockEffect[] {
  return after.flatMap(clock => {
    const was = before.find(({ name }) => name === clock.name)
    const sentences = tellClock(was, clock)
    const suspensions = clock.suspensions.slice(was?.suspensions.length ?? 0)
    return sentences.length === 0
      ? []
      : [{ clock: clock.name, dueBefore: was?.dueAt ?? null, dueAfter: clock.dueAt, suspensions, sentences }]
  })
}
