import { Mutex } from 'async-mutex'

/**
 * A world's acts and its advances exclude each other: while a world moves, an act would get a date in between (spike B4). Acts of one
 * world run side by side. In memory, because drills run one API process.
 */
export class WorldLocks {
  readonly #worlds = new Map<string, WorldLock>()

  /** Runs an act in a world: waits while the world moves. */
  async act<T>(world: string, work: () => Promise<T>): Promise<T> {
    return world === '' ? work() : this.#of(world).shared(work)
  }

  /** Moves a world: waits for the acts under way, holds back new ones. */
  async move<T>(world: string, work: () => Promise<T>): Promise<T> {
    return this.#of(world).exclusive(work)
  }

  #of(world: string): WorldLock {
    const lock = this.#worlds.get(world) ?? new WorldLock()
    this.#worlds.set(world, lock)
    return lock
  }
}

class WorldLock {
  readonly #moving = new Mutex()
  #acting = 0
  #idle: (() => void) | null = null

  async shared<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.#moving.acquire()
    this.#acting++
    release()
    try {
      return await work()
    } finally {
      this.#acting--
      if (this.#acting === 0) this.#idle?.()
    }
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#moving.runExclusive(async () => {
      if (this.#acting > 0) await new Promise<void>(resolve => (this.#idle = resolve))
      this.#idle = null
      return work()
    })
  }
}
