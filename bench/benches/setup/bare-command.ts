import { type Lambda, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { Command } from "@smithy/core/client";
import { getEndpointPlugin } from "@smithy/core/endpoints";

type Exports = Readonly<Record<string, unknown>>;
type OperationSchema = Parameters<ReturnType<typeof Command.classBuilder>["sc"]>[0];
type LambdaConfig = Lambda["config"];

const made = new Map<string, unknown>();

/**
 * The SDK's command of an operation. One that no client is published for is made of its schema as the SDK makes its own;
 * that is so for operations of Lambda's endpoint alone.
 */
export function bareCommand(exports: Exports, operation: string, input: object): object {
  const published = exports[`${operation}Command`];
  const command = published ?? made.get(operation) ?? ofSchema(exports, operation);
  if (published === undefined) made.set(operation, command);
  return construct<object>(command, `${operation}Command`, input);
}

function ofSchema(exports: Exports, operation: string): unknown {
  const schema = exports[`${operation}$`];
  if (!Array.isArray(schema)) throw new Error(`The client module knows no ${operation}.`);
  return Command.classBuilder<object, { $metadata: object }, LambdaConfig, object, { $metadata: object }>()
    .ep(ListFunctionsCommand.getEndpointParameterInstructions())
    .m((command, _stack, config: LambdaConfig) => [
      getEndpointPlugin(config, command.getEndpointParameterInstructions()),
    ])
    .s("AWSGirApiService", operation, {})
    .n("LambdaClient", `${operation}Command`)
    .sc(schema as OperationSchema)
    .build();
}

/** An instance of a class that is only known at run time. */
export function construct<Instance>(exported: unknown, name: string, argument: object): Instance {
  if (typeof exported !== "function") throw new Error(`The client module exports no ${name}.`);
  return Reflect.construct(exported, [argument]) as Instance;
}
