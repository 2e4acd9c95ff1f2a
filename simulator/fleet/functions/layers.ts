import type { Layer } from "@aws-sdk/client-lambda";
import { at, between, chance, uuid } from "#simulator/fleet/random.ts";
import { foreignAccounts } from "#simulator/fleet/shape/accounts.ts";
import type { FunctionPlan } from "./plan.ts";

/** A layer of a function, and whether a stranger publishes it (rule function-layer-foreign). */
interface PlannedLayer {
  readonly layer: Layer;
  readonly foreign: boolean;
}

/** AWS's account of the Lambda Insights extension, and Datadog's of its own. */
const insightsAccount = "580247275435";
const datadogAccount = "464622532012";

function vendorLayer(plan: FunctionPlan, account: string, name: string): PlannedLayer {
  const { region } = plan.cell;
  const layer = {
    Arn: `arn:aws:lambda:${region}:${account}:layer:${name}:${between(plan.key, "vendor", 3, 41)}`,
    CodeSize: 9_400_112,
    SigningProfileVersionArn: `arn:aws:signer:${region}:${account}:/signing-profiles/vendor/Ab12Cd34Ef`,
    SigningJobArn: `arn:aws:signer:${region}:${account}:/signing-jobs/${uuid(plan.key, "layer signing")}`,
  };
  return { layer, foreign: true };
}

function settledLayers(plan: FunctionPlan): PlannedLayer[] {
  const { region } = plan.cell;
  switch (plan.setting) {
    case "foreign-layer":
      return [vendorLayer(plan, at(foreignAccounts, 0), "vendor-tracing")];
    case "two-foreign-layers":
      return [
        vendorLayer(plan, at(foreignAccounts, 1), "wheels"),
        vendorLayer(plan, at(foreignAccounts, 0), "vendor-tracing"),
      ];
    case "publisher-layer": {
      const Arn = `arn:aws:lambda:${region}:${datadogAccount}:layer:Datadog-Extension:87`;
      return [{ layer: { Arn, CodeSize: 18_201_344 }, foreign: false }];
    }
    case "sibling-layer": {
      const Arn = `arn:aws:lambda:${region}:${plan.siblingAccountId}:layer:platform-base:12`;
      return [{ layer: { Arn, CodeSize: 2_210_400 }, foreign: false }];
    }
    default:
      return [];
  }
}

/**
 * Whether the Lambda Insights extension runs beside a function: from its layer, or built into the image, where no
 * configuration tells of it.
 */
export function hasInsights(plan: FunctionPlan): boolean {
  // On Managed Instances it tells other figures.
  if (plan.setting === "managed-instances") return false;
  return plan.setting === "insights-at-warn" || chance(plan.key, "insights layer", 0.06);
}

/** The layers of a function, in the order in which they load; a container image has none. */
export function layersOf(plan: FunctionPlan): PlannedLayer[] {
  if (plan.runtime === "image") return [];
  const { region, account } = plan.cell;
  const layers = settledLayers(plan);
  if (hasInsights(plan)) {
    const Arn = `arn:aws:lambda:${region}:${insightsAccount}:layer:LambdaInsightsExtension:53`;
    layers.push({ layer: { Arn, CodeSize: 5_114_880 }, foreign: false });
  }
  if (chance(plan.key, "shared layer", 0.18)) {
    const version = between(plan.key, "layer version", 1, 9);
    const Arn = `arn:aws:lambda:${region}:${account.id}:layer:${plan.parts.team}-shared:${version}`;
    layers.push({ layer: { Arn, CodeSize: 2_201_004 }, foreign: false });
  }
  return layers;
}
