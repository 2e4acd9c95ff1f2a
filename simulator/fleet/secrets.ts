import { hex, pick } from "./random.ts";

/** Every planted secret of a fleet contains this text, and nothing else of the fleet does. */
export function secretMarkerOf(fleetKey: number): string {
  return `LMPSECRET${hex(fleetKey, "secret marker", 12)}`;
}

/** Look-alikes of credentials, each with the fleet's marker. */
export function secretOf(
  fleetKey: number,
  functionKey: number,
  kind: "environment" | "database" | "token" | "signature" | "log",
): string {
  const marker = secretMarkerOf(fleetKey);
  const salt = hex(functionKey, `secret ${kind}`, 12);
  switch (kind) {
    case "environment":
      return `wJalrXUtnFEMI/${marker}${salt}`;
    case "database":
      return `postgres://app:${marker}${salt}@db.internal:5432/app`;
    case "token":
      return pick(functionKey, "token kind", [
        `ghp_${marker}${salt}`,
        `sk_live_${marker}${salt}`,
        `xoxb-${marker}-${salt}`,
      ]);
    case "signature":
      return `${marker}${salt}`;
    case "log":
      return `Bearer eyJhbGciOi.${marker}${salt}`;
  }
}
