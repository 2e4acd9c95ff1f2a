import { plansOf } from "./cell.ts";
import type { FunctionPlan } from "./functions/plan.ts";
import { tagsOf } from "./functions/text.ts";
import { functionSubnets, vpcId } from "./network/subnets.ts";
import { type RolePlan, roleOfFunction } from "./roles/assignment.ts";
import { unusedRoles } from "./roles/unused-roles.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { FleetShape } from "./shape/shape.ts";
import { accountView } from "./truth/account-view.ts";
import { functionFindings } from "./truth/function-findings.ts";
import { roleFindings, truthRole } from "./truth/roles.ts";
import { truthTriggers } from "./truth/triggers.ts";
import { compareText, type FleetTruth, inKeyOrder, type TruthFunction } from "./truth/truth-types.ts";
import type { Fleet } from "./types.ts";

function truthFunction(plan: FunctionPlan, role: RolePlan): TruthFunction {
  const [subnet] = functionSubnets(plan.cell, plan.network);
  return {
    accountId: plan.cell.account.id,
    region: plan.cell.region,
    name: plan.name,
    arn: plan.arn,
    runtime: plan.runtime === "image" ? null : plan.runtime,
    architecture: plan.architecture,
    memoryMb: plan.memoryMb,
    timeoutSeconds: plan.timeoutSeconds,
    packageType: plan.runtime === "image" ? "Image" : "Zip",
    codeBytes: plan.codeBytes,
    vpcId: subnet === undefined ? null : vpcId(plan.cell, subnet.vpc),
    roleArn: role.arn,
    reservedConcurrency: plan.reservedConcurrency,
    lastModified: new Date(plan.lastModified).toISOString(),
    tags: Object.fromEntries(Object.entries(tagsOf(plan)).sort(([a], [b]) => compareText(a, b))),
    triggers: truthTriggers(plan),
    unknown: {},
  };
}

function collect(shape: FleetShape): {
  functions: TruthFunction[];
  used: Map<string, { role: RolePlan; functionArns: string[] }>;
  findings: FleetTruth["findings"];
} {
  const functions: TruthFunction[] = [];
  const findings: FleetTruth["findings"] = [];
  const used = new Map<string, { role: RolePlan; functionArns: string[] }>();
  for (const cell of shape.cells) {
    for (const plan of plansOf(shape, cell)) {
      const role = roleOfFunction(shape, plan);
      functions.push(truthFunction(plan, role));
      findings.push(...functionFindings(plan, shape.options.now));
      const known = used.get(role.arn);
      if (known === undefined) used.set(role.arn, { role, functionArns: [plan.arn] });
      else known.functionArns.push(plan.arn);
    }
  }
  return { functions, used, findings };
}

/**
 * What is planted, in the shapes of the exports (docs/formats.md): from the templates' own intentions, never by
 * evaluating a policy. The size follows the fleet's.
 */
export function fleetTruth(fleet: Fleet): FleetTruth {
  const shape = shapeOf(fleet);
  const { functions, used, findings } = collect(shape);
  const byAccount = Map.groupBy(used.values(), ({ role }) => role.accountId);
  const roles = shape.accounts.flatMap((account) => {
    const here = byAccount.get(account.id) ?? [];
    const around = accountView(
      account,
      here.map(({ role }) => role),
    );
    for (const { role, functionArns } of here) findings.push(...roleFindings(role, functionArns.length, around));
    const unused = unusedRoles(shape, account).filter(({ listed }) => listed);
    return [
      ...here.map(({ role, functionArns }) => truthRole(role, functionArns, around)),
      ...unused.map(({ role }) => truthRole(role, [], around)),
    ];
  });
  for (const { evidence } of findings) for (const one of evidence) one.value = inKeyOrder(one.value);
  return {
    functions: functions.sort((a, b) => compareText(a.arn, b.arn)),
    roles: roles.sort((a, b) => compareText(a.roleArn, b.roleArn)),
    findings: findings.sort((a, b) => compareText(a.rule, b.rule) || compareText(a.resourceArn, b.resourceArn)),
  };
}
