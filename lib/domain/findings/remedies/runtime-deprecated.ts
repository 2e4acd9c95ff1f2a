import { runtimeTableDate } from "#lib/domain/runtimes/data/runtime-table.ts";
import { runtimeEntries } from "#lib/domain/runtimes/runtime-lifecycle.ts";
import { evidenceText } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** Moves a function to the successor of its runtime; the code has to be tested on it first. */
export const runtimeDeprecatedRemedies: WriteRemedies = ({ resourceName, region, evidence }) => {
  const current = evidenceText(evidence, "runtime", "runtime");
  const entry = runtimeEntries.find(({ runtime }) => runtime === current);
  const next = entry?.successor ?? "NEWER_RUNTIME";
  return remedies(
    `# Test the code on ${next} first; publish a version to be able to go back. AWS has moved the dates of runtimes before: these are of ${runtimeTableDate}.
aws lambda publish-version --function-name ${shellWord(resourceName)} --region ${region}
aws lambda update-function-configuration --function-name ${shellWord(resourceName)} --region ${region} \\
  --runtime ${shellWord(next)}`,
    `${logicalId(resourceName)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function
  Properties:
    FunctionName: ${quoted(resourceName)}
    Runtime: ${next} # was ${current ?? "deprecated"}`,
    `new lambda.Function(this, ${quoted(logicalId(resourceName))}, {
  functionName: ${quoted(resourceName)},
  runtime: new lambda.Runtime(${quoted(next)}), // was ${current ?? "deprecated"}
  // …
});`,
    `resource "aws_lambda_function" "${snakeName(resourceName)}" {
  function_name = ${hclText(resourceName)}
  runtime       = ${hclText(next)} # was ${current ?? "deprecated"}
  # …
}`,
  );
};
