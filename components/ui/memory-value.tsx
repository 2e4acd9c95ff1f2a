import { formatMemory } from "#lib/client/format.ts";
import { FactValue } from "./fact-value.tsx";

/** A function's memory, or that Lambda did not tell it. */
export function MemoryValue({ memoryMb }: { readonly memoryMb: number | null }) {
  const unknown = { state: "failed", reason: "Lambda did not tell the memory size." } as const;
  return (
    <FactValue unknown={memoryMb === null ? unknown : null}>
      {memoryMb === null ? null : formatMemory(memoryMb)}
    </FactValue>
  );
}
