import { join } from "node:path";

/** Linux and macOS hold a socket's path in 107 and 103 bytes. */
const longestSocketPath = 100;

export interface ServerSettings {
  readonly port: number;
  readonly dataFolder: string;
  /** Give up durability for speed: for databases that are thrown away. */
  readonly ephemeral: boolean;
}

/** Command-line settings for a server on a laptop or a small machine: two cores, a few gigabytes, an SSD. */
export function serverArguments({ port, dataFolder, ephemeral }: ServerSettings): string[] {
  const socketPath = join(dataFolder, `.s.PGSQL.${port}.lock`);
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: socketPath.length > longestSocketPath ? "" : dataFolder,
    unix_socket_permissions: "0700",
    password_encryption: "scram-sha-256",
    max_connections: "100",
    shared_buffers: ephemeral ? "128MB" : "256MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    random_page_cost: "1.1",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    max_parallel_workers_per_gather: "1",
    // Compiling a query costs more than it saves at this size.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Parameter values may hold what people typed; statements that fail are reported by the client instead.
    log_min_error_statement: "panic",
    log_min_messages: "warning",
    lc_messages: "C",
  };
  if (ephemeral) Object.assign(settings, { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  return ["-D", dataFolder, "-p", String(port), ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])];
}
