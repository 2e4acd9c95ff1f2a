import { openTestServer } from "#lib/testing/test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server's maintenance database; the template stands beside it. */
    databaseServerUrl: string;
  }
}

/** The part of Vitest's project that is used here. */
interface Project {
  provide(name: "databaseServerUrl", value: string): void;
}

/** Starts one PostgreSQL for the whole run and migrates the template. Returns what stops it. */
export default async function setUpDatabaseServer(project: Project): Promise<() => Promise<void>> {
  const server = await openTestServer();
  project.provide("databaseServerUrl", server.url("postgres"));
  return server.stop;
}
