import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import {
  type ActArgs,
  type ActResult,
  type CalendarPublishedArgs,
  type Position,
  queryNames,
  type RegisterChangedArgs,
  type StateAnswer,
  type StateArgs,
  type SyncResult,
  signalNames,
  updateNames,
  type WholeActArgs,
} from './messages.ts'

/** The messages of cases and applications, by the names that `messages.ts` owns. */
export const opened = defineUpdate<Position>(updateNames.opened)
export const act = defineUpdate<ActResult, ActArgs>(updateNames.act)
export const wholeAct = defineUpdate<ActResult, WholeActArgs>(updateNames.wholeAct)
export const sync = defineUpdate<SyncResult>(updateNames.sync)
export const state = defineQuery<StateAnswer, StateArgs>(queryNames.state)
export const registerChanged = defineSignal<RegisterChangedArgs>(signalNames.registerChanged)
export const calendarPublished = defineSignal<CalendarPublishedArgs>(signalNames.calendarPublished)
