import { describe, expect, it } from "vitest";
import {
  functionConsoleHref,
  insightsConsoleHref,
  logsConsoleHref,
  metricsConsoleHref,
  tracesConsoleHref,
} from "./console-links.ts";

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
      expect(insightsConsoleHref(text, "/aws/lambda/orders", from, to)).toBeNull();
      expect(tracesConsoleHref(text, from, to)).toBeNull();
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

  const arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

  it("ask Logs Insights with a query and the range filled in", () => {
    const href = insightsConsoleHref(arn, "/aws/lambda/orders", from, to);
    expect(href).toMatch(/#logsV2:logs-insights\$3FqueryDetail\$3D~\(end~'2026-11-21T00\*3a00\*3a00\.000Z~start~'/);
    expect(href).toContain("timeType~'ABSOLUTE~tz~'UTC");
    expect(href).toContain("source~(~'*2faws*2flambda*2forders))");
    expect(href).toContain("editorString~'fields*20*40timestamp");
  });

  it("draw metrics from their source, and find traces of the function", () => {
    expect(metricsConsoleHref(arn, from, to)).toContain(
      "#metricsV2:graph=~(metrics~(~(~'AWS*2fLambda~'Invocations~'FunctionName~'orders~(stat~'Sum))",
    );
    expect(tracesConsoleHref(arn, from, to)).toContain(
      "#xray:traces/query?~(query~(expression~'service*28id*28name*3a*20*22orders*22*2c*20type*3a*20*22AWS*3a*3aLambda*3a*3aFunction*22*29*29)~context~(timeRange~(start~'2026-11-20T00*3a00*3a00.000Z~end~'",
    );
  });

  it.each(["o'~(x)", 'a" or true', "a#b?c=d&e", "a$b*c%d", "日本 é", "../../x", "<script>"])(
    "let nothing of the name %s out of its string",
    (name) => {
      const hostile = `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
      const usual = "[A-Za-z0-9:/?=.~'()*!$_-]*";
      for (const href of [
        metricsConsoleHref(hostile, from, to),
        tracesConsoleHref(hostile, from, to),
        insightsConsoleHref(arn, name, from, to),
        logsConsoleHref(arn, name, from, to),
      ]) {
        expect(href).toMatch(
          new RegExp(`^https://eu-west-1\\.console\\.aws\\.amazon\\.com/cloudwatch/home\\?region=eu-west-1#${usual}$`),
        );
        // As many strings and brackets as with a name that means nothing.
        expect(href).not.toContain(name);
      }
      const count = (href: string | null, mark: string) => (href ?? "").split(mark).length;
      const plain = metricsConsoleHref(arn, from, to);
      for (const mark of ["'", "(", ")", "~"])
        expect(count(metricsConsoleHref(hostile, from, to), mark)).toBe(count(plain, mark));
    },
  );
});
