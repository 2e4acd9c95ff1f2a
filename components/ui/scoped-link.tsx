"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ComponentProps, useState } from "react";
import { withScope } from "#lib/client/scope.ts";

export interface ScopedLinkProps extends Omit<ComponentProps<typeof Link>, "href" | "prefetch"> {
  readonly href: string;
}

/**
 * A link inside the console: keeps the scope parameters of the present page and prefetches when it is pointed at,
 * so that a table of 100 links asks for nothing until one is meant.
 */
export function ScopedLink({ href, onMouseEnter, onFocus, ...props }: ScopedLinkProps) {
  const current = useSearchParams();
  const [meant, setMeant] = useState(false);
  return (
    <Link
      {...props}
      href={withScope(href, current)}
      prefetch={meant ? null : false}
      onMouseEnter={(event) => {
        setMeant(true);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
