import { defineConfig } from "prisma/config";

/**
 * For Prisma's own command line and `scripts/generate-client.mjs`. Lamplight itself migrates through lib/db/migrate,
 * which reads the same schema, migrations and list of external tables.
 */
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
  experimental: { externalTables: true },
  // Partitioned by hand-written migrations; Prisma leaves them alone.
  tables: { external: ["public.function_hours", "public.function_days"] },
});
