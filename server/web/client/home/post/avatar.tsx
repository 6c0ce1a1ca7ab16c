import { useState } from 'preact/hooks';
import { self } from '../api/self.ts';

/** A picture from this server; letters of the name where there is none. Nothing is fetched from other servers. */
export function Avatar({
  name,
  src,
  large,
}: {
  readonly name: string;
  readonly src: string | undefined;
  readonly large?: boolean;
}) {
  const [broken, setBroken] = useState(false);
  const size = large ? 'avatar avatar-large' : 'avatar';
  const ours = src?.startsWith(`${self.origin}/`) && !src.endsWith('/missing.svg') && !broken;
  return ours ? (
    <img class={size} src={src} alt="" width="44" height="44" loading="lazy" onError={() => setBroken(true)} />
  ) : (
    <span class={`${size} avatar-hue-${hueOf(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

/** One of six colours, always the same for a name. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % 6;
}
