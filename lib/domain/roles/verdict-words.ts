import type { RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";

/** How one of the eight questions is put and answered to people. */
export interface VerdictWords {
  /** Names it in a list and on a lit statement. */
  readonly title: string;
  readonly question: string;
  /** Why the answer is no. */
  readonly no: string;
  /** Why a yes weighs nothing. */
  readonly ordinary: string;
  /** What a lit statement does. */
  readonly mark: string;
}

export const verdictWords: Readonly<Record<RoleVerdictName, VerdictWords>> = {
  admin: {
    title: "Administrator",
    question: "May it do everything?",
    no: "Some actions or resources are out of its reach.",
    ordinary: "It may do everything.",
    mark: "Makes it an administrator",
  },
  privilegeEscalation: {
    title: "Privilege escalation",
    question: "Can it gain rights that it lacks?",
    no: "None of the known ways to gain rights works with what it holds.",
    ordinary: "It can gain rights that it lacks.",
    mark: "Lets it gain rights",
  },
  wildcardActions: {
    title: "Whole services",
    question: "Does it hold every action of a service?",
    no: "No service is granted whole.",
    ordinary: "Only services that weigh nothing are granted whole.",
    mark: "Grants whole services",
  },
  wildcardResourceWrite: {
    title: "Writes on all resources",
    question: "Can it change, tag or share resources that no statement names?",
    no: "Every write that can be limited to resources is limited to some.",
    ordinary: "Only what ordinary execution roles need: logs, traces, network interfaces, messages of a queue.",
    mark: "Writes on all resources",
  },
  credentialsExposure: {
    title: "Credentials",
    question: "Can it take or make credentials?",
    no: "No action that hands out credentials is granted.",
    ordinary: "Only credentials that open nothing else, such as passes to a registry.",
    mark: "Hands out credentials",
  },
  dataExfiltration: {
    title: "All data",
    question: "Can it read all objects, parameters or secrets?",
    no: "It reads only what its statements name.",
    ordinary: "It reads all of something that weighs nothing.",
    mark: "Reads all data of a kind",
  },
  resourceExposure: {
    title: "Lets others in",
    question: "Can it open resources to others?",
    no: "No policy, share or identity of all resources can be changed.",
    ordinary: "Only what ordinary execution roles need.",
    mark: "Lets others in",
  },
  infrastructureModification: {
    title: "Changes infrastructure",
    question: "Can it change whatever there is, by statements on everything?",
    no: "No statement on everything gives it a write.",
    ordinary: "Only what ordinary execution roles need: logs, traces, network interfaces, messages of a queue.",
    mark: "Changes infrastructure",
  },
};
