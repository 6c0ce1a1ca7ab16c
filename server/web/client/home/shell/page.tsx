import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** One page of the app: its heading is the title of the window. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Portico`;
  }, [title]);
  return (
    <div class="home-page">
      <header class="home-head">
        <h1>{title}</h1>
        {actions}
      </header>
      {children}
    </div>
  );
}
