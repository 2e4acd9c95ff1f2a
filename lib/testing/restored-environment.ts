import { afterAll } from "vitest";

/** Vitest runs this before each test file: what a file sets in the environment is not there for the next one in its process. */
const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
