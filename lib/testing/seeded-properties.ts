import fc from "fast-check";
import { drawnSeed } from "./drawn-seed.ts";

/** Vitest runs this before each test file: properties that name no seed take the run's. A failure names it. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: drawnSeed });
