import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigurationError, ConflictError } from "#lib/errors.ts";
import { chooseAws, rememberAws } from "./aws-settings.ts";
import { choosePort } from "./choose-port.ts";
import { claimDataFolder, runningConsole } from "./launcher-note.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lamplight-launcher-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("chooseAws", () => {
  const none = {} as NodeJS.ProcessEnv;

  it("simulates AWS only where nothing leads to a real one", () => {
    expect(chooseAws(folder, none, folder)).toBe("simulated");
    expect(chooseAws(folder, { ...none, AWS_PROFILE: "work" }, folder)).toBe("real");
    expect(chooseAws(folder, { ...none, AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, folder)).toBe("real");
  });

  it("reads the settings files, and counts empty ones for nothing", () => {
    mkdirSync(join(folder, ".aws"));
    const file = join(folder, ".aws", "config");
    writeFileSync(file, "# nothing yet\n[default]\n");
    expect(chooseAws(folder, none, folder)).toBe("simulated");
    writeFileSync(file, "[default]\nregion = eu-west-1\n");
    expect(chooseAws(folder, none, folder)).toBe("real");
  });

  it("keeps a choice", () => {
    rememberAws(folder, "real");
    expect(chooseAws(folder, none, folder)).toBe("real");
  });
});

describe("claimDataFolder", () => {
  it("tells a second launcher where the first runs, and lets go", () => {
    const claim = claimDataFolder(folder);
    claim.announce("http://127.0.0.1:4747");
    expect(() => claimDataFolder(folder)).toThrow(ConflictError);
    expect(runningConsole(folder)).toBe("http://127.0.0.1:4747");
    claim.giveBack();
    expect(runningConsole(folder)).toBeUndefined();
  });

  it.each([JSON.stringify({ mark: "999999999 1", url: null }), '{"mark": "1'])(
    "takes over from a dead launcher: %s",
    (note) => {
      writeFileSync(join(folder, "running.json"), note);
      expect(() => claimDataFolder(folder).giveBack()).not.toThrow();
    },
  );
});

describe("choosePort", () => {
  it("refuses a port that was asked for and is taken", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    await expect(choosePort("127.0.0.1", port)).rejects.toThrow(ConfigurationError);
    server.close();
    await expect(choosePort("127.0.0.1", null)).resolves.toBeGreaterThan(0);
  });
});
