import { arnOf, asyncConfig } from "./sources.ts";
import { denyEveryone, grantAccounts, grantService, type ServiceGrant } from "./statements.ts";
import { combine, type TriggerContext, type TriggerPlan } from "./trigger-plan.ts";

const rootOf = (accountId: string) => `arn:aws:iam::${accountId}:root`;
const roleOf = (accountId: string, name: string) => `arn:aws:iam::${accountId}:role/${name}`;
/** Everything that is given to a service here ends somewhere, so that who may invoke is all there is to find. */
const kept = (c: TriggerContext): Partial<TriggerPlan> => ({ deadLetterArn: arnOf(c, "dead-letter") });
const unsourced = (c: TriggerContext, service: string, more: Partial<ServiceGrant> = {}) =>
  grantService(c, { service, invocation: "asynchronous", sourceArns: [], ...more });

/** Who else gets in: other accounts and services, harmless and dangerous ones that look alike. With them sixty functions are full. */
export const reachTemplates: readonly ((context: TriggerContext) => TriggerPlan)[] = [
  // A rule of this name can be made in any account.
  (c) =>
    combine(
      unsourced(c, "events", { sourceArns: [`arn:aws:events:${c.region}:*:rule/nightly`], unlimited: "medium" }),
      asyncConfig({ onFailureArn: arnOf(c, "on-failure") }),
    ),
  // A stranger's account, but only as a member of the organisation.
  (c) =>
    combine(
      grantAccounts(c, [roleOf(c.foreignAccount, "joiner")], {
        foreign: null,
        condition: { StringEquals: { "aws:PrincipalOrgID": c.organizationId } },
      }),
    ),
  // A vendor who deploys.
  (c) =>
    combine(
      grantAccounts(c, [roleOf(c.foreignAccount, "deployer")], {
        foreign: "high",
        actions: ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"],
      }),
    ),
  // Another account, and yet no stranger.
  (c) => combine(grantAccounts(c, [rootOf(c.siblingAccount)], { foreign: null, actions: ["lambda:*"] })),
  // By the alias alone.
  (c) => combine(grantAccounts(c, [rootOf(c.foreignAccount)], { foreign: "medium", qualifier: "live" })),
  // An account is limit enough; forgotten on an alias of an old version is one without.
  (c) =>
    combine(
      unsourced(c, "sns", { sourceAccount: c.accountId }),
      unsourced(c, "sns", { qualifier: "previous", unlimited: "medium" }),
      kept(c),
    ),
  // Let in and kept out again.
  (c) => combine(grantAccounts(c, [rootOf(c.foreignAccount)], { foreign: null }), denyEveryone(c, "lambda:*")),
  // A service that only runs what its own account set up, and one that says for whom by a token and by no source.
  (c) =>
    combine(
      unsourced(c, "config", { unlimited: "low" }),
      unsourced(c, "alexa-appkit", { invocation: "synchronous" }),
      kept(c),
    ),
];
