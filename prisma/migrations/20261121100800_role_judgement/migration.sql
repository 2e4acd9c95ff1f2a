-- What a role may really do, judged: verdicts with their proofs and how grave it is.
ALTER TABLE "roles" DROP COLUMN "documents_sha256",
ADD COLUMN     "because" TEXT,
ADD COLUMN     "judgement" JSONB,
ADD COLUMN     "severity" TEXT;

-- What the roles of an account were last judged by: while it stays the same, nothing is judged again.
CREATE TABLE "role_judgings" (
    "account_id" VARCHAR(12) NOT NULL,
    "basis" TEXT NOT NULL,
    "judged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_judgings_pkey" PRIMARY KEY ("account_id")
);
