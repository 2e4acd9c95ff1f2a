/**
 * Who may import whom: deny by default. Every folder lists what it may reach; anything else is an error.
 * The words are in docs/architecture.md; this file is what CI holds the code to.
 */
const may = {
  "lib/domain": ["lib/domain"],
  "lib/config": ["lib/config", "lib/domain", "lib/errors.ts"],
  "lib/logger.ts": ["lib/config", "lib/errors.ts"],
  "lib/errors.ts": [],
  "lib/aws": ["lib/aws", "lib/domain", "lib/config", "lib/errors.ts", "lib/logger.ts"],
  "lib/db": ["lib/db", "lib/domain", "lib/config", "lib/errors.ts", "lib/logger.ts"],
  "lib/auth": ["lib/auth", "lib/db", "lib/domain", "lib/config", "lib/errors.ts", "lib/logger.ts"],
  "lib/services": ["lib/services", "lib/domain", "lib/db", "lib/aws", "lib/config", "lib/errors.ts", "lib/logger.ts"],
  "lib/jobs": ["lib/jobs", "lib/services", "lib/db", "lib/domain", "lib/config", "lib/errors.ts", "lib/logger.ts"],
  "lib/server": [
    "lib/server",
    "lib/services",
    "lib/db",
    "lib/auth",
    "lib/domain",
    "lib/config",
    "lib/errors.ts",
    "lib/logger.ts",
  ],
  "lib/client": ["lib/client", "lib/domain"],
  components: ["components", "lib/domain", "lib/client", "lib/server/actions"],
  app: ["app", "components", "lib/server", "lib/auth", "lib/domain", "lib/client", "lib/config", "lib/errors.ts"],
  "proxy.ts": ["components", "lib/server/queries", "lib/auth", "lib/config"],
  cli: ["cli", "worker", "simulator", "lib"],
  worker: ["worker", "lib"],
  scripts: ["scripts", "cli", "worker", "lib"],
  simulator: ["simulator"],
  "lib/testing": ["lib", "lib/testing", "simulator", "cli", "worker"],
  e2e: ["e2e", "lib/testing", "lib/domain", "simulator"],
  bench: ["bench", "lib", "lib/testing", "simulator", "cli", "worker", "components"],
};
const ours = "^(app|components|lib|simulator|worker|cli|scripts|e2e|bench|proxy\\.ts)(/|$)";
const test = "\\.test\\.tsx?$";
const fixture = "\\.fixture\\.tsx?$";
const folder = (name) => `^${name.replace(".", "\\.")}${name.endsWith(".ts") ? "$" : "/"}`;
const features = [
  "overview",
  "functions",
  "cold-starts",
  "concurrency",
  "network",
  "roles",
  "findings",
  "changes",
  "cost",
  "sync",
  "settings",
  "sign-in",
];

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: { pathNot: "next-env" }, to: { couldNotResolve: true } },
    {
      name: "every-file-has-a-place",
      comment: "A folder that the table does not know may import nothing of ours.",
      severity: "error",
      from: { path: ours, pathNot: [...Object.keys(may).map(folder), test] },
      to: { path: ours },
    },
    ...Object.entries(may).map(([from, to]) => ({
      name: `from-${from.replace(/[/.]/g, "-")}`,
      severity: "error",
      from: { path: folder(from), pathNot: [test] },
      to: {
        path: ours,
        pathNot: to.map((name) => (name === "lib" && from !== "lib/testing" ? "^lib/(?!testing/)" : folder(name))),
      },
    })),
    {
      name: "services-do-not-know-the-web",
      severity: "error",
      from: { path: "^lib/(services|db|aws|jobs|domain)/" },
      to: { path: "node_modules/(next|react|react-dom|next-auth)/" },
    },
    {
      name: "only-aws-imports-the-sdk",
      severity: "error",
      from: { path: ours, pathNot: ["^lib/aws/", "^simulator/", "^bench/", test] },
      to: { path: "node_modules/@(aws-sdk|smithy)/" },
    },
    {
      name: "only-db-imports-prisma",
      severity: "error",
      from: { path: ours, pathNot: ["^lib/db/", "^scripts/", "^lib/testing/", "^prisma.config"] },
      to: { path: "(node_modules/(@prisma|prisma|pg)/|^lib/db/generated/)" },
    },
    {
      name: "only-auth-imports-next-auth",
      severity: "error",
      from: { path: ours, pathNot: "^lib/auth/" },
      to: { path: "node_modules/next-auth/" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: [test, fixture] },
      to: { dependencyTypes: ["npm", "core", "npm-dev"] },
    },
    {
      name: "server-and-jobs-apart",
      severity: "error",
      from: { path: "^lib/(server|jobs)/" },
      to: { path: "^lib/(server|jobs)/", pathNot: "^lib/$1/" },
    },
    ...features.map((feature) => ({
      name: `feature-${feature}-stands-alone`,
      severity: "error",
      from: { path: `^components/${feature}/` },
      to: { path: `^components/(${features.filter((other) => other !== feature).join("|")})/` },
    })),
    {
      name: "testing-only-in-tests",
      severity: "error",
      from: { path: "^(app|components|lib|worker|cli|simulator)/", pathNot: [test, "^lib/testing/"] },
      to: { path: "^lib/testing/" },
    },
    {
      name: "fixtures-only-in-tests",
      severity: "error",
      from: { path: "^(app|components|lib|worker|cli|simulator)/", pathNot: [test, fixture, "^lib/testing/"] },
      to: { path: fixture },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "lib/db/generated"] },
    exclude: { path: ["^\\.next", "^next-env", "lib/db/generated/internal"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
