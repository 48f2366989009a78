/** A day of a deadline's explanation, as the calendar answers it. */
export type ExplainedDay = { date: string; counted: boolean; why: string }

/** The explanation of a deadline in few lines: days that follow each other and have the same reason become one range. */
export function compactly(days: ExplainedDay[]): string[] {
  const ranges: { from: string; to: string; length: number; day: ExplainedDay }[] = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last && last.day.counted === day.counted && last.day.why === day.why && follows(last.to, day.date)) {
      last.to = day.date
      last.length++
    } else {
      ranges.push({ from: day.date, to: day.date, length: 1, day })
    }
  }
  return ranges.map(({ from, to, length, day }) => {
    const span = from === to ? from : `${from} … ${to.slice(5)}`
    return `${day.counted ? '+' : ' '} ${span.padEnd(18)} ${day.counted ? `counted ${length}` : 'not counted'}: ${day.why}`
  })
}

function follows(date: string, next: string): boolean {
  return Date.parse(next) - Date.parse(date) === 86_400_000
}
