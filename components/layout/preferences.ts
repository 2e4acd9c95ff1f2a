import { type Theme, themes } from "./frame-data.ts";

/** Cookies that the server needs to render the frame as the person left it. None of them is a secret. */
export const preferenceCookies = {
  theme: "lamplight-theme",
  sidebar: "lamplight-sidebar",
  timeZone: "lamplight-zone",
} as const;

/** The theme a cookie asks for; "system" when it asks for nothing known. */
export function themeFromCookie(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Remembers a preference for a year. Browser only. */
export function rememberPreference(
  name: (typeof preferenceCookies)[keyof typeof preferenceCookies],
  value: string,
): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the console is served over plain HTTP.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
