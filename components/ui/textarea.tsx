import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";
import { inputClasses } from "./input.tsx";

/** Several lines of text. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <Field.Control render={<textarea {...props} />} className={cn(inputClasses, "h-auto min-h-20 py-1.5", className)} />
  );
}
