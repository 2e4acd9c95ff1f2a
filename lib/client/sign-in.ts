/** What a try to sign in came to. */
export type SignInResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Signs this browser in through next-auth's HTTP interface: the token against request forgery first, then the
 * credentials. On success the answer has set the session cookie.
 */
export async function signIn(
  provider: "password" | "simulated",
  credentials: Record<string, string>,
): Promise<SignInResult> {
  try {
    const csrf: { csrfToken: string } = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
    const response = await fetch(`/api/auth/callback/${provider}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...credentials, csrfToken: csrf.csrfToken, callbackUrl: "/overview", json: "true" }),
    });
    if (response.ok) return { ok: true };
    if (response.status === 401) return { ok: false, message: refusal(provider) };
    return { ok: false, message: "Lamplight could not sign you in just now. Try again in a moment." };
  } catch {
    return { ok: false, message: "Lamplight does not answer. Check that it is running, then try again." };
  }
}

function refusal(provider: "password" | "simulated"): string {
  return provider === "password"
    ? "This address and password do not match. After ten failures an address has to wait 15 minutes."
    : "This role cannot be used here.";
}
