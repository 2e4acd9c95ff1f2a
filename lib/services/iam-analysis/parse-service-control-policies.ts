import type { ControlLevels, RolePolicy } from "#lib/domain/iam/role-policies.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { createDocumentReader, type DocumentReader } from "./document-reader.ts";

const shape = {
  remedy: "Give a list of policy documents, or a list of such lists: one for the root, each unit and the account.",
};

function readLevel(
  level: readonly unknown[],
  place: number,
  read: DocumentReader,
  name: string,
): readonly RolePolicy[] {
  const policies = level.map((written, index) => {
    const source = `SCP ${index + 1} of level ${place + 1}`;
    const policy = { source, ...read(written, "identity") };
    if (policy.document.kind === "error") {
      throw new InvalidInputError(`${name}, ${source}: ${policy.document.message}`, {}, shape);
    }
    return policy;
  });
  const allows = policies.some(
    ({ document }) => document.kind === "policy" && document.statements.some(({ effect }) => effect === "Allow"),
  );
  if (allows) return policies;
  throw new InvalidInputError(
    `Level ${place + 1} of the service control policies in ${name} allows nothing, so that no role could do anything.`,
    {},
    { remedy: "Add what else is attached there, which is mostly FullAWSAccess." },
  );
}

/**
 * Reads service control policies: `values` are those of a JSON file. One document or a list of documents is one level; a
 * list of lists is one level each.
 *
 * @throws {InvalidInputError} when one cannot be read, or a level allows nothing: every verdict would be wrong.
 */
export function parseServiceControlPolicies(values: readonly unknown[], name: string): ControlLevels {
  const [first, ...more] = values;
  const entries = more.length === 0 && Array.isArray(first) ? first : values;
  if (entries.length === 0) throw new InvalidInputError(`${name} holds no service control policy.`, {}, shape);
  const read = createDocumentReader();
  const lists = entries.filter((entry) => Array.isArray(entry));
  if (lists.length === 0) return [readLevel(entries, 0, read, name)];
  if (lists.length < entries.length) throw new InvalidInputError(`${name} mixes documents and levels.`, {}, shape);
  return lists.map((level, place) => readLevel(level, place, read, name));
}
