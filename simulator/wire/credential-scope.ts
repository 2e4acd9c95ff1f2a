import type { IncomingHttpHeaders } from "node:http";

/** What a signed request says about its caller and destination. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly sessionToken: string | undefined;
}

const credential = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/;

/** Reads the SigV4 `Authorization` header; the signature itself is not checked, since any secret is as good here. */
export function readCredentialScope(headers: IncomingHttpHeaders): CredentialScope | undefined {
  const match = credential.exec(headers.authorization ?? "");
  const [, accessKeyId, region, service] = match ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    return undefined;
  }
  const token = headers["x-amz-security-token"];
  return { accessKeyId, region, service, sessionToken: typeof token === "string" ? token : undefined };
}
