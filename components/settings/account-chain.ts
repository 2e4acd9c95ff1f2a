import type { HopView } from "#lib/domain/views/settings.ts";

/** Roles to assume first as a person types them: one a line, the external id behind a space or comma. */
export function chainText(via: readonly HopView[]): string {
  return via.map(({ roleArn, externalId }) => (externalId === null ? roleArn : `${roleArn} ${externalId}`)).join("\n");
}

/** The same, read back; the server says what is wrong with a line. */
export function parseChain(text: string): { roleArn: string; externalId: string | null }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [roleArn = "", externalId = null] = line.split(/[\s,]+/);
      return { roleArn, externalId };
    });
}

/** Words separated by commas or spaces. */
export function parseWords(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
