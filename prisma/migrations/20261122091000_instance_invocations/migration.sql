-- Functions on Managed Instances have no starts: their reports and invocations stand under no rate and no coverage of starts.
ALTER TABLE "rollup_days" ADD COLUMN "instance_invocations" BIGINT NOT NULL DEFAULT 0;

-- Of days that are rolled up already their part is taken out, by what they are today. Rolling these days up again would
-- put functions under the team of today.
WITH days AS (
  SELECT f.*, d.day, coalesce(d.invocations, 0) AS invocations, coalesce(d.reports, 0) AS reports
  FROM functions f JOIN function_days d ON d.account_id = f.account_id AND d.function_id = f.id
  WHERE f.managed_instances
), parts AS (
  SELECT v.dimension, v.value, day, sum(invocations)::bigint AS invocations, sum(reports)::bigint AS reports
  FROM days CROSS JOIN LATERAL (VALUES
    ('runtime', coalesce(runtime, 'container image')),
    ('architecture', architecture::text),
    ('packageType', package_type::text),
    ('codeSize', CASE WHEN code_bytes IS NULL THEN 'not known' WHEN code_bytes >= 250000000 THEN '250 MB and more'
      WHEN code_bytes >= 50000000 THEN '50–250 MB' WHEN code_bytes >= 20000000 THEN '20–50 MB'
      WHEN code_bytes >= 5000000 THEN '5–20 MB' WHEN code_bytes >= 1000000 THEN '1–5 MB' ELSE 'under 1 MB' END),
    ('memory', CASE WHEN memory_mb IS NULL THEN 'not known' WHEN memory_mb >= 3009 THEN 'over 3,008 MB'
      WHEN memory_mb >= 1769 THEN '1,769–3,008 MB' WHEN memory_mb >= 1025 THEN '1,025–1,768 MB'
      WHEN memory_mb >= 513 THEN '513–1,024 MB' WHEN memory_mb >= 257 THEN '257–512 MB'
      WHEN memory_mb >= 129 THEN '129–256 MB' ELSE '128 MB' END),
    ('vpc', CASE WHEN vpc_id IS NULL THEN 'no VPC' ELSE 'in a VPC' END),
    ('snapStart', CASE WHEN snap_start = 'PublishedVersions' THEN 'SnapStart' ELSE 'no SnapStart' END),
    ('account', account_id::text),
    ('region', region::text),
    ('team', coalesce(team_id::text, ''))
  ) AS v(dimension, value)
  GROUP BY 1, 2, 3
)
UPDATE rollup_days r
SET instance_invocations = least(r.invocations, p.invocations), reports = greatest(0, r.reports - p.reports)
FROM parts p WHERE r.dimension = p.dimension AND r.value = p.value AND r.day = p.day;
