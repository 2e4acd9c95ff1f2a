import { type FieldValue, fieldsBelow } from "./arrange-fields.ts";
import type {
  JsonObject,
  ObservedAlias,
  ObservedAsyncConfig,
  ObservedFunctionUrl,
  ObservedProvisionedConcurrency,
  ObservedRuntimeManagement,
  ObservedScaling,
  ObservedVersion,
} from "./observed.ts";

/** What the calls per function told, each null while it is not known. */
export interface DetailLists {
  readonly aliases: readonly ObservedAlias[] | null;
  readonly versions: readonly ObservedVersion[] | null;
  readonly urls: readonly ObservedFunctionUrl[] | null;
  readonly asyncConfigs: readonly ObservedAsyncConfig[] | null;
  readonly provisionedConcurrency: readonly ObservedProvisionedConcurrency[] | null;
  readonly scaling: readonly ObservedScaling[] | null;
  readonly runtimeManagement: ObservedRuntimeManagement | null;
}

/** Fields of a function's lists that are younger than this program, each under the list and entry it stands in. */
export function otherDetailFields(detail: DetailLists): readonly FieldValue[] {
  return [
    ...below("Aliases", detail.aliases, ({ name }) => name),
    ...below("Versions", detail.versions, ({ version }) => version),
    ...below("FunctionUrlConfigs", detail.urls, ({ qualifier }) => qualifier ?? "$LATEST"),
    ...below("FunctionEventInvokeConfigs", detail.asyncConfigs, ({ qualifier }) => qualifier ?? "$LATEST"),
    ...below("ProvisionedConcurrencyConfigs", detail.provisionedConcurrency, ({ qualifier }) => qualifier),
    ...below("FunctionScalingConfig", detail.scaling, ({ qualifier }) => qualifier),
    ...(detail.runtimeManagement?.other ? fieldsBelow("RuntimeManagementConfig", detail.runtimeManagement.other) : []),
  ];
}

function below<T extends { readonly other?: JsonObject }>(
  list: string,
  entries: readonly T[] | null,
  nameOf: (entry: T) => string,
): readonly FieldValue[] {
  return (entries ?? []).flatMap((entry) => (entry.other ? fieldsBelow(`${list}[${nameOf(entry)}]`, entry.other) : []));
}
