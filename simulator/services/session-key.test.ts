import { describe, expect, it } from "vitest";
import { readSession, writeSession } from "./session-key.ts";

const session = { accountId: "111111111111", roleName: "LamplightReadOnly", expiresAtMs: 1_800_000_000_000 };

describe("session keys", () => {
  it("tell account, role and expiry", () => {
    const { accessKeyId, sessionToken } = writeSession(session);
    expect(readSession(accessKeyId, sessionToken)).toEqual(session);
  });

  it.each([
    ["AKIAOTHER", "x"],
    ["ASIASIM111111111111", undefined],
    ["ASIASIM111111111111", "not base64 json"],
    ["ASIASIM222222222222", writeSession(session).sessionToken],
    ["ASIASIM111111111111", Buffer.from('{"accountId":"111111111111"}').toString("base64")],
  ])("are not made of %s and another's or a broken token", (key, token) => {
    expect(readSession(key, token)).toBeNull();
  });
});
