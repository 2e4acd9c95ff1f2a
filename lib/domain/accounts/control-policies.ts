/** A service control policy as the organisation has it. */
export interface ObservedControlPolicy {
  /** `p-…` */
  readonly policyId: string;
  readonly name: string;
  readonly arn: string;
  /** The document as it was written; null for one that is attached nowhere, which is not asked for, or could not be read. */
  readonly content: string | null;
  /** Why the document of a policy that is attached could not be read, one sentence; null where it could. */
  readonly unread: string | null;
  /** Ids of the roots, units and accounts that it is attached to. */
  readonly targetIds: readonly string[];
}

/** A root, unit or account of the organisation, with what it stands under. */
export interface OrganizationPlace {
  /** `r-…`, `ou-…`, or 12 digits. */
  readonly id: string;
  readonly kind: "root" | "unit" | "account";
  /** Null for the root. */
  readonly parentId: string | null;
  /** As people call a root or unit; null for accounts, whose list names them. */
  readonly name: string | null;
}

/** What was learnt of the organisation's service control policies, all of it or none: half of them would be another limit. */
export type ControlReading =
  | {
      readonly state: "known";
      /** 12 digits: service control policies never limit it. */
      readonly managementAccountId: string;
      readonly policies: readonly ObservedControlPolicy[];
      readonly places: readonly OrganizationPlace[];
    }
  /** No service control policy limits any account of the list; `reason` says why, one sentence. */
  | {
      readonly state: "notApplicable";
      readonly reason: string;
      /** Null for an account that is in no organisation. */
      readonly managementAccountId: string | null;
    }
  | {
      readonly state: "denied" | "failed";
      readonly reason: string;
      readonly remedy: string;
      /** Whether the organisation lets the caller read nothing at all, its accounts neither. */
      readonly outside: boolean;
    };
