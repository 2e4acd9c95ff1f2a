import { describe, expect, it } from "vitest";
import { functionConsoleHref, logsConsoleHref, metricsConsoleHref } from "./console-links.ts";

const from = new Date("2026-11-20T00:00:00.000Z");
const to = new Date("2026-11-21T00:00:00.000Z");

describe("links into the AWS console", () => {
  it.each([
    ["arn:aws:lambda:eu-west-1:123456789012:function:orders", "https://eu-west-1.console.aws.amazon.com/lambda/"],
    ["arn:aws-cn:lambda:cn-north-1:123456789012:function:orders", "https://cn-north-1.console.amazonaws.cn/lambda/"],
    [
      "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:orders",
      "https://us-gov-west-1.console.amazonaws-us-gov.com/lambda/",
    ],
  ])("go to the console of the partition and Region of %s", (arn, start) => {
    expect(functionConsoleHref(arn)?.startsWith(start)).toBe(true);
    expect(functionConsoleHref(arn)?.endsWith("#/functions/orders")).toBe(true);
  });

  it.each(["arn:aws-iso:lambda:us-iso-east-1:123456789012:function:orders", "orders", "javascript:alert(1)"])(
    "are not made of %s",
    (text) => {
      expect(functionConsoleHref(text)).toBeNull();
      expect(logsConsoleHref(text, "/aws/lambda/orders", from, to)).toBeNull();
      expect(metricsConsoleHref(text, from, to)).toBeNull();
    },
  );

  it("escape the log group and carry the time range", () => {
    const href = logsConsoleHref(
      "arn:aws:lambda:eu-west-1:123456789012:function:orders",
      "/aws/lambda/orders",
      from,
      to,
    );
    expect(href).toContain("log-group/$252Faws$252Flambda$252Forders/");
    expect(href).toContain(String(from.getTime()));
  });
});
