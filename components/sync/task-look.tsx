import { Ban, Check, CircleDashed, Clock, Hourglass, Loader2, type LucideIcon, Minus, X } from "lucide-react";
import { cn } from "#lib/client/class-names.ts";
import type { TaskStatus } from "#lib/domain/views/sync.ts";

interface TaskLook {
  readonly label: string;
  /** What it means for the data; a whole sentence. */
  readonly meaning: string;
  readonly icon: LucideIcon;
  readonly classes: string;
}

/** Each status has its own shape and word; colour only repeats it. */
export const taskLooks: Readonly<Record<TaskStatus, TaskLook>> = {
  failed: {
    label: "failed",
    meaning: "It could not be read. What was known stays, and shows since when it is unknown.",
    icon: X,
    classes: "bg-critical-soft text-critical",
  },
  denied: {
    label: "denied",
    meaning: "AWS refused to answer. What was known stays, and shows since when it is unknown.",
    icon: Ban,
    classes: "bg-high-soft text-high",
  },
  partial: {
    label: "partial",
    meaning: "Some of it was read and stored; the rest is unknown.",
    icon: CircleDashed,
    classes: "bg-medium-soft text-medium",
  },
  postponed: {
    label: "postponed",
    meaning: "This month’s budget did not have what AWS bills for it. What was known stays; it is read later.",
    icon: Hourglass,
    classes: "bg-low-soft text-low",
  },
  running: { label: "running", meaning: "A worker reads it now.", icon: Loader2, classes: "bg-info-soft text-info" },
  waiting: {
    label: "waiting",
    meaning: "It is read when a worker is free and the quota allows it.",
    icon: Clock,
    classes: "bg-sunken text-faint",
  },
  succeeded: { label: "succeeded", meaning: "It was read to its end.", icon: Check, classes: "bg-good-soft text-good" },
  skipped: { label: "skipped", meaning: "There was no need to read it.", icon: Minus, classes: "bg-sunken text-faint" },
};

/** The status of a task as a small square; its word is read aloud. */
export function TaskMark({ status, className }: { readonly status: TaskStatus; readonly className?: string }) {
  const { icon: Icon, label, classes } = taskLooks[status];
  return (
    <span className={cn("inline-flex size-5 items-center justify-center rounded-sm", classes, className)}>
      <Icon aria-hidden className={cn("size-3", status === "running" && "motion-safe:animate-spin")} />
      <span className="sr-only">{label}</span>
    </span>
  );
}
