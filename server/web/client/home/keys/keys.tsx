import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { sections } from '../shell/sections.ts';
import { hasShortcuts } from '../store/choices.ts';
import { HelpDialog } from './help-dialog.tsx';

/** Keys that press a button of the post that has the focus, by its `data-act`. */
const presses: Readonly<Record<string, string>> = { r: 'reply', f: 'favourite', b: 'boost' };
/** How long `g` waits for the next key. */
const goMs = 1500;

/** Single keys; they act outside of fields and dialogs, and where they are switched on. */
export function Keys() {
  const { route } = useLocation();
  const [help, setHelp] = useState(false);
  const went = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isForKeys(event) || !hasShortcuts()) return;
      const { key, timeStamp } = event;
      if (timeStamp - went.current < goMs) {
        went.current = Number.NEGATIVE_INFINITY;
        const section = sections.find((one) => one.key === key);
        if (section) route(section.path);
        return;
      }
      if (key === 'g') went.current = timeStamp;
      else if (key === '?') setHelp(true);
      else if (!act(key, route)) return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [route]);
  return help ? <HelpDialog onClose={() => setHelp(false)} /> : null;
}

/** False where the key means nothing. */
function act(key: string, route: (path: string) => void): boolean {
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
  else if (key === 'n') compose(route);
  else if (key === '/') route('/home/search');
  else if (key === '.') document.querySelector<HTMLElement>('[data-act="show-new"]')?.click();
  else if (key === 'o') focusedPost()?.querySelector<HTMLElement>('time')?.closest('a')?.click();
  else if (presses[key] !== undefined) {
    focusedPost()?.querySelector<HTMLElement>(`[data-act="${presses[key]}"]`)?.click();
  } else return false;
  return true;
}

function compose(route: (path: string) => void): void {
  const field = document.querySelector<HTMLElement>('[data-composer] textarea');
  if (field) field.focus();
  else {
    route('/home');
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-composer] textarea')?.focus());
  }
}

function focusedPost(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-post]') ?? undefined;
}

/** From the post that has the focus, or else the first one in sight. */
function move(step: 1 | -1): void {
  const focused = focusedPost();
  const posts = [...document.querySelectorAll<HTMLElement>('[data-post]')];
  const at = focused ? posts.indexOf(focused) : -1;
  const inSight = posts.findIndex((post) => post.getBoundingClientRect().bottom > 0);
  const next = posts[at === -1 ? Math.max(0, inSight) : at + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

function isForKeys({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  return target.closest('input, textarea, select, dialog, [contenteditable]') === null;
}
