/** The hatching of what is not known. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--color-sunken)" />
        <line x1="0" y1="0" x2="0" y2="6" stroke="var(--color-line-strong)" strokeOpacity="0.55" strokeWidth="1.5" />
      </pattern>
    </defs>
  );
}
