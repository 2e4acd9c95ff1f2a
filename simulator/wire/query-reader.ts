import { FromStringShapeDeserializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";

interface FormNode {
  value: string | undefined;
  readonly children: Map<string, FormNode>;
}

const stringReader = new FromStringShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
});

/** Reads `Filters.member.1.Values.member.2=x` forms into the value that the schema describes (awsQuery and ec2Query). */
export function readQueryForm(schema: NormalizedSchema, form: URLSearchParams, ec2: boolean): Record<string, unknown> {
  const root: FormNode = { value: undefined, children: new Map() };
  for (const [key, value] of form) {
    let node = root;
    for (const part of key.split(".")) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = { value: undefined, children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return schema.isUnitSchema() ? {} : readStruct(schema, root, ec2);
}

function readNode(schema: NormalizedSchema, node: FormNode, ec2: boolean): unknown {
  if (schema.isStructSchema()) {
    return readStruct(schema, node, ec2);
  }
  if (schema.isListSchema()) {
    return readList(schema, node, ec2);
  }
  if (schema.isMapSchema()) {
    return readMap(schema, node, ec2);
  }
  return stringReader.read(schema, node.value ?? "");
}

function readStruct(schema: NormalizedSchema, node: FormNode, ec2: boolean): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(memberKey(member, name, ec2));
    if (child !== undefined) {
      result[name] = readNode(member, child, ec2);
    }
  }
  return result;
}

function readList(schema: NormalizedSchema, node: FormNode, ec2: boolean): unknown[] {
  const member = schema.getValueSchema();
  const flat = ec2 || schema.getMergedTraits().xmlFlattened;
  const container = flat ? node : node.children.get(elementKey(member, "member", ec2));
  return numbered(container).map((item) => readNode(member, item, ec2));
}

function readMap(schema: NormalizedSchema, node: FormNode, ec2: boolean): Record<string, unknown> {
  const keyName = elementKey(schema.getKeySchema(), "key", ec2);
  const valueSchema = schema.getValueSchema();
  const valueName = elementKey(valueSchema, "value", ec2);
  const container = schema.getMergedTraits().xmlFlattened ? node : node.children.get("entry");
  const result: Record<string, unknown> = {};
  for (const entry of numbered(container)) {
    const value = entry.children.get(valueName);
    if (value !== undefined) {
      result[entry.children.get(keyName)?.value ?? ""] = readNode(valueSchema, value, ec2);
    }
  }
  return result;
}

function numbered(node: FormNode | undefined): FormNode[] {
  return [...(node?.children ?? [])]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

function memberKey(schema: NormalizedSchema, name: string, ec2: boolean): string {
  const { ec2QueryName, xmlName } = schema.getMergedTraits();
  const key = String(xmlName ?? name);
  if (!ec2) {
    return key;
  }
  return typeof ec2QueryName === "string" ? ec2QueryName : key.charAt(0).toUpperCase() + key.slice(1);
}

function elementKey(schema: NormalizedSchema, fallback: string, ec2: boolean): string {
  const { ec2QueryName, xmlName } = schema.getMergedTraits();
  return String((ec2 ? ec2QueryName : undefined) ?? xmlName ?? fallback);
}
