import { harmlessCredentialNames } from "#lib/domain/iam/verdicts/harmless-credentials.ts";
import { reachRule } from "./reach-rule.ts";

export const roleCredentialsExposure = reachRule({
  id: "role-credentials-exposure",
  title: "The role can obtain credentials",
  remedy: "Take the actions away, or limit them to the resources whose credentials its functions need.",
  question: "credentialsExposure",
  harmless: harmlessCredentialNames,
});
