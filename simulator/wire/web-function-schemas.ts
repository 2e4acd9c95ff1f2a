const namespace = "com.amazonaws.lambdaweb";

/** Wire types of the SDK's static schemas: text, whole number, and moment as RFC 3339 text. */
const [text, integer, moment] = [0, 1, 5];

const summary = [
  3,
  namespace,
  "FunctionSummary",
  0,
  ["functionName", "functionArn", "state", "stateReason", "createdAt", "updatedAt"],
  [text, text, text, text, moment, moment],
];
const summaries = [1, namespace, "FunctionSummaryList", 0, () => summary];

/**
 * ListWebFunctions of AWS Lambda Web, API version 2025-03-07, from its API reference as of 2026-11-21: no client that
 * exports it is published. Lambda's endpoint serves it under Lambda's signing name.
 */
export const webFunctionSchemas: Readonly<Record<string, unknown>> = {
  ListWebFunctions$: [
    9,
    namespace,
    "ListWebFunctions",
    { http: ["POST", "/2025-03-07/web-functions", 200] },
    () => [3, namespace, "ListWebFunctionsRequest", 0, ["maxResults", "nextToken"], [integer, text]],
    () => [3, namespace, "ListWebFunctionsResponse", 0, ["functions", "nextToken"], [() => summaries, text]],
  ],
};
