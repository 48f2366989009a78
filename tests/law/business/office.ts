import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '../../../db/client.ts'
import { readUnits } from '../../../db/register.ts'
import { instantAt, worldOffsetMs } from '../../../db/worlds.ts'
import type { CaseView } from '../../../domain/case/view.ts'
import type { Instant } from '../../../domain/time/instant.ts'
import { type Answer, type Json, send } from '../../api/window.ts'
import { type Act, anyAct, misplacedAct, nextAct, remedies } from './acts.ts'
import { drawUp, drawUpTogether, type Scene } from './applications.ts'
import { footprintOf } from './books.ts'
import type { Command } from './commands.ts'
import { Dice } from './dice.ts'
import { allUnits, register } from './people.ts'

/** A command as it was sent and answered; `sent` and `answered` count what the office has heard, so that "before" is certain. */
export interface Sent {
  readonly what: string
  readonly key: string
  readonly sent: number
  readonly answered: number
  readonly status: number
  readonly rule: string | null
  readonly detail: string
}

/** The world's time before and after days were let pass: what happened in between happened in that command. */
export interface Passed {
  readonly from: Instant
  readonly to: Instant
  readonly sent: number
  readonly answered: number
}

/** A case alone, or a combined application: what acts are sent to. */
interface Matter {
  readonly path: string
  readonly parts: (body: Json) => CaseView[]
}

const caseAt = (caseNo: unknown): Matter => ({ path: `/api/cases/${caseNo}`, parts: body => [body as unknown as CaseView] })
const applicationAt = (applicationNo: unknown): Matter => ({
  path: `/api/applications/${applicationNo}`,
  parts: body => body.parts as CaseView[],
})

/** An office in a world of its own, to which commands come over HTTP; it remembers what it sent and how it was answered. */
export class Office {
  readonly world: string
  readonly log: Sent[] = []
  readonly passed: Passed[] = []
  /** What a refusal changed although it may change nothing. */
  readonly leftBehind: string[] = []
  readonly #sql: Sql
  readonly #matters: Matter[] = []
  #ticks = 0
  #serial = 0
  #alone = true

  constructor(world: string, sql: Sql) {
    this.world = world
    this.#sql = sql
  }

  static async open(sql: Sql): Promise<Office> {
    const made = await send<{ world: string }>('/api/drill/worlds', { body: { start: '2025-03-10T09:00+08:00' } })
    const office = new Office(made.body.world, sql)
    const loaded = await office.#ask('/api/drill/register', { units: register })
    if (loaded.status !== 200) throw new Error(`the register was not loaded: ${JSON.stringify(loaded.body)}`)
    return office
  }

  async play(command: Command): Promise<void> {
    switch (command.do) {
      case 'file':
        return this.#file(new Dice(command.dice))
      case 'fileTogether':
        return this.#fileTogether(new Dice(command.dice))
      case 'carry':
        return this.#carry(new Dice(command.dice), command.acts)
      case 'stray':
        return this.#actOnce(new Dice(command.dice), anyAct)
      case 'misplaced':
        return this.#actOnce(new Dice(command.dice), misplacedAct)
      case 'advance':
        return this.#advance(command.days)
      case 'atOnce': {
        this.#alone = false
        await Promise.all(command.commands.map(one => this.play(one)))
        this.#alone = true
      }
    }
  }

  async #scene(dice: Dice): Promise<Scene> {
    const units = await readUnits(this.#sql, this.world, allUnits)
    this.#serial += 1
    return { dice, now: await this.#now(), serial: this.#serial, units: new Map(units.map(one => [one.unitCode, one.unit])) }
  }

  async #now(): Promise<Instant> {
    return instantAt((await worldOffsetMs(this.#sql, this.world)) ?? 0)
  }

  async #file(dice: Dice): Promise<void> {
    const { as, body } = drawUp(await this.#scene(dice))
    const filed = await this.#send(`files ${body.procedure} ${JSON.stringify(body)}`, '/api/cases', as, body)
    if (filed.status === 201) this.#matters.push(caseAt(filed.body.caseNo))
  }

  async #fileTogether(dice: Dice): Promise<void> {
    const parts = drawUpTogether(await this.#scene(dice))
    const filed = await this.#send(`files ${JSON.stringify(parts)}`, '/api/applications', 'intake-1', { parts })
    if (filed.status === 201) this.#matters.push(applicationAt(filed.body.applicationNo))
  }

  /** An open one; what is recorded already matters to no other, and is mostly passed over. */
  async #openMatter(dice: Dice): Promise<{ matter: Matter; views: CaseView[] } | null> {
    for (let tries = 0; tries < 5 && this.#matters.length > 0; tries++) {
      const matter = dice.of(this.#matters)
      const views = await this.#read(matter)
      const isOpen = views.some(({ stage }) => stage !== 'closed')
      if (isOpen && (views.some(({ entries }) => entries.length === 0) || dice.chance(30))) return { matter, views }
      if (!isOpen && this.#alone) this.#matters.splice(this.#matters.indexOf(matter), 1)
    }
    return null
  }

  async #carry(dice: Dice, acts: number): Promise<void> {
    const found = await this.#openMatter(dice)
    if (!found) return this.#file(dice)
    for (let done = 0, { matter, views } = found; done < acts; done++) {
      const act = firstOf(views, view => nextAct(view, dice))
      if (!act) return
      const answer = await this.#act(matter, act)
      if (answer.status !== 200) return this.#remedy(matter, views, answer, dice)
      views = matter.parts(answer.body)
    }
  }

  async #remedy(matter: Matter, views: readonly CaseView[], { body }: Answer, dice: Dice): Promise<void> {
    const [view] = views
    if (!view) return
    const units = (await readUnits(this.#sql, this.world, view.units)).map(({ unit }) => unit)
    const everybody = { ...view, parties: views.flatMap(({ parties }) => parties) }
    for (const act of remedies(String(body.rule), everybody, units, dice)) await this.#act(matter, act)
  }

  async #actOnce(dice: Dice, choose: (view: CaseView, dice: Dice) => Act | null): Promise<void> {
    const found = await this.#openMatter(dice)
    const act = found && firstOf(found.views, view => choose(view, dice))
    if (act) await this.#act(found.matter, act)
  }

  #act(matter: Matter, { action, as, body }: Act): Promise<Answer> {
    return this.#send(`${matter.path} ${action} ${JSON.stringify(body)}`, `${matter.path}/actions/${action}`, as, body)
  }

  async #read(matter: Matter): Promise<CaseView[]> {
    const { body } = await this.#ask(matter.path, undefined, 'auditor-1')
    return matter.parts(body)
  }

  async #advance(days: number): Promise<void> {
    const [sent, from] = [this.#tick(), await this.#now()]
    const { status, body } = await this.#ask(`/api/drill/worlds/${this.world}/advance`, { by: `P${days}D` })
    if (status !== 200) throw new Error(`the world did not arrive: ${status} ${JSON.stringify(body)}`)
    this.passed.push({ sent, from, to: await this.#now(), answered: this.#tick() })
  }

  async #send(what: string, path: string, as: string, body: unknown): Promise<Answer> {
    const alone = this.#alone
    const before = alone ? await footprintOf(this.#sql, this.world) : null
    const [key, sent] = [randomUUID(), this.#tick()]
    const answer = await this.#ask(path, body, as, key)
    const rule = typeof answer.body.rule === 'string' ? answer.body.rule : null
    const entry = { key, sent, answered: this.#tick(), status: answer.status, rule, detail: String(answer.body.detail ?? '') }
    this.log.push({ what: `${as} ${what}`, ...entry })
    if (before && answer.status >= 400) {
      const after = await footprintOf(this.#sql, this.world)
      if (after !== before) this.leftBehind.push(`${as} ${what} was refused (${rule}) and left ${before} → ${after}`)
    }
    return answer
  }

  /** 503 and 429 promise that nothing was done: the same command is sent again. */
  async #ask(path: string, body: unknown, as?: string, key?: string): Promise<Answer> {
    for (let left = 8; ; left--) {
      const said = { ...(as ? { as } : {}), ...(key ? { key } : {}), ...(body === undefined ? {} : { body }) }
      const answer = await send(path, { ...said, headers: { 'x-drill-world': this.world } })
      if (left === 0 || (answer.status !== 503 && answer.status !== 429)) return answer
      await sleep(500)
    }
  }

  #tick(): number {
    this.#ticks += 1
    return this.#ticks
  }
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}
