import type { TestGroup } from '../plan.ts'
import { burdens } from './burdens.ts'
import { orders } from './orders.ts'
import { titles } from './titles.ts'

/** The procedures' own parts of the tests over all procedures, by institution. */
export const groups: readonly TestGroup[] = [titles, burdens, orders]
