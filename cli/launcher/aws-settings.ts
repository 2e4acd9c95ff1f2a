import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const variables = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ENDPOINT_URL",
  "AWS_ROLE_ARN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

export type AwsChoice = "real" | "simulated";

const choiceFile = (dataDir: string): string => join(dataDir, "aws");

/**
 * Which AWS to read: what was chosen before on this data folder, else the real one where the machine has any AWS
 * settings, else the simulated one. A machine whose only credentials come from its instance role says so with `--aws real`.
 */
export function chooseAws(dataDir: string, environment: NodeJS.ProcessEnv, home: string = homedir()): AwsChoice {
  const stored = existsSync(choiceFile(dataDir)) ? readFileSync(choiceFile(dataDir), "utf8").trim() : "";
  if (stored === "real" || stored === "simulated") return stored;
  return hasAwsSettings(environment, home) ? "real" : "simulated";
}

/** Keeps a choice for later starts. */
export function rememberAws(dataDir: string, choice: AwsChoice): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(choiceFile(dataDir), `${choice}\n`);
}

function hasAwsSettings(environment: NodeJS.ProcessEnv, home: string): boolean {
  if (variables.some((name) => environment[name])) return true;
  const files = [
    environment.AWS_CONFIG_FILE || join(home, ".aws", "config"),
    environment.AWS_SHARED_CREDENTIALS_FILE || join(home, ".aws", "credentials"),
  ];
  return files.some((file) => existsSync(file) && /^\s*[^#;\s[]/m.test(readFileSync(file, "utf8")));
}
