import { cva, type VariantProps } from "class-variance-authority";

/** The look of everything that is pressed: buttons, links that act as buttons, triggers of menus. */
export const buttonClasses = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-solid text-on-solid hover:bg-solid-hover",
        secondary: "border-line-strong/60 bg-surface text-ink hover:bg-hover data-popup-open:bg-pressed",
        quiet:
          "border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink data-popup-open:bg-pressed data-popup-open:text-ink",
        danger: "border-critical bg-critical-soft text-critical hover:bg-critical hover:text-surface",
      },
      size: {
        sm: "h-7 px-2 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        "icon-sm": "size-7 p-0",
        icon: "size-8 p-0",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClasses>;
