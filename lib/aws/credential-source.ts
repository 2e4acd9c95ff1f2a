import type { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { HttpHandler } from "./http-handler.ts";

/** Credentials as the SDK's clients take them. */
export type SessionCredentials = Awaited<ReturnType<ReturnType<typeof fromNodeProviderChain>>>;

/** Gives credentials that are valid for some minutes at least. */
export type CredentialSource = () => Promise<SessionCredentials>;

export interface CredentialOptions {
  /** The Region whose STS endpoint is asked. */
  readonly homeRegion: string;
  readonly httpHandler: HttpHandler;
  /** This machine's clock, on which the SDK's clients count too; never a simulated one. */
  readonly now: () => Date;
  /** How CloudTrail names Lamplight's sessions. */
  readonly sessionName: string;
}
