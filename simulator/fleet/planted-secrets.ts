import { environmentOf } from "./functions/environment.ts";
import { type FunctionPlan, planFunction } from "./functions/plan.ts";
import { secretMarkerOf, secretOf } from "./secrets.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { FleetShape } from "./shape/shape.ts";
import type { Fleet } from "./types.ts";

/** The secret that a function's application writes to its log; null for nearly all. */
export function logSecretOf(shape: FleetShape, plan: FunctionPlan): string | null {
  return plan.setting === "secret-in-log" ? secretOf(shape.key, plan.key, "log") : null;
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
