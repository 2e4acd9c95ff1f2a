import { recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { fingerprintEnvironment } from "#lib/domain/fleet/environment-fingerprint.ts";
import type { EnvironmentVariable } from "#lib/domain/fleet/observed.ts";

interface ObservedEnvironment {
  /** Null where AWS could not decrypt them. Sorted by name. */
  readonly variables: readonly EnvironmentVariable[] | null;
  readonly error: string | null;
}

/** `Environment` without its values: each becomes what it is and a fingerprint that changes with it. */
export function observeEnvironment(value: unknown, fingerprint: (value: string) => string): ObservedEnvironment {
  const environment = recordOrNull(value);
  const error = errorOf(environment?.Error);
  const values = recordOrNull(environment?.Variables);
  if (values === null && error !== null) return { variables: null, error };
  const texts = Object.entries(values ?? {}).map(
    ([name, content]) => [name, textOrNull(content) ?? JSON.stringify(content)] as const,
  );
  return { variables: fingerprintEnvironment(Object.fromEntries(texts), fingerprint), error };
}

function errorOf(value: unknown): string | null {
  const error = recordOrNull(value);
  if (error === null) return null;
  const parts = [textOrNull(error.ErrorCode), textOrNull(error.Message)].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(": ") : "AWS could not read the variables.";
}
