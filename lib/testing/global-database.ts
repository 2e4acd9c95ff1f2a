import type { TestProject } from "vitest/node";
import { openTestServer } from "#lib/testing/test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server's maintenance database; the template stands beside it. */
    databaseServerUrl: string;
  }
}

/** Starts one PostgreSQL for the whole run and migrates the template. Returns what stops it. */
export default async function setUpDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  project.provide("databaseServerUrl", server.url("postgres"));
  return server.stop;
}
