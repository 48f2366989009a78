import { defineConfig } from 'vitest/config'

/** Milliseconds on a machine that has nothing else to do. */
const unitTestMs = 30_000
/** Crossing HTTP, Temporal and Postgres on a small machine takes seconds, never a minute. */
const integrationTestMs = 60_000
/** A hook may start a whole centre. */
const integrationHookMs = 120_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 }, // the quick ones first
          include: ['{domain,db,seal,api,activities,workflows,dispatch,audit,temporal,worker,scripts}/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
          // Modules are loaded once for all files of a worker, as they are for all workflows: ours keep no state (temporal/bundle.test.ts).
          isolate: false,
          maxWorkers: 2, // by itself it leaves a core of two to nobody
          testTimeout: unitTestMs,
        },
      },
      {
        test: {
          name: 'int',
          sequence: { groupOrder: 1 },
          include: ['**/*.int.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', '.data/**'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: integrationTestMs,
          hookTimeout: integrationHookMs,
          globalSetup: ['tests/support/globalSetup.ts'],
        },
      },
    ],
  },
})
