import { ArrowDown, ArrowUp, Pin, PinOff, SlidersHorizontal } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { RadioGroup } from "#components/ui/radio.tsx";
import { columnOrder, defaultPreferences, isShown, type TablePreferences } from "./table-preferences.ts";
import type { DataColumn } from "./types.ts";

interface PreferencesPopoverProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly preferences: TablePreferences;
  readonly onChange: (preferences: TablePreferences) => void;
}

const densities = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Comfortable" },
] as const;

/** Which columns, in what order, pinned or not, and how dense. Kept in this browser. */
export function PreferencesPopover<Row>({ columns, preferences, onChange }: PreferencesPopoverProps<Row>) {
  const order = columnOrder(columns, preferences);
  const first = columns[0]?.id;
  const change = (part: Partial<TablePreferences>) => onChange({ ...preferences, ...part });
  return (
    <Popover
      title="Table preferences"
      showTitle
      align="end"
      className="w-80"
      trigger={
        <Button size="icon-sm" variant="quiet" aria-label="Table preferences" title="Table preferences">
          <SlidersHorizontal aria-hidden />
        </Button>
      }
    >
      <RadioGroup
        label="Density"
        options={densities}
        value={preferences.density}
        onChange={(density) => change({ density })}
      />
      <ul className="mt-3 grid gap-px border-t border-line pt-2">
        {order.map((id, index) => {
          const column = columns.find((candidate) => candidate.id === id);
          if (!column) return null;
          const shown = isShown(column, id === first, preferences);
          const pinned = preferences.pinned.includes(id);
          return (
            <li key={id} className="flex min-h-8 items-center gap-1 text-sm">
              <span className="min-w-0 flex-1">
                <Checkbox
                  label={column.header}
                  visibleLabel
                  disabled={id === first}
                  checked={shown}
                  onChange={() => change({ shown: { ...preferences.shown, [id]: !shown } })}
                />
              </span>
              {id === first ? null : (
                <>
                  <Small
                    label={pinned ? `Unpin ${column.header}` : `Pin ${column.header}`}
                    onClick={() =>
                      change({
                        pinned: pinned
                          ? preferences.pinned.filter((other) => other !== id)
                          : [...preferences.pinned, id],
                      })
                    }
                  >
                    {pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                  </Small>
                  <Small
                    label={`Move ${column.header} up`}
                    disabled={index <= 1}
                    onClick={() => change({ order: swapped(order, index, index - 1) })}
                  >
                    <ArrowUp aria-hidden />
                  </Small>
                  <Small
                    label={`Move ${column.header} down`}
                    disabled={index === order.length - 1}
                    onClick={() => change({ order: swapped(order, index, index + 1) })}
                  >
                    <ArrowDown aria-hidden />
                  </Small>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <Button size="sm" variant="quiet" className="mt-2" onClick={() => onChange(defaultPreferences)}>
        Back to the defaults
      </Button>
    </Popover>
  );
}

function Small({ label, ...props }: React.ComponentProps<typeof Button> & { readonly label: string }) {
  return <Button {...props} size="icon-sm" variant="quiet" aria-label={label} title={label} className="size-6" />;
}

/** `order` with the entries at `a` and `b` exchanged. */
function swapped(order: readonly string[], a: number, b: number): string[] {
  const next = [...order];
  const moved = next[a];
  const other = next[b];
  if (moved === undefined || other === undefined) return next;
  next[a] = other;
  next[b] = moved;
  return next;
}
