import { Ban, Check, CircleDashed, Clock, Loader2, type LucideIcon, Minus, X } from "lucide-react";
import { cn } from "#lib/client/class-names.ts";
import type { TaskStatus } from "#lib/domain/views/sync.ts";

interface TaskLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly classes: string;
}

/** Each status has its own shape and word; colour only repeats it. */
export const taskLooks: Readonly<Record<TaskStatus, TaskLook>> = {
  failed: { label: "failed", icon: X, classes: "bg-critical-soft text-critical" },
  denied: { label: "denied", icon: Ban, classes: "bg-high-soft text-high" },
  partial: { label: "partial", icon: CircleDashed, classes: "bg-medium-soft text-medium" },
  running: { label: "running", icon: Loader2, classes: "bg-info-soft text-info" },
  waiting: { label: "waiting", icon: Clock, classes: "bg-sunken text-faint" },
  succeeded: { label: "succeeded", icon: Check, classes: "bg-good-soft text-good" },
  skipped: { label: "skipped", icon: Minus, classes: "bg-sunken text-faint" },
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
