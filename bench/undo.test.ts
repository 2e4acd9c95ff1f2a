import { expect, it } from "vitest";
import { createUndo } from "./undo.ts";

it("takes all steps, the last one first, though one of them fails, and says which", async () => {
  const taken: string[] = [];
  const undo = createUndo();
  undo.add(async () => void taken.push("database"));
  undo.add(async () => {
    throw new Error("the worker is gone");
  });
  undo.add(async () => void taken.push("browser"));
  await expect(undo.run()).rejects.toThrow("the worker is gone");
  expect(taken).toEqual(["browser", "database"]);
});
