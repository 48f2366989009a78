import { existsSync, readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU seconds used so far by a process and all its children (Linux; elsewhere 0). */
export function cpuSeconds(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + ownSeconds(each), 0)
}

/** CPU seconds of this process alone. */
export const ownCpuSeconds = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6

function ownSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [11, 12].reduce((sum, i) => sum + Number(fields[i]), 0) / ticksPerSecond
  } catch {
    return 0
  }
}

function childrenOf(pid: number): number[] {
  if (!existsSync('/proc/self/stat')) return []
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .map(each => [each, parentOf(each)] as const)
  const direct = parents.filter(([, parent]) => parent === pid).map(([each]) => each)
  return direct.flatMap(each => [each, ...childrenOf(each)])
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}
