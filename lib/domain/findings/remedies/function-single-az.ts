import type { Json } from "#lib/domain/fleet/observed.ts";
import { evidenceObjects } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

const placeholder = "subnet-IN_A_SECOND_ZONE";

/** Adds a subnet of a second Availability Zone to the function's own. */
export const functionSingleAzRemedies: WriteRemedies = ({ resourceName, region, evidence }) => {
  const known = evidence.find(({ fact }) => fact === "subnets")?.value;
  const subnets = Array.isArray(known) ? known.flatMap(subnetOf) : [];
  const zone = subnets[0]?.zone ?? "the present zone";
  const ids = [...subnets.map(({ id }) => id), placeholder];
  const list = ids.map(quoted).join(", ");
  return remedies(
    `# Subnets of the same VPC in another zone than ${zone}:
aws ec2 describe-subnets --region ${region} --filters Name=vpc-id,Values=VPC_ID \\
  --query "Subnets[?AvailabilityZone!='${zone}'].[SubnetId,AvailabilityZone,AvailableIpAddressCount]" --output table
aws lambda update-function-configuration --function-name ${shellWord(resourceName)} --region ${region} \\
  --vpc-config SubnetIds=${ids.join(",")}`,
    `${logicalId(resourceName)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function
  Properties:
    FunctionName: ${quoted(resourceName)}
    VpcConfig:
      SubnetIds: [${list}]`,
    `new lambda.Function(this, ${quoted(logicalId(resourceName))}, {
  functionName: ${quoted(resourceName)},
  vpc,
  vpcSubnets: { subnetFilters: [ec2.SubnetFilter.byIds([${list}])] },
  // …
});`,
    `resource "aws_lambda_function" "${snakeName(resourceName)}" {
  function_name = ${hclText(resourceName)}
  vpc_config {
    subnet_ids         = [${list}]
    security_group_ids = [] # as they are now
  }
  # …
}`,
  );
};

function subnetOf(value: Json): { readonly id: string; readonly zone: string }[] {
  const [subnet] = evidenceObjects([{ fact: "subnet", source: "", value }], "subnet");
  const { subnetId, availabilityZone } = subnet ?? {};
  return typeof subnetId === "string" && typeof availabilityZone === "string"
    ? [{ id: subnetId, zone: availabilityZone }]
    : [];
}
