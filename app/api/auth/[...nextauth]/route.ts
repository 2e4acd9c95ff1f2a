import { handleAuthRequest } from "#lib/auth/route.ts";

export { handleAuthRequest as GET, handleAuthRequest as POST };
