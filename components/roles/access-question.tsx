"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { type FormEvent, useState } from "react";
import * as z from "zod/mini";
import { Failed } from "#components/states/failed.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { answerUrl, questionOf, questionParsers } from "#lib/client/access-question.ts";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import {
  formatEntry,
  type AccessQuestion as Question,
  type QuestionProblems,
  questionProblems,
} from "#lib/domain/roles/access-question.ts";
import type { AccessAnswerView } from "#lib/domain/views/role-access.ts";
import { AccessAnswer } from "./access-answer.tsx";
import { ActionField } from "./action-field.tsx";
import { ContextFields } from "./context-fields.tsx";

const answer = z.custom<AccessAnswerView>((body) => typeof body === "object" && body !== null && "state" in body);

const examples: readonly Question[] = [
  { action: "iam:PassRole", resource: "*", context: [] },
  { action: "s3:GetObject", resource: "*", context: [] },
  { action: "secretsmanager:GetSecretValue", resource: "*", context: [] },
];

/** "Can this role do ACTION on RESOURCE?", answered with the statements that decide. The question stands in the URL. */
export function AccessQuestion({ roleArn }: { readonly roleArn: string }) {
  const [parameters, setParameters] = useQueryStates(questionParsers, { history: "push" });
  const asked = questionOf(parameters);
  const url = answerUrl(roleArn, asked);
  const [draft, setDraft] = useState(asked);
  const [shown, setShown] = useState(url);
  const [problems, setProblems] = useState<QuestionProblems | null>(null);
  // Back and Forward bring another question into the URL: the form follows.
  if (shown !== url) {
    setShown(url);
    setDraft(asked);
    setProblems(null);
  }
  function ask(question: Question) {
    const found = questionProblems(question);
    setProblems(found);
    setDraft(question);
    if (found) return;
    const { action, resource, context } = question;
    void setParameters({ action: action.trim(), resource: resource.trim(), context: context.map(formatEntry) });
  }
  return (
    <div className="grid grid-cols-1 gap-3 rounded-lg border border-line bg-surface p-4">
      <QuestionForm draft={draft} onDraft={setDraft} problems={problems} onAsk={ask} />
      {parameters.action === "" ? (
        <p className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
          For example
          {examples.map((example) => (
            <Button key={example.action} size="sm" onClick={() => ask(example)}>
              {example.action} on {example.resource}
            </Button>
          ))}
        </p>
      ) : (
        <Answer url={url} question={asked} />
      )}
    </div>
  );
}

interface QuestionFormProps {
  readonly draft: Question;
  readonly onDraft: (draft: Question) => void;
  readonly problems: QuestionProblems | null;
  readonly onAsk: (question: Question) => void;
}

function QuestionForm({ draft, onDraft, problems, onAsk }: QuestionFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk(draft);
  };
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-3" aria-label="May this role do this?">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-[minmax(14rem,2fr)_3fr_auto] md:items-start">
        <ActionField
          value={draft.action}
          onChange={(action) => onDraft({ ...draft, action })}
          error={problems?.action}
        />
        <Field
          label="on resource"
          help="An ARN, which may hold * and ?, or * for every resource"
          error={problems?.resource}
        >
          <Input
            value={draft.resource}
            onValueChange={(resource) => onDraft({ ...draft, resource })}
            placeholder="arn:aws:s3:::bucket/key"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-xs"
          />
        </Field>
        <Button type="submit" variant="primary" className="justify-self-start md:mt-5">
          Ask
        </Button>
      </div>
      <ContextFields
        entries={draft.context}
        onChange={(context) => onDraft({ ...draft, context })}
        problems={problems?.context}
      />
    </form>
  );
}

/** Reads and shows the answer; a question that is asked meanwhile cancels the one before. */
function Answer({ url, question }: { readonly url: string; readonly question: Question }) {
  const problem = questionProblems(question);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: queryKeys.one("role-access", url),
    queryFn: ({ signal }) => fetchJson(url, (body) => answer.parse(body), signal),
    placeholderData: keepPreviousData,
    enabled: problem === null,
  });
  if (problem) {
    const said = [problem.action, problem.resource, ...(problem.context?.values() ?? [])].filter(Boolean).join(" ");
    return <Failed title="The question in the address cannot be answered" error={{ message: said }} />;
  }
  if (error) return <Failed title="The question could not be answered" error={error} onRetry={() => void refetch()} />;
  return (
    <div aria-live="polite" aria-busy={!data || isPlaceholderData} className={isPlaceholderData ? "opacity-60" : ""}>
      {data ? (
        <AccessAnswer answer={data} />
      ) : (
        <div role="status" aria-label="Asking" className="grid gap-2">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="w-full" />
        </div>
      )}
    </div>
  );
}
