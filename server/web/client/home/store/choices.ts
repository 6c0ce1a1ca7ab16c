/** What is chosen for this device alone. */
export type Appearance = 'auto' | 'light' | 'dark';

export const appearances: readonly Appearance[] = ['auto', 'light', 'dark'];

export function appearance(): Appearance {
  const chosen = stored('portico-appearance');
  return appearances.find((one) => one === chosen) ?? 'auto';
}

export function chooseAppearance(chosen: Appearance): void {
  store('portico-appearance', chosen);
  applyAppearance();
}

export function applyAppearance(): void {
  const chosen = appearance();
  document.documentElement.style.colorScheme = chosen === 'auto' ? 'light dark' : chosen;
}

export function hasShortcuts(): boolean {
  return stored('portico-shortcuts') !== 'off';
}

export function chooseShortcuts(on: boolean): void {
  store('portico-shortcuts', on ? 'on' : 'off');
}

/** Takes away whatever is kept under keys that begin like this. */
export function forgetAll(prefix: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept, nothing is.
  }
}

/** A browser may have no room, or be told to keep nothing: then nothing is kept, and all else works. */
export function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** False where it could not be kept; `undefined` forgets it. */
export function store(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
