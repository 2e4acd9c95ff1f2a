import { evidenceText } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** Gives events that fail for good a queue to wait in. */
export const asyncNoFailureDestinationRemedies: WriteRemedies = (subject) => {
  const { resourceArn, resourceName, accountId, region, evidence } = subject;
  const qualifier = evidenceText(evidence, "trigger", "qualifier");
  const partition = resourceArn.split(":")[1] ?? "aws";
  const queueName = `${resourceName.slice(0, 70)}-failed`;
  const queueArn = `arn:${partition}:sqs:${region}:${accountId}:${queueName}`;
  const id = logicalId(resourceName);
  return remedies(
    `aws sqs create-queue --region ${region} --queue-name ${shellWord(queueName)} \\
  --attributes MessageRetentionPeriod=1209600
aws lambda put-function-event-invoke-config --region ${region} \\
  --function-name ${shellWord(resourceName)}${qualifier ? ` --qualifier ${shellWord(qualifier)}` : ""} \\
  --destination-config 'OnFailure={Destination=${queueArn}}'
# The execution role needs sqs:SendMessage on that queue.`,
    `${id}Failed:
  Type: AWS::SQS::Queue
  Properties: { MessageRetentionPeriod: 1209600 }
${id}Async:
  Type: AWS::Lambda::EventInvokeConfig
  Properties:
    FunctionName: ${quoted(resourceName)}
    Qualifier: ${quoted(qualifier ?? "$LATEST")}
    DestinationConfig:
      OnFailure: { Destination: !GetAtt ${id}Failed.Arn }
# SAM: EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }`,
    `const failed = new sqs.Queue(this, ${quoted(`${id}Failed`)}, { retentionPeriod: Duration.days(14) });
${qualifier ? "alias" : "fn"}.configureAsyncInvoke({ onFailure: new destinations.SqsDestination(failed) });`,
    `resource "aws_sqs_queue" "${snakeName(resourceName)}_failed" {
  name                      = ${hclText(queueName)}
  message_retention_seconds = 1209600
}
resource "aws_lambda_function_event_invoke_config" "${snakeName(resourceName)}" {
  function_name = ${hclText(resourceName)}${qualifier ? `\n  qualifier     = ${hclText(qualifier)}` : ""}
  destination_config {
    on_failure { destination = aws_sqs_queue.${snakeName(resourceName)}_failed.arn }
  }
}`,
  );
};
