import type { ScalableTarget, ScalingPolicy, ScheduledAction } from "@aws-sdk/client-application-auto-scaling";
import { chance, hex } from "#simulator/fleet/random.ts";
import type { CellShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetScaling } from "#simulator/fleet/types.ts";
import type { FunctionPlan } from "./plan.ts";

const ScalableDimension = "lambda:function:ProvisionedConcurrency";

/** What sets the provisioned concurrency of an account-Region's aliases: most of it by the clock, some by use as well. */
export function scalingOf(plans: readonly FunctionPlan[], cell: CellShape): FleetScaling {
  const scaled = plans.filter(({ key, provisioned }) => provisioned !== null && chance(key, "scaled", 0.7));
  return {
    targets: scaled.map((plan) => targetOf(plan, cell)),
    actions: scaled.flatMap((plan) => actionsOf(plan, cell)),
    policies: scaled.filter(({ key }) => chance(key, "scaled by use", 0.6)).map((plan) => policyOf(plan, cell)),
  };
}

function resourceOf({ name }: FunctionPlan) {
  return { ServiceNamespace: "lambda" as const, ResourceId: `function:${name}:live`, ScalableDimension } as const;
}

function arnOf({ key }: FunctionPlan, cell: CellShape, kind: string): string {
  return `arn:aws:application-autoscaling:${cell.region}:${cell.account.id}:${kind}/${hex(key, 7_001, 28)}`;
}

function targetOf(plan: FunctionPlan, cell: CellShape): ScalableTarget {
  const count = plan.provisioned ?? 0;
  return {
    ...resourceOf(plan),
    MinCapacity: count,
    MaxCapacity: count * 4,
    RoleARN: `arn:aws:iam::${cell.account.id}:role/aws-service-role/lambda.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency`,
    CreationTime: new Date(plan.lastModified),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: arnOf(plan, cell, "scalable-target"),
  };
}

function actionsOf(plan: FunctionPlan, cell: CellShape): ScheduledAction[] {
  const count = plan.provisioned ?? 0;
  return (
    [
      ["office-hours", "cron(0 7 ? * MON-FRI *)", count, count * 4],
      ["night", "cron(0 21 ? * * *)", count, count],
    ] as const
  ).map(([ScheduledActionName, Schedule, MinCapacity, MaxCapacity]) => ({
    ...resourceOf(plan),
    ScheduledActionName,
    ScheduledActionARN: `${arnOf(plan, cell, "scheduledAction")}:scheduledActionName/${ScheduledActionName}`,
    Schedule,
    Timezone: "Europe/Berlin",
    ScalableTargetAction: { MinCapacity, MaxCapacity },
    CreationTime: new Date(plan.lastModified),
  }));
}

function policyOf(plan: FunctionPlan, cell: CellShape): ScalingPolicy {
  return {
    ...resourceOf(plan),
    PolicyName: "use-70",
    PolicyARN: `${arnOf(plan, cell, "scalingPolicy")}:policyName/use-70`,
    PolicyType: "TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 0.7,
      PredefinedMetricSpecification: { PredefinedMetricType: "LambdaProvisionedConcurrencyUtilization" },
    },
    Alarms: [],
    CreationTime: new Date(plan.lastModified),
  };
}
