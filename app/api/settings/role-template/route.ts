import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { readAccountTemplate } from "#lib/server/queries/settings/account-template.ts";

/** The CloudFormation template of the read-only role, as a file. */
export const GET = getHandler({
  scope: "accounts:manage",
  input: z.object({}),
  async get({ user }) {
    const { yaml } = await readAccountTemplate(user);
    return new Response(yaml, {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": 'attachment; filename="lamplight-role.yaml"',
        "cache-control": "private, no-store",
      },
    });
  },
});
