import { evidenceTexts } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** Reads what is in a stranger's layer and publishes a copy of it in the function's own account. */
export const functionLayerForeignRemedies: WriteRemedies = ({
  resourceName,
  accountId,
  region,
  evidence,
  resourceArn,
}) => {
  const foreign = evidenceTexts(evidence, "layers");
  const partition = resourceArn.split(":")[1] ?? "aws";
  const copies = foreign.map((arn) => copyOf(arn, partition, region ?? "REGION", accountId));
  const commands = copies.map(
    ({ was, name }) => `curl -o ${shellWord(`${name}.zip`)} "$(aws lambda get-layer-version-by-arn --region ${region} \\
  --arn ${shellWord(was)} --query Content.Location --output text)"
# Read what is in it, then:
aws lambda publish-layer-version --region ${region} --layer-name ${shellWord(name)} --zip-file ${shellWord(`fileb://${name}.zip`)}`,
  );
  const swaps = copies.map(({ was, now }) => ({ was, now }));
  return remedies(
    `${commands.join("\n")}
# --layers replaces the whole list: name the layers that stay, too, in their order.
aws lambda update-function-configuration --region ${region} --function-name ${shellWord(resourceName)} \\
  --layers ${[...copies.map(({ now }) => shellWord(now)), "LAYERS_THAT_STAY"].join(" ")}`,
    `${logicalId(resourceName)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function
  Properties:
    Layers:
${swaps.map(({ was, now }) => `      - ${now} # was ${was}`).join("\n")}`,
    swaps
      .map(
        ({ was, now }, at) =>
          `fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(this, ${quoted(`Layer${at + 1}`)}, ${quoted(now)})); // was ${was}`,
      )
      .join("\n"),
    `resource "aws_lambda_function" "${snakeName(resourceName)}" {
  layers = [
${swaps.map(({ was, now }) => `    ${hclText(now)}, # was ${was}`).join("\n")}
  ]
}`,
  );
};

/** The layer of the same name in the function's own account, its version to be filled in. */
function copyOf(was: string, partition: string, region: string, accountId: string) {
  const name = was.split(":")[6] ?? "LAYER";
  return { was, name, now: `arn:${partition}:lambda:${region}:${accountId}:layer:${name}:VERSION` };
}
