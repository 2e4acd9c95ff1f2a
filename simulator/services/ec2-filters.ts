import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "#simulator/wire/aws-error.ts";

/** Which values of a resource a filter name looks at. */
export type FilterFields<Resource> = Readonly<Record<string, (resource: Resource) => readonly (string | undefined)[]>>;

/** EC2 filters: every filter must match, by any of its values, with `*` and `?` as wildcards; unknown names are refused. */
export function applyFilters<
  Resource extends { Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined },
>(
  resources: readonly Resource[],
  filters: readonly Filter[] | undefined,
  fields: FilterFields<Resource>,
): readonly Resource[] {
  let found = resources;
  for (const { Name = "", Values = [] } of filters ?? []) {
    const read = fields[Name] ?? tagReader<Resource>(Name);
    if (read === undefined) {
      throw new AwsError("InvalidParameterValue", `The filter '${Name}' is invalid`);
    }
    const patterns = Values.map(toPattern);
    found = found.filter((resource) =>
      read(resource).some((value) => value !== undefined && patterns.some((pattern) => pattern.test(value))),
    );
  }
  return found;
}

function tagReader<Resource extends { Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined }>(
  name: string,
): ((resource: Resource) => readonly (string | undefined)[]) | undefined {
  if (name === "tag-key") {
    return (resource) => (resource.Tags ?? []).map((tag) => tag.Key);
  }
  const key = /^tag:(.+)$/.exec(name)?.[1];
  return key === undefined
    ? undefined
    : (resource) => (resource.Tags ?? []).filter((tag) => tag.Key === key).map((tag) => tag.Value);
}

function toPattern(value: string): RegExp {
  const escaped = value.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
