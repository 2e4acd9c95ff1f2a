import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { readAccountTemplate } from "#lib/server/queries/settings/account-template.ts";

/** Name and type of each template's file. */
const files = {
  cloudformation: { name: "lamplight-role.yaml", type: "application/yaml" },
  terraform: { name: "lamplight-role.tf", type: "text/plain" },
  policy: { name: "lamplight-role-policy.json", type: "application/json" },
  "hub-cloudformation": { name: "lamplight-hub.yaml", type: "application/yaml" },
  "hub-terraform": { name: "lamplight-hub.tf", type: "text/plain" },
  "own-identity": { name: "lamplight-own-policy.json", type: "application/json" },
  delegation: { name: "lamplight-delegation-policy.json", type: "application/json" },
} as const;
type Format = keyof typeof files;

/** One of the templates of the roles, as a file. */
export const GET = getHandler({
  scope: "accounts:manage",
  input: z.object({ format: z.enum(Object.keys(files) as [Format, ...Format[]]).default("cloudformation") }),
  async get({ user, input }) {
    const { texts } = await readAccountTemplate(user);
    const { name, type } = files[input.format];
    return new Response(texts[input.format], {
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  },
});
