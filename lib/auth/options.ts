import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { type VerifiedUser, verifyPassword } from "#lib/auth/password-sign-in.ts";
import { openSession, revokeSession, sessionLifetimeSeconds } from "#lib/auth/sessions.ts";
import { simulatedSignInAllowed, simulatedUser } from "#lib/auth/simulated-sign-in.ts";
import type { Config } from "#lib/config/config.ts";
import type { Database } from "#lib/db/client.ts";

export interface AuthDependencies {
  readonly database: Database;
  readonly config: Config;
  /** Signs the cookie; derived from the installation key. */
  readonly secret: string;
  readonly now: () => Date;
}

/**
 * next-auth's settings. Its password sign-ins know JWT sessions only, so the token carries nothing but the id of a
 * session row, and every request looks that row up (lib/auth/current-user.ts): that is what makes revocation true.
 */
export function authOptions({ database, config, secret, now }: AuthDependencies): NextAuthOptions {
  return {
    secret,
    session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        id: "password",
        name: "Password",
        credentials: { email: {}, password: {} },
        authorize: (input) => verifyPassword(database, input?.email ?? "", input?.password ?? "", now()),
      }),
      ...(simulatedSignInAllowed(config)
        ? [
            CredentialsProvider({
              id: "simulated",
              name: "Simulated role",
              credentials: { role: {} },
              authorize: (input) => simulatedUser(database, input?.role ?? ""),
            }),
          ]
        : []),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return { sid: token.sid };
        return { sid: await openSession(database, (user as VerifiedUser).id, now(), null) };
      },
      session({ session, token }) {
        return { expires: session.expires, sid: token.sid };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await revokeSession(database, token.sid, now());
      },
    },
    // The store's own failures reach the log through the guards; next-auth's console chatter would print request details.
    logger: {
      error: (code) => process.stderr.write(`next-auth: ${code}\n`),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
