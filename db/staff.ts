import type { Post } from '../domain/case/types.ts'
import type { Sql, Transaction } from './client.ts'

export interface Person {
  readonly sub: string
  readonly office: string
  readonly name: string
  readonly posts: readonly Post[]
}

export async function readStaff(sql: Sql | Transaction, sub: string): Promise<Person | null> {
  const [row] = await sql<Person[]>`select sub, office, name, posts from staff where sub = ${sub}`
  return row ?? null
}

/** People by their ids; ids of nobody are left out. */
export async function readNames(sql: Sql, subs: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const people = await sql<Person[]>`select sub, office, name, posts from staff where sub = any(${[...new Set(subs)]}::text[])`
  return new Map(people.map(person => [person.sub, person]))
}
