import {
  CheckCircle2,
  Circle,
  CircleDashed,
  CircleSlash,
  Clock,
  EyeOff,
  Info,
  Loader2,
  type LucideIcon,
  OctagonAlert,
  ShieldAlert,
  TriangleAlert,
  XCircle,
} from "lucide-react";
import { Badge, type BadgeTone } from "./badge.tsx";

interface Look {
  readonly tone: BadgeTone;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** Severity and status never rest on colour alone: each has its own shape and word. */
const looks = {
  critical: { tone: "critical", label: "Critical", icon: OctagonAlert },
  high: { tone: "high", label: "High", icon: ShieldAlert },
  medium: { tone: "medium", label: "Medium", icon: TriangleAlert },
  low: { tone: "low", label: "Low", icon: Info },
  open: { tone: "high", label: "Open", icon: Circle },
  acknowledged: { tone: "info", label: "Acknowledged", icon: CheckCircle2 },
  suppressed: { tone: "neutral", label: "Suppressed", icon: EyeOff },
  resolved: { tone: "good", label: "Resolved", icon: CheckCircle2 },
  waiting: { tone: "neutral", label: "Waiting", icon: Clock },
  running: { tone: "info", label: "Running", icon: Loader2 },
  completed: { tone: "good", label: "Completed", icon: CheckCircle2 },
  partial: { tone: "medium", label: "Partial", icon: CircleDashed },
  failed: { tone: "critical", label: "Failed", icon: XCircle },
  denied: { tone: "medium", label: "Denied", icon: CircleSlash },
  cancelled: { tone: "neutral", label: "Cancelled", icon: CircleSlash },
  notYetRead: { tone: "neutral", label: "Not yet read", icon: CircleDashed },
  known: { tone: "good", label: "Known", icon: CheckCircle2 },
  notApplicable: { tone: "neutral", label: "Not applicable", icon: CircleSlash },
} as const satisfies Record<string, Look>;

export type Status = keyof typeof looks;

/** A severity, the status of a finding, of a task or of a fact. `label` replaces the word, never the meaning. */
export function StatusBadge({ status, label }: { readonly status: Status; readonly label?: string | undefined }) {
  const look: Look = looks[status];
  const Icon = look.icon;
  return (
    <Badge tone={look.tone}>
      <Icon aria-hidden />
      {label ?? look.label}
    </Badge>
  );
}
