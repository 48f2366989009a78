import type { Application, Party } from '../case/types.ts'
import { compare, parseShare, sum, whole } from '../register/fraction.ts'
import { cancellationGrounds, isCancellationGround } from '../rules/cancellation.ts'
import { changes, isChange } from '../rules/change.ts'

/** What an application on a title must say to be one (422); each sentence tells what to put right. */

type Filed = Pick<Application, 'facts' | 'parties'>

/** Those who hold after it hold the whole: all by shares that come to it, or none by shares (共同共有). */
export const applicantsHoldTheWhole = ({ parties }: Filed): string[] =>
  wholeHeldBy(parties.filter(({ role }) => role === 'applicant'))

/** The new value stands with the change that is named. */
export function changeIsTold({ facts, parties }: Filed): string[] {
  const { change } = facts
  if (change === undefined) return []
  if (!isChange(change)) return [`facts.change 应为 ${Object.keys(changes).join('、')} 之一，不是 ${change}`]
  if (change === 'ownership') return wholeHeldBy(parties.filter(({ role }) => role === 'holder'))
  const { title, fact } = changes[change]
  return facts[fact] === undefined ? [`变更${title}的，需要写明 facts.${fact}`] : []
}

export function groundIsKnown({ facts }: Filed): string[] {
  const { ground } = facts
  if (ground === undefined || isCancellationGround(ground)) return []
  return [`facts.ground 应为 ${Object.keys(cancellationGrounds).join('、')} 之一，不是 ${ground}`]
}

function wholeHeldBy(holders: readonly Party[]): string[] {
  const shares = holders.flatMap(({ share }) => (share ? [parseShare(share)] : []))
  if (shares.length === 0 || shares.includes(null)) return []
  if (shares.length < holders.length) return ['共有人的份额应当全部写明，或者全部不写（共同共有）']
  const total = sum(shares.filter(share => share !== null))
  return compare(total, whole) === 0 ? [] : ['共有人的份额合计应为 1']
}
