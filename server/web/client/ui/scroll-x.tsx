import type { ComponentChildren } from 'preact';

/** A table that scrolls in itself where the window is narrow; it can be focused, so that keys scroll it. */
export function ScrollX({
  label,
  card = false,
  children,
}: {
  readonly label: string;
  readonly card?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class={card ? 'card card-flush scroll-x' : 'scroll-x'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
