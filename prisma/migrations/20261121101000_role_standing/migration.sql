-- What lists of roles are filtered and ordered by, taken out of the judgement once, when it is written: the judgement
-- itself is large, and reading it for every role of a list costs seconds.
ALTER TABLE "roles"
ADD COLUMN "held_verdicts" TEXT[] GENERATED ALWAYS AS (
  CASE WHEN judgement IS NOT NULL THEN array_remove(ARRAY[
    CASE WHEN judgement->'verdicts'->>'admin' = 'true' THEN 'admin' END,
    CASE WHEN judgement->'verdicts'->>'privilegeEscalation' = 'true' THEN 'privilegeEscalation' END,
    CASE WHEN judgement->'verdicts'->>'wildcardActions' = 'true' THEN 'wildcardActions' END,
    CASE WHEN judgement->'verdicts'->>'wildcardResourceWrite' = 'true' THEN 'wildcardResourceWrite' END,
    CASE WHEN judgement->'verdicts'->>'credentialsExposure' = 'true' THEN 'credentialsExposure' END,
    CASE WHEN judgement->'verdicts'->>'dataExfiltration' = 'true' THEN 'dataExfiltration' END,
    CASE WHEN judgement->'verdicts'->>'resourceExposure' = 'true' THEN 'resourceExposure' END,
    CASE WHEN judgement->'verdicts'->>'infrastructureModification' = 'true' THEN 'infrastructureModification' END
  ], NULL) END
) STORED,
-- Of these, the ones that weigh something: a verdict that is true only by what execution roles need has no weight.
ADD COLUMN "grave_verdicts" TEXT[] GENERATED ALWAYS AS (
  CASE WHEN judgement IS NOT NULL THEN array_remove(ARRAY[
    CASE WHEN judgement->'verdicts'->>'admin' = 'true' THEN 'admin' END,
    CASE WHEN judgement->'verdicts'->>'privilegeEscalation' = 'true' THEN 'privilegeEscalation' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'wildcardActions'->'weight') = 'object' THEN 'wildcardActions' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'wildcardResourceWrite'->'weight') = 'object' THEN 'wildcardResourceWrite' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'credentialsExposure'->'weight') = 'object' THEN 'credentialsExposure' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'dataExfiltration'->'weight') = 'object' THEN 'dataExfiltration' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'resourceExposure'->'weight') = 'object' THEN 'resourceExposure' END,
    CASE WHEN jsonb_typeof(judgement->'reach'->'infrastructureModification'->'weight') = 'object' THEN 'infrastructureModification' END
  ], NULL) END
) STORED,
ADD COLUMN "escalation" TEXT GENERATED ALWAYS AS (
  CASE
    WHEN judgement IS NULL THEN NULL
    WHEN judgement->'verdicts'->>'admin' = 'true' OR judgement @? '$.escalations[*] ? (@.potential == false)' THEN 'certain'
    WHEN judgement->'verdicts'->>'privilegeEscalation' = 'true' THEN 'potential'
    ELSE 'none'
  END
) STORED,
-- Null where the trust policy could not be read.
ADD COLUMN "trust_issues" TEXT[] GENERATED ALWAYS AS (
  CASE WHEN judgement->'trust'->>'state' = 'known' THEN array_remove(ARRAY[
    CASE WHEN judgement @? '$.trust.issues[*] ? (@.kind == "anyPrincipal")' THEN 'anyPrincipal' END,
    CASE WHEN judgement @? '$.trust.issues[*] ? (@.kind == "foreignAccount")' THEN 'foreignAccount' END,
    CASE WHEN judgement @? '$.trust.issues[*] ? (@.kind == "missingExternalId")' THEN 'missingExternalId' END,
    CASE WHEN judgement @? '$.trust.issues[*] ? (@.kind == "webIdentityWithoutSubject")' THEN 'webIdentityWithoutSubject' END
  ], NULL) END
) STORED;
