/** Names that stand in no file: whoever looks for them makes them anew. */
export function peopleOf(seed: number): string[] {
  const syllables = ['ka', 'lo', 'mi', 'ra', 'ten', 'so', 'vel', 'dor', 'bri', 'fu', 'gel', 'hin', 'qui', 'wen', 'zor'];
  let state = seed;
  const syllable = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return syllables[state % syllables.length] ?? '';
  };
  return Array.from({ length: 40 }, () => Array.from({ length: 9 }, syllable).join(''));
}

export function csvOf(people: readonly string[]): string {
  return `full name of the person*,"number, as written"\n${people.map((name, at) => `"${name}",NR-${at}77`).join('\n')}\n`;
}

export function documentOf(people: readonly string[]): string {
  return people.join(', and then ');
}
