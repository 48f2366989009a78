import { defineConfig } from 'vitest/config'

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
          sequence: { groupOrder: 0 }, // the quick ones first; groups also because the projects differ in workers
          include: ['{domain,db,seal,api,activities,workflows,dispatch,audit,temporal,worker,scripts}/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
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
