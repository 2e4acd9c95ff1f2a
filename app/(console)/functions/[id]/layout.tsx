import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { functionArnOf, functionIdOf } from "#lib/domain/fleet/arn.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getFunctionArn, isKnownFunction } from "#lib/server/queries/functions/get-function.ts";
import { getWebFunction } from "#lib/server/queries/functions/get-web-function.ts";

interface LayoutProps {
  readonly params: Promise<{ id: string }>;
  readonly children: ReactNode;
}

/**
 * Decides, before anything is sent, whether the address names a function: a number of this installation and an ARN with
 * a version or alias lead to the function's one address; a web function has an ARN of its own kind; what is not there
 * answers 404.
 */
export default async function FunctionLayout({ params, children }: LayoutProps) {
  await requirePageViewer("inventory:read");
  const text = decodeURIComponent((await params).id);
  if (/^\d+$/.test(text)) {
    const arn = await getFunctionArn(Number(text));
    if (!arn) notFound();
    redirect(functionHref(arn) as never);
  }
  const place = functionIdOf(text);
  if (place === null) {
    if (!(await getWebFunction(text))) notFound();
    return children;
  }
  if (place.qualifier !== null) redirect(functionHref(functionArnOf({ ...place, qualifier: null })) as never);
  if (!(await isKnownFunction(text))) notFound();
  return children;
}
