-- Pages read one period of all functions: its rows stand together, without those of the other periods between them.
ALTER TABLE "function_windows" RENAME TO "function_windows_before";
ALTER TABLE "function_windows_before" DROP CONSTRAINT "function_windows_function_id_fkey";
ALTER TABLE "function_windows_before" DROP CONSTRAINT "function_windows_pkey";
DROP INDEX "function_windows_function_id_idx";

CREATE TABLE "function_windows" (LIKE "function_windows_before" INCLUDING DEFAULTS) PARTITION BY LIST ("window");
ALTER TABLE "function_windows" ADD CONSTRAINT "function_windows_pkey" PRIMARY KEY ("account_id", "function_id", "window");
CREATE INDEX "function_windows_function_id_idx" ON "function_windows"("function_id");
ALTER TABLE "function_windows" ADD CONSTRAINT "function_windows_function_id_fkey" FOREIGN KEY ("function_id") REFERENCES "functions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "function_windows_24h" PARTITION OF "function_windows" FOR VALUES IN ('24h') WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE "function_windows_7d" PARTITION OF "function_windows" FOR VALUES IN ('7d') WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE "function_windows_30d" PARTITION OF "function_windows" FOR VALUES IN ('30d') WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE "function_windows_90d" PARTITION OF "function_windows" FOR VALUES IN ('90d') WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

INSERT INTO "function_windows" SELECT * FROM "function_windows_before";
DROP TABLE "function_windows_before";
