import { LastUpdateStatusReasonCode, StateReasonCode } from "@aws-sdk/client-lambda";
import { expect, it } from "vitest";
import { stateReasonText } from "#lib/domain/network/state-reasons.ts";

it("has words and a remedy for every reason code of Lambda's API", () => {
  const codes = new Set([...Object.values(StateReasonCode), ...Object.values(LastUpdateStatusReasonCode)]);
  for (const code of codes) {
    const text = stateReasonText(code);
    expect([code, text?.meaning.endsWith("."), text?.remedy.endsWith(".")]).toEqual([code, true, true]);
  }
  expect(stateReasonText("constructor")).toBeNull();
});
