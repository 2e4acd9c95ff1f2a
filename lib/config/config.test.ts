import { describe, expect, it } from "vitest";
import { ConfigurationError } from "#lib/errors.ts";
import { loadConfig } from "./config.ts";

describe("loadConfig", () => {
  it("has safe defaults: loopback, a third of the quotas, no simulated sign-in", () => {
    expect(loadConfig({}, "/srv/lamplight")).toMatchObject({
      host: "127.0.0.1",
      dataDir: "/srv/lamplight/.lamplight",
      quotaShare: 1 / 3,
      simulated: false,
      databaseUrl: null,
    });
  });

  it("takes an empty variable as unset", () => {
    expect(loadConfig({ LAMPLIGHT_PORT: "", DATABASE_URL: "" })).toMatchObject({ port: null, databaseUrl: null });
  });

  it.each([
    ["LAMPLIGHT_PORT", "70000"],
    ["LAMPLIGHT_PORT", "http"],
    ["LAMPLIGHT_QUOTA_SHARE", "0"],
    ["LAMPLIGHT_QUOTA_SHARE", "1.5"],
    ["LAMPLIGHT_REGIONS", "eu-west-1,Ireland"],
    ["LAMPLIGHT_KEY", "short"],
    ["DATABASE_URL", "mysql://x"],
    ["LAMPLIGHT_SIMULATED", "perhaps"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigurationError);
    expect(() => loadConfig({ [name]: value })).toThrow(name);
  });
});
