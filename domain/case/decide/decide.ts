import type { ActCommand, Command } from '../commands.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'
import { decideAlarm } from './alarm.ts'
import { objectToAnnouncement, publishAnnouncement, settleObjection } from './announcement.ts'
import { atThePost } from './atThePost.ts'
import { badged } from './badge.ts'
import { archive, deliver, issue } from './completing.ts'
import { replyToCourt } from './entrusted.ts'
import { departmentResult, examine, refuse, taxCleared } from './examination.ts'
import { interview, openSiteVisit, siteVisit } from './inquiry.ts'
import { accept, leave, notAccept, requestSupplement, supplement } from './intake.ts'
import { learn } from './learn.ts'
import { record } from './recording.ts'
import { consent, undertake, withdraw } from './statements.ts'
import { withSteps } from './steps.ts'
import { reassign, stoppedRefusal } from './supervision.ts'
import { resume, suspend } from './suspending.ts'

/**
 * The whole decision on one command, pure: state and facts in, events or a refusal out. Rules are asked in the order of
 * `ruleIds`, so that an answer names the first that is broken.
 */
export function decide(state: CaseState, command: Command, facts: Facts): Decision {
  return withSteps(state, decideCommand(state, command, facts), facts)
}

function decideCommand(state: CaseState, command: Command, facts: Facts): Decision {
  if (command.kind === 'alarm') return decideAlarm(state, command.alarm, facts)
  if (command.kind === 'learn') return learn(state, command.change, facts)
  const { refusal: atPost, act } = atThePost(state, command, facts.actor)
  const refusal = atPost ?? stoppedRefusal(state, act)
  return refusal ? { kind: 'refused', refusal } : badged(decideAct(state, act, facts), facts.actor?.badge ?? null)
}

function decideAct(state: CaseState, command: ActCommand, facts: Facts): Decision {
  switch (command.action) {
    case 'accept':
      return accept(state, facts)
    case 'request-supplement':
      return requestSupplement(state, command, facts)
    case 'supplement':
      return supplement(state, command.body, facts)
    case 'not-accept':
      return notAccept(state, command.body, facts)
    case 'leave':
      return leave(state, facts)
    case 'withdraw':
      return withdraw(state, command.body, facts)
    case 'examine':
      return examine(state, command.body, facts)
    case 'refuse':
      return refuse(state, command.body, facts)
    case 'department-result':
      return departmentResult(state, command.body)
    case 'tax-cleared':
      return taxCleared(command.body)
    case 'consent':
      return consent(command.body)
    case 'undertake':
      return undertake(state, command.body, facts)
    case 'open-site-visit':
      return openSiteVisit(state, facts)
    case 'site-visit':
      return siteVisit(command.body)
    case 'publish-announcement':
      return publishAnnouncement(state, facts)
    case 'announcement-objection':
      return objectToAnnouncement(command.body)
    case 'settle-objection':
      return settleObjection(state, command.body, facts)
    case 'interview':
      return interview(command.body)
    case 'reply-to-court':
      return replyToCourt(state, command.body, facts)
    case 'suit-proof':
      return events({ type: 'SuitProofFiled', data: { document: command.body.document } })
    case 'confirm-registrable':
      return events({ type: 'RegistrableConfirmed', data: { registrableOn: command.body.registrableOn } })
    case 'suspend':
      return suspend(state, command.body, facts)
    case 'resume':
      return resume(state, command.body, facts)
    case 'record':
      return record(state, facts)
    case 'issue':
      return issue(state)
    case 'deliver':
      return deliver(state, command.body)
    case 'archive':
      return archive()
    case 'urge':
      return events({ type: 'Urged', data: { note: command.body.note } })
    case 'reassign':
      return reassign(state, command.body, facts)
    case 'explain':
      return events({ type: 'Explained', data: { reason: command.body.reason } })
    case 'stop':
      return events({ type: 'Stopped', data: { reason: command.body.reason } })
    case 'lift-stop':
      return events({ type: 'StopLifted', data: { findings: command.body.findings } })
    default:
      return unknownAction(command)
  }
}

function unknownAction(command: never): Decision {
  return refused('body', `没有这种办理动作：${JSON.stringify(command)}`)
}
