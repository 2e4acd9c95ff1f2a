import { deniedText } from "./denied-text.ts";
import type { ErrorShape } from "./error-shape.ts";
import type { AwsFailureKind } from "./failure.ts";
import type { FailureDetails, FailureText } from "./failure-details.ts";
import { titleOf } from "./service-name.ts";

/** What a failure says to people: one sentence of what is so and one of what to do. */
export function failureText(kind: AwsFailureKind, details: FailureDetails): FailureText {
  return texts[kind](details);
}

const texts: Record<AwsFailureKind, (details: FailureDetails) => FailureText> = {
  denied: deniedText,
  throttled: ({ service, operation, region }) => ({
    reason: `${titleOf(service)} in ${region} kept throttling ${operation}.`,
    remedy:
      "Nothing is lost: the next sync tries again. Lower the share of the quotas in the settings if it happens often.",
  }),
  unsupported: ({ service, operation }) => ({
    reason: `${operation} of ${titleOf(service)} is not supported here: the endpoint does not know it.`,
    remedy:
      "Nothing to do on AWS itself. On another endpoint, check AWS_ENDPOINT_URL and that it serves this operation.",
  }),
  regionDisabled: ({ service, region }) => ({
    reason: `${titleOf(service)} does not accept these credentials in ${region}: the Region is not enabled for the account, or the access key is not valid.`,
    remedy: `Enable ${region} for the account or leave it out of the Regions; if every Region says so, check the access key.`,
  }),
  expiredCredentials: () => ({
    reason: "The AWS credentials have expired, or this machine's clock is wrong.",
    remedy: "Sign in again (for example aws sso login) or renew the credentials, and check the clock.",
  }),
  noCredentials: () => ({
    reason: "No valid AWS credentials were found.",
    remedy:
      "Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, sign in with aws sso login, or run Lamplight under a role.",
  }),
  unreachable: ({ service, region, shape }) => ({
    reason: `${titleOf(service)} in ${region} cannot be reached (${shape.systemCode ?? shape.name}).`,
    remedy: unreachableRemedy(shape),
  }),
  notFound: ({ service, operation }) => ({
    reason: `${titleOf(service)} does not know what ${operation} asked for.`,
    remedy: "It was deleted meanwhile: the next sync shows what is there.",
  }),
  malformed: ({ service, operation }) => ({
    reason: `${titleOf(service)} answered ${operation} with something that is not an answer.`,
    remedy:
      "Check that AWS_ENDPOINT_URL and any proxy lead to an endpoint that speaks AWS's protocols; the next sync tries again.",
  }),
  unexpected: ({ service, operation, shape }) => ({
    reason: `${operation} of ${titleOf(service)} failed (${shape.name}${shape.httpStatus === null ? "" : `, HTTP ${shape.httpStatus}`}).`,
    remedy: "The next sync tries again; if it goes on, look into the log of the worker.",
  }),
};

function unreachableRemedy(shape: ErrorShape): string {
  const code = shape.systemCode ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "Check the Region's name, DNS and AWS_ENDPOINT_URL.";
  if (code.includes("CERT") || code.startsWith("ERR_TLS") || code.startsWith("ERR_SSL")) {
    return "Check the certificate of the endpoint; NODE_EXTRA_CA_CERTS names a file with your own authority.";
  }
  if (code === "ECONNREFUSED")
    return "Check that AWS_ENDPOINT_URL names an endpoint that runs, and that no firewall refuses it.";
  return "Check the network and proxy of this machine; the next sync tries again.";
}
