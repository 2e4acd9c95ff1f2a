import { Users } from "lucide-react";
import { Select } from "#components/ui/select.tsx";

interface TeamPickerProps {
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onChange: (team: string | null) => void;
}

/** Narrows to one team. */
export function TeamPicker({ teams, value, disabled, onChange }: TeamPickerProps) {
  const options = [{ value: "", label: "All teams" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Select
      label="Team"
      size="sm"
      icon={<Users aria-hidden />}
      options={options}
      value={value ?? ""}
      disabled={disabled}
      onChange={(team) => onChange(team === "" ? null : team)}
    />
  );
}
