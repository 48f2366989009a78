import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** How to run a program: `command` with `args`, as user `uid` and group `gid` when they are given. */
export interface Invocation {
  command: string
  args: string[]
  uid?: number
  gid?: number
}

export interface Account {
  uid: number
  gid: number
}

/**
 * The account Postgres runs under: undefined for an ordinary user, who runs it himself. Postgres refuses root, so root lends it
 * an account: the owner of an existing data folder, else `postgres`, else `nobody`. No user is created on the machine.
 */
export async function accountFor(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = new Map(
    (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => {
      const [name = '', , uid, gid] = line.split(':')
      return [name, { uid: Number(uid), gid: Number(gid) }]
    }),
  )
  const account = accounts.get('postgres') ?? accounts.get('nobody')
  if (account) return account
  throw new Error(
    'Postgres does not run as root and there is no account `postgres` or `nobody`. Create one, or set DATABASE_URL.',
  )
}

/**
 * The invocation of a program under that account. Where a parent folder is closed to it (a clone under /root, a temporary folder
 * of mode 0700), the program gets the one capability that lets it pass, through setpriv: no folder's mode is changed for it.
 */
export async function asAccount(
  account: Account | undefined,
  command: string,
  args: string[],
  paths: string[],
): Promise<Invocation> {
  if (!account) return { command, args }
  const closed = await Promise.all([command, ...paths].map(path => isClosed(dirname(path), account)))
  if (!closed.includes(true)) return { command, args, ...account }
  const privileges = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  return {
    command: 'setpriv',
    args: [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...privileges, '--', command, ...args],
  }
}

/** True when the account may not pass through the folder or one above it. */
async function isClosed(folder: string, { uid, gid }: Account): Promise<boolean> {
  const found = await stat(folder)
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
  if ((found.mode & bit) === 0) return true
  return dirname(folder) === folder ? false : isClosed(dirname(folder), { uid, gid })
}
