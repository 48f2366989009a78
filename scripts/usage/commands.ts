/** What a command takes beside its name. `value`: how its value is called, for options that have one. */
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly says: string
  readonly value?: string
  readonly multiple?: true
  readonly default?: string
  /** The value is a whole number, not below nought. */
  readonly whole?: true
}

/** A command of `npm run`: what it does, what it takes, and commands that do what they say. */
export interface Command {
  readonly does: string
  readonly takes?: { readonly called: string; readonly says: string; readonly atMost?: number; readonly of?: readonly string[] }
  readonly options?: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
}

/** The commands by the names of their files in scripts/. */
export const commands = {
  start: {
    does: 'Starts a whole centre on this machine and keeps it up until Ctrl-C. Settings are environment variables: see README.md.',
    examples: ['npm start', 'DENGBU_DRILL=1 PORT=8081 npm start'],
  },
  test: {
    does: 'Runs everything that CI runs, each step to its end. The last line counts what passed and failed.',
    examples: ['npm test'],
  },
  demo: {
    does: 'Plays a case over HTTP, from application to archive, and checks every claim it makes.',
    takes: {
      called: 'STORY',
      says: 'which one; a second-hand transfer unless told otherwise',
      atMost: 1,
      of: ['transfer', 'audit'],
    },
    examples: ['npm run demo', 'npm run demo -- audit'],
  },
  acceptance: {
    does: 'Plays scenarios over HTTP, against a fresh centre for drills unless --url names one that runs. Exit code 1 when one fails.',
    takes: { called: 'PATH', says: 'scenario files or folders of them; tests/acceptance when none is given' },
    options: {
      url: { type: 'string', value: 'URL', says: 'play against the centre that answers there' },
      jobs: { type: 'string', value: 'N', whole: true, default: '2', says: 'scenarios played side by side' },
    },
    examples: ['npm run acceptance', 'npm run acceptance -- tests/acceptance/D01.yaml --url http://127.0.0.1:8080'],
  },
  verify: {
    does:
      'Checks all that a centre holds: the record against its seal, every case in its three places, every chain, entries and numbers. ' +
      'Exit code 1 on any difference.',
    options: {
      checkpoint: {
        ...{ type: 'string', value: 'FILE', multiple: true },
        says: 'a checkpoint kept elsewhere that the log must begin with; may be given several times',
      },
    },
    examples: ['npm run verify', 'npm run verify -- --checkpoint kept-in-march.txt'],
  },
  replay: {
    does: 'Replays recorded histories with the workflow code of this clone, or of a bundle. Exit code 1 when one takes another path.',
    options: {
      open: { type: 'boolean', says: 'of everything that is open' },
      latest: {
        type: 'string',
        value: 'N',
        whole: true,
        says: 'of the latest N archived workflows; without --open and --latest: both, 1000',
      },
      bundle: { type: 'string', value: 'FILE', says: 'the workflow bundle to replay with' },
    },
    examples: ['npm run replay', 'npm run replay -- --latest 500'],
  },
  rebuild: {
    does: 'Makes all projections again from the ledgers and the register, while the centre works, and names what was not as the record says.',
    examples: ['npm run rebuild'],
  },
  checkpoint: {
    does: 'Seals what has been written until now and prints the signed checkpoint, to be kept outside the centre.',
    options: {
      'change-key': { type: 'boolean', says: 'another key signs from then on' },
      keys: { type: 'boolean', says: 'prints the public keys and their fingerprints instead' },
    },
    examples: ['npm run --silent checkpoint > checkpoint.txt', 'npm run checkpoint -- --keys'],
  },
  passphrase: {
    does:
      'Locks the secrets at rest of a centre that is stopped, from the words of DENGBU_PASSPHRASE (unset: they are open) to those of ' +
      'DENGBU_NEW_PASSPHRASE. Interrupted, it is run again with the same words.',
    examples: ['DENGBU_PASSPHRASE="$OLD" DENGBU_NEW_PASSPHRASE="$NEW" npm run passphrase'],
  },
  bench: {
    does: 'Measures the throughput of a transfer beside a bare workflow, or what deadlines cost. One JSON line a figure.',
    takes: {
      called: 'WHAT',
      says: 'deadlines: the publication of a year, and cases in which nothing happens',
      atMost: 1,
      of: ['deadlines'],
    },
    options: {
      rounds: { type: 'string', value: 'N', whole: true, default: '5', says: 'rounds of each system' },
      cases: { type: 'string', value: 'N', whole: true, default: '100', says: 'cases of a round, side by side' },
      sequential: { type: 'string', value: 'N', whole: true, default: '15', says: 'cases of a round, one after another' },
      open: {
        type: 'string',
        value: 'N',
        whole: true,
        default: '100000',
        says: 'deadlines: open cases that the year does not concern',
      },
      concerned: { type: 'string', value: 'N', whole: true, default: '300', says: 'deadlines: cases that it concerns' },
      idle: { type: 'string', value: 'N', whole: true, default: '20', says: 'deadlines: cases left to themselves for a year' },
    },
    examples: ['npm run bench -- --rounds 3', 'npm run bench -- deadlines --open 10000'],
  },
  trace: {
    does: 'Prints which requirement is proven by which test. Exit code 1 for ids that nobody knows, or fewer proven than --min.',
    takes: { called: 'PATH', says: 'further folders of tests and scenarios beside this project’s' },
    options: { min: { type: 'string', value: 'N', whole: true, says: 'fail when fewer requirements are proven' } },
    examples: ['npm run trace', 'npm run trace -- --min 500'],
  },
  token: {
    does: 'Prints a bearer token of one of the staff of the centre that runs on DENGBU_DATA, for a centre without an OIDC issuer.',
    takes: { called: 'WHO', says: 'the person’s name at the centre', atMost: 1 },
    examples: ['npm run --silent token -- intake-1'],
  },
  generate: {
    does: 'Writes what is generated from the code and committed: the OpenAPI document, the pages of procedures, the table of conflicts.',
    options: { check: { type: 'boolean', says: 'only compares, and fails when something is stale' } },
    examples: ['npm run generate', 'npm run generate -- --check'],
  },
  recordHistories: {
    does: 'Plays the scenarios and keeps one history for each edition and ending under tests/histories, which later releases must replay.',
    options: { overwrite: { type: 'boolean', says: 'also those that are there' } },
    examples: ['npm run record-histories'],
  },
  releaseFixture: {
    does: 'Keeps the workflow bundle of a release under tests/rehearsal/fixtures, for the rehearsal of the next one.',
    takes: { called: 'COMMIT', says: 'the release; HEAD unless told otherwise', atMost: 1 },
    examples: ['npm run release-fixture', 'npm run release-fixture -- v0.1.0'],
  },
} as const satisfies Readonly<Record<string, Command>>

export type CommandName = keyof typeof commands
