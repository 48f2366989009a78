import { loadScenario } from './load.ts'
import { runScenario, type Verdict } from './run.ts'

/** Plays scenario files on the centre at `url`, `jobs` at a time, and tells each verdict as it comes. A file that cannot be read has failed. */
export async function playAll(url: string, files: string[], jobs: number, tell: (verdict: Verdict) => void): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const waiting = [...files]
  const player = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const verdict = await playFile(url, file)
      verdicts.push(verdict)
      tell(verdict)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, player))
  return verdicts
}

async function playFile(url: string, file: string): Promise<Verdict> {
  try {
    return await runScenario(url, loadScenario(file))
  } catch (error) {
    return { ok: false, id: '', title: '', difference: error instanceof Error ? error.message : String(error), ms: 0 }
  }
}

/** One line for a verdict: `ok   P01 title (1.2 s)` or `FAIL P01 title: first difference`. */
export function lineFor({ ok, id, title, difference, ms }: Verdict): string {
  if (ok) return `ok   ${id} ${title} (${(ms / 1000).toFixed(1)} s)`
  // A problem's detail may hold line ends, and this is one line.
  const shown = String(difference).replace(/\s*\n\s*/g, ' ')
  return id ? `FAIL ${id} ${title}: ${shown}` : `FAIL ${shown}`
}
