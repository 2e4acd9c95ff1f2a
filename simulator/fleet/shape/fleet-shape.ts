import type { Fleet } from "#simulator/fleet/types.ts";
import type { CellShape, FleetShape } from "./shape.ts";

const shapes = new WeakMap<Fleet, FleetShape>();

/** Called once by createFleet. */
export function registerShape(fleet: Fleet, shape: FleetShape): void {
  shapes.set(fleet, shape);
}

/** The arithmetic behind a fleet, for the parts that are asked separately (metrics, logs, truth). */
export function shapeOf(fleet: Fleet): FleetShape {
  const shape = shapes.get(fleet);
  if (shape === undefined) throw new TypeError("This fleet was not made by createFleet.");
  return shape;
}

/** Null for an account or Region that the fleet does not have. */
export function cellShape(shape: FleetShape, accountId: string, region: string): CellShape | null {
  const account = shape.accounts.findIndex(({ id }) => id === accountId);
  const regionIndex = shape.options.regions.indexOf(region);
  if (account < 0 || regionIndex < 0) return null;
  return shape.cells[account * shape.options.regions.length + regionIndex] ?? null;
}
