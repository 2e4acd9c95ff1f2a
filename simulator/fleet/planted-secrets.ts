import { environmentOf } from "./functions/environment.ts";
import { type FunctionPlan, planFunction } from "./functions/plan.ts";
import { secretMarkerOf, secretOf } from "./secrets.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { FleetShape } from "./shape/shape.ts";
import type { Fleet } from "./types.ts";

/**
 * The secret that a function writes to its log, with its own lines and in the text of its errors; null for nearly all.
 * The function that a deployment brings a new error to is one of them: its failures are what people look at.
 */
export function logSecretOf(shape: FleetShape, plan: FunctionPlan): string | null {
  const writes = plan.setting === "secret-in-log" || plan.story === "new-error-type";
  return writes ? secretOf(shape.key, plan.key, "log") : null;
}

/** Text that every planted secret contains and nothing else of the fleet does: one search finds them all. */
export function secretMarker(fleet: Fleet): string {
  return secretMarkerOf(shapeOf(fleet).key);
}

/** Every planted secret: environment values, code URL signatures, log lines. */
export function plantedSecrets(fleet: Fleet): string[] {
  const shape = shapeOf(fleet);
  const marker = secretMarkerOf(shape.key);
  const secrets: string[] = [];
  for (let index = 0; index < shape.options.functions; index++) {
    const plan = planFunction(shape, index);
    for (const value of Object.values(environmentOf(shape.key, plan)?.Variables ?? {}))
      if (value.includes(marker)) secrets.push(value);
    if (plan.runtime !== "image") secrets.push(secretOf(shape.key, plan.key, "signature"));
    const inLog = logSecretOf(shape, plan);
    if (inLog !== null) secrets.push(inLog);
  }
  return secrets;
}
