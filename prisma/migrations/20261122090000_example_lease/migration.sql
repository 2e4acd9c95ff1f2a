-- A worker that was taken for dead may come back: what it holds is told by how often the request was claimed.
ALTER TABLE "log_examples" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "access_checks" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;
