import { hclText, logicalId, quoted, shellWord, snakeName } from "#lib/domain/findings/remedies/quote.ts";
import { type Remedy, remedies } from "#lib/domain/findings/remedies/remedy.ts";
import type { StartRemedy, StartRemedyKind } from "./start-remedy.ts";
import type { StartSubject } from "./start-subject.ts";

/** The function that a text is written for. */
type RemedyTarget = Pick<StartSubject, "name" | "region" | "runtime">;

/** How a remedy is done, in the four ways in which people change AWS. Words in capitals have to be filled in. */
export function writeStartRemedy(target: RemedyTarget, remedy: StartRemedy): readonly Remedy[] {
  if (remedy.kind === "provisionedConcurrency") return provisionedTexts(target, remedy.detail.environments);
  return texts[remedy.kind](target);
}

const texts: Record<Exclude<StartRemedyKind, "provisionedConcurrency">, (target: RemedyTarget) => readonly Remedy[]> = {
  snapStart: snapStartTexts,
  arm64: armTexts,
  smallerPackage: packageTexts,
  lessInit: initTexts,
};

const cliName = ({ name, region }: RemedyTarget) => `--function-name ${shellWord(name)} --region ${shellWord(region)}`;

function snapStartTexts(target: RemedyTarget): readonly Remedy[] {
  const { name } = target;
  return remedies(
    `aws lambda update-function-configuration ${cliName(target)} \\
  --snap-start ApplyOn=PublishedVersions
aws lambda wait function-updated-v2 ${cliName(target)}
aws lambda publish-version ${cliName(target)}
# Let callers invoke the version, or an alias that points to it.`,
    `${logicalId(name)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function with AutoPublishAlias
  Properties:
    FunctionName: ${quoted(name)}
    SnapStart:
      ApplyOn: PublishedVersions # new`,
    `new lambda.Function(this, ${quoted(logicalId(name))}, {
  functionName: ${quoted(name)},
  snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, // new
  // …
}).currentVersion;`,
    `resource "aws_lambda_function" "${snakeName(name)}" {
  function_name = ${hclText(name)}
  publish       = true # new
  snap_start {
    apply_on = "PublishedVersions" # new
  }
  # …
}`,
  );
}

function provisionedTexts(target: RemedyTarget, environments: number | null): readonly Remedy[] {
  const { name } = target;
  const count = environments ?? "ENVIRONMENTS";
  return remedies(
    `aws lambda put-provisioned-concurrency-config ${cliName(target)} \\
  --qualifier ALIAS --provisioned-concurrent-executions ${count}`,
    `${logicalId(name)}Alias:
  Type: AWS::Lambda::Alias
  Properties:
    FunctionName: ${quoted(name)}
    FunctionVersion: VERSION
    Name: ALIAS
    ProvisionedConcurrencyConfig:
      ProvisionedConcurrentExecutions: ${count} # new`,
    `new lambda.Alias(this, ${quoted(`${logicalId(name)}Alias`)}, {
  aliasName: "ALIAS",
  version: VERSION,
  provisionedConcurrentExecutions: ${count}, // new
});`,
    `resource "aws_lambda_provisioned_concurrency_config" "${snakeName(name)}" {
  function_name                     = ${hclText(name)}
  qualifier                         = "ALIAS"
  provisioned_concurrent_executions = ${count}
}`,
  );
}

function armTexts(target: RemedyTarget): readonly Remedy[] {
  const { name } = target;
  return remedies(
    `# Build the code, its native libraries and layers for arm64, publish a version to go back to, then:
aws lambda publish-version ${cliName(target)}
aws lambda update-function-code ${cliName(target)} \\
  --architectures arm64 --zip-file fileb://PACKAGE_FOR_ARM64.zip`,
    `${logicalId(name)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function
  Properties:
    FunctionName: ${quoted(name)}
    Architectures: [arm64] # was x86_64`,
    `new lambda.Function(this, ${quoted(logicalId(name))}, {
  functionName: ${quoted(name)},
  architecture: lambda.Architecture.ARM_64, // was X86_64
  // …
});`,
    `resource "aws_lambda_function" "${snakeName(name)}" {
  function_name = ${hclText(name)}
  architectures = ["arm64"] # was x86_64
  # …
}`,
  );
}

/** How a package of the language is made smaller. */
function packaging(runtime: string | null): string {
  if (runtime?.startsWith("nodejs"))
    return `npx esbuild src/handler.ts --bundle --minify --platform=node --target=node22 \\
  '--external:@aws-sdk/*' --outfile=dist/handler.mjs --format=esm
(cd dist && zip -qr ../PACKAGE.zip .)`;
  if (runtime?.startsWith("python"))
    return `# On Linux and the function's architecture. Packages that look for their own metadata need *.dist-info: keep it.
pip install --requirement requirements.txt --target dist --only-binary=:all: --no-compile
cp -R SOURCE/. dist/
find dist -type d \\( -name tests -o -name __pycache__ \\) -prune -exec rm -r {} +
(cd dist && zip -qr ../PACKAGE.zip .)`;
  if (runtime?.startsWith("java"))
    return "# Take out what is not used: ProGuard, or maven-shade-plugin with minimizeJar.\nmvn package && cp target/PACKAGE.jar PACKAGE.zip";
  if (runtime?.startsWith("dotnet"))
    return 'dotnet lambda package PACKAGE.zip -c Release --msbuild-parameters "/p:PublishTrimmed=true"';
  return "# Leave out what the handler does not load: sources, tests, documentation, debug symbols.\nzip -qr PACKAGE.zip bootstrap";
}

function packageTexts(target: RemedyTarget): readonly Remedy[] {
  const { name, runtime } = target;
  const node = runtime?.startsWith("nodejs") ?? false;
  return remedies(
    `${packaging(runtime)}
aws lambda update-function-code ${cliName(target)} --zip-file fileb://PACKAGE.zip`,
    node
      ? `${logicalId(name)}:
  Type: AWS::Serverless::Function
  Metadata:
    BuildMethod: esbuild # new
    BuildProperties: { Minify: true, External: ["@aws-sdk/*"] } # new
  Properties:
    FunctionName: ${quoted(name)}`
      : `${logicalId(name)}:
  Type: AWS::Lambda::Function
  Properties:
    FunctionName: ${quoted(name)}
    Code: { S3Bucket: BUCKET, S3Key: PACKAGE.zip } # the smaller package`,
    node
      ? `new nodejs.NodejsFunction(this, ${quoted(logicalId(name))}, {
  functionName: ${quoted(name)},
  bundling: { minify: true, externalModules: ["@aws-sdk/*"] }, // new
});`
      : `new lambda.Function(this, ${quoted(logicalId(name))}, {
  functionName: ${quoted(name)},
  code: lambda.Code.fromAsset("dist"), // the smaller package
  // …
});`,
    `resource "aws_lambda_function" "${snakeName(name)}" {
  function_name    = ${hclText(name)}
  filename         = "PACKAGE.zip"
  source_code_hash = filebase64sha256("PACKAGE.zip") # the smaller package
  # …
}`,
  );
}

/**
 * What tells where init goes, or shortens it, by language. Nothing for Node.js: its profiler writes when the process ends,
 * which in Lambda it does not, and an option that the runtime refuses would keep the function from starting.
 */
function profile(runtime: string | null): readonly [variable: string, value: string, what: string] {
  if (runtime?.startsWith("python"))
    return ["PYTHONPROFILEIMPORTTIME", "1", "writes to the log how long each import takes"];
  if (runtime?.startsWith("java"))
    return [
      "JAVA_TOOL_OPTIONS",
      "-XX:+TieredCompilation -XX:TieredStopAtLevel=1",
      "compiles at the first level only, which starts sooner",
    ];
  if (runtime?.startsWith("dotnet")) return ["DOTNET_TieredPGO", "0", "starts sooner; publish with ReadyToRun as well"];
  return ["LOG_INIT", "1", "for your code to write how long each step of init takes"];
}

function initTexts(target: RemedyTarget): readonly Remedy[] {
  const { name, runtime } = target;
  const [variable, value, what] = profile(runtime);
  return remedies(
    `# See first where init goes: ${variable} ${what}.
# Then load clients and settings when they are first needed, not at import; read fewer parameters and secrets at once.
aws lambda get-function-configuration ${cliName(target)} --query Environment.Variables # the next command replaces them all
aws lambda update-function-configuration ${cliName(target)} \\
  --environment ${shellWord(`Variables={OTHERS,${variable}=${value}}`)}`,
    `${logicalId(name)}:
  Type: AWS::Lambda::Function # or AWS::Serverless::Function
  Properties:
    FunctionName: ${quoted(name)}
    Environment:
      Variables:
        ${variable}: ${quoted(value)} # ${what}`,
    `fn.addEnvironment(${quoted(variable)}, ${quoted(value)}); // ${what}`,
    `resource "aws_lambda_function" "${snakeName(name)}" {
  function_name = ${hclText(name)}
  environment {
    variables = {
      ${variable} = ${hclText(value)} # ${what}
    }
  }
  # …
}`,
  );
}
