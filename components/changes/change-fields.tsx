import type { ChangeFieldView } from "#lib/domain/views/changes.ts";

/** What differs, field by field: before and after as they stand in AWS. */
export function ChangeFields({ fields }: { readonly fields: readonly ChangeFieldView[] }) {
  if (fields.length === 0) return <p className="text-sm text-muted">No field differs.</p>;
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[32rem] table-fixed text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-faint">
            <th className="w-1/4 py-1 pr-3 font-medium">Field</th>
            <th className="py-1 pr-3 font-medium">Before</th>
            <th className="py-1 font-medium">After</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.path} className="border-b border-line align-top last:border-0">
              <td className="py-1.5 pr-3 font-medium [overflow-wrap:anywhere]">{field.path}</td>
              {field.hidden === null ? (
                <>
                  <Side text={field.before} tone="bg-critical-soft" />
                  <Side text={field.after} tone="bg-good-soft" />
                </>
              ) : (
                <td colSpan={2} className="py-1.5 text-muted">
                  {field.hidden}; values are never kept
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({ text, tone }: { readonly text: string | null; readonly tone: string }) {
  return (
    <td className="py-1.5 pr-3">
      {text === null ? (
        <span className="text-faint">not set</span>
      ) : (
        <pre
          className={`max-h-60 overflow-auto rounded-sm px-1.5 py-0.5 text-xs leading-5 whitespace-pre-wrap ${tone} [overflow-wrap:anywhere]`}
        >
          {text}
        </pre>
      )}
    </td>
  );
}
