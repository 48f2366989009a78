// Who may import whom: the layer table of docs/ARCHITECTURE.md as a test (`npm run check-imports`). Each rule says why, because
// its text is what a person sees who breaks it.

const layers = [
  'domain',
  'db',
  'activities',
  'workflows',
  'audit',
  'dispatch',
  'seal',
  'api',
  'worker',
  'workbench',
  'temporal',
  'scripts',
  'tests',
]

/** Every layer except the named ones, as one pattern. */
const othersThan = (...allowed) => `^(${layers.filter(layer => !allowed.includes(layer)).join('|')})/`

/** Tests stand beside the code and may import anything. */
const test = '\\.test\\.ts$'

/** A rule about the code of one layer, its tests left out. */
const layer = (name, rule, comment, to) => ({
  name: `${name}-${rule}`,
  comment,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: test },
  to,
})

module.exports = {
  forbidden: [
    layer(
      'domain',
      'is-pure',
      'The law is pure: no I/O, no clock, no library, not even Node itself. What a rule must know is given to it as facts; then it can be read by a jurist, tested without a server and replayed for ever.',
      { pathNot: '^domain/' },
    ),
    layer(
      'db',
      'knows-only-the-domain',
      'Storage serves everyone above it, so it may know none of them. A query that needs a type of the API or of a workflow is asking for that type to move into domain/.',
      { path: othersThan('db', 'domain') },
    ),
    layer(
      'activities',
      'know-domain-and-db',
      'An activity is an effect: rules from domain/, storage from db/. It is called by workflows and wired by worker/, and importing either would close a circle.',
      { path: othersThan('activities', 'domain', 'db') },
    ),
    layer(
      'workflows',
      'are-deterministic',
      'Workflow code is replayed years later and must take the same path: only domain/, @temporalio/workflow and @temporalio/common. No Node built-ins, no database, no schema library; effects are activities, time is workflow time.',
      { pathNot: ['^workflows/', '^domain/', '^activities/', '(^|/)node_modules/@temporalio/(workflow|common)/'] },
    ),
    layer(
      'workflows',
      'know-activities-as-types',
      'An activity imported as a value would be bundled into the workflow sandbox and run there, unrecorded. Write `import type` and call it through proxyLocalActivities or proxyActivities.',
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
    ),
    layer(
      'api',
      'knows-workflows-by-their-messages',
      'The API may know the names, ids and types of messages (workflows/messages) and nothing of how a workflow handles them; it reads through db/ and decides nothing itself.',
      { path: ['^(activities|worker|workbench|scripts|tests)/', '^workflows/(?!messages(\\.ts|/))'] },
    ),
    layer(
      'dispatch',
      'carries-messages',
      'What a transaction has to tell is carried from the outbox to the workflow that it concerns: db/, the names of messages, a client. It serves the worker and the API, decides nothing, and knows neither.',
      { path: ['^(activities|audit|api|worker|workbench|scripts|tests)/', '^workflows/(?!messages(\\.ts|/))'] },
    ),
    layer(
      'seal',
      'knows-domain-and-db',
      'The seal gathers, signs and proves what stands in the database, and must be able to do so whatever the law of cases becomes: domain/proof and db/ only. Worker, API and audit use it; it knows none of them.',
      { path: othersThan('seal', 'domain', 'db') },
    ),
    layer(
      'audit',
      'reads-and-judges',
      'An audit compares what is stored, what was replayed and what the workflow says: it reads domain/, db/ and temporal/, knows the types of messages and of activity results, and never what it judges (the handlers, the API).',
      { path: ['^(api|worker|workbench|scripts|tests)/', '^workflows/(?!messages(\\.ts|/))'] },
    ),
    layer(
      'audit',
      'knows-activities-as-types',
      'What an activity answered is data in a history; the activity itself must not run in an audit.',
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
    ),
    layer(
      'worker',
      'knows-neither-api-nor-workbench',
      'The worker process wires workflows to activities. It must start, and be deployed, without the HTTP side.',
      { path: '^(api|workbench|scripts|tests)/' },
    ),
    layer(
      'workbench',
      'knows-only-its-client',
      'The web client knows the generated API client and nothing behind it: what it cannot do over HTTP, nobody can.',
      { path: othersThan('workbench') },
    ),
    layer(
      'temporal',
      'knows-nobody',
      'The payload codec and the connection helpers are shared by api, worker, scripts and tests. Of ours they may import temporal.config.ts only.',
      { path: othersThan('temporal') },
    ),
    {
      name: 'temporal-is-for-processes',
      comment:
        'Connections and codecs belong to processes: api, worker, scripts and tests. Law, storage, activities and workflows do not know how they are connected.',
      severity: 'error',
      from: { path: '^(domain|db|activities|workflows|seal|workbench)/', pathNot: test },
      to: { path: ['^temporal/', '^temporal\\.config\\.ts$'] },
    },
    {
      name: 'settings-know-nobody',
      comment:
        'temporal.config.ts is the one place that reads TEMPORAL_*; it turns environment into values and needs nothing of ours for that.',
      severity: 'error',
      from: { path: '^temporal\\.config\\.ts$' },
      to: { path: `^(${layers.join('|')})/` },
    },
    {
      name: 'looking-back-asks-no-rules',
      comment:
        'What a case or a unit was is the fold of what is recorded. Whoever folds may look up neither a rule nor an edition nor a calendar: they will have changed by the time somebody looks back. Put what folding needs into the event.',
      severity: 'error',
      from: { path: '^domain/(case/(asOf|evolve|tracks)|register/(asOf|applyEntry|entries/[^/]+))\\.ts$', pathNot: test },
      to: {
        path: '^domain/((rules|limits|fees|conflicts|procedures)/|time/(calendar|holidays|terms|opening)\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-a-test',
      comment: 'A test file is run by the test runner only. Move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one file, or three: find the part both depend on. (A circle of types only is harmless and allowed.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere: a typing error, a file that has moved, or a package that is not in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-production',
      comment:
        'What runs in production is installed without devDependencies. Move the package to dependencies or the code to scripts/ or tests/.',
      severity: 'error',
      from: { path: '^(domain|db|activities|workflows|dispatch|seal|audit|api|worker|temporal)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(db/migrations|tests/histories)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // else type-only imports are not seen, and rules about them hold by accident
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    cache: false,
  },
}
