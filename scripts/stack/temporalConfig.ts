import { stringify } from 'yaml'

/** The ports of one server: gRPC and membership gossip of each service. */
export const portNames = [
  'frontend',
  'frontendMembership',
  'history',
  'historyMembership',
  'matching',
  'matchingMembership',
] as const
export type Ports = Record<(typeof portNames)[number], number>

/**
 * The services of the plain server. Its own system worker is left out: nothing here uses schedules, batches or cross-cluster
 * replication, and running without it gained about a tenth of the throughput. Retention is done by history.
 */
export const services = ['frontend', 'history', 'matching'] as const

/** Time skipping exists in drills only; timers then fire 10 ms late at most instead of 1 s, so that an advance is quick. */
export const drillSettings = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.timerProcessorMaxTimeShift': '10ms',
} as const

/** The server's dynamic configuration file. */
export function dynamicConfig(drill: boolean): string {
  const settings = Object.entries(drill ? drillSettings : {})
  return stringify(Object.fromEntries(settings.map(([key, value]) => [key, [{ value }]])))
}

/** The server's configuration file: one SQLite file, everything on loopback. Paths are absolute. */
export function serverConfig(database: string, dynamicConfigFile: string, ports: Ports): string {
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      // Fixed for the life of the file. A shard does its work one step at a time: four keep two cores busy, and each one more
      // costs its own queue readers, while SQLite writes one transaction at a time however many there are.
      numHistoryShards: 4,
      datastores: { default: { sql: sqlite(database) }, visibility: { sql: sqlite(database) } },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(services.map(name => [name, rpc(ports[name], ports[`${name}Membership`])])),
    clusterMetadata: cluster(ports.frontend),
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '10s' },
  })
}

const sqlite = (file: string) => ({
  pluginName: 'sqlite',
  databaseName: file,
  connectAddr: 'localhost',
  connectProtocol: 'tcp',
  // `setup` makes the tables when they are missing; synchronous 2 (FULL) makes an acknowledged write outlive a power cut.
  connectAttributes: { cache: 'private', setup: true, journal_mode: 'wal', synchronous: 2 },
  maxConns: 1,
  maxIdleConns: 1,
  maxConnLifetime: '1h',
})

const rpc = (grpcPort: number, membershipPort: number) => ({ rpc: { grpcPort, membershipPort, bindOnLocalHost: true } })

const cluster = (frontendPort: number) => ({
  enableGlobalNamespace: false,
  failoverVersionIncrement: 10,
  masterClusterName: 'active',
  currentClusterName: 'active',
  clusterInformation: {
    active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${frontendPort}` },
  },
})
