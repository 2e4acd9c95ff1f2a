import { headers } from "next/headers";

/** The address under which this request reached the console, for links that a person hands over. */
export async function consoleUrl(): Promise<string> {
  if (process.env.LAMPLIGHT_URL) return process.env.LAMPLIGHT_URL;
  const host = (await headers()).get("host") ?? "127.0.0.1";
  return `http://${host}`;
}
