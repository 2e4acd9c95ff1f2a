import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/options.ts";
import { authDependencies } from "#lib/auth/runtime.ts";

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** Serves next-auth's endpoints (csrf, callback, signout, session). */
export async function handleAuthRequest(request: Request, context: RouteContext): Promise<Response> {
  return (await NextAuth(request as never, context as never, authOptions(authDependencies()))) as Response;
}
