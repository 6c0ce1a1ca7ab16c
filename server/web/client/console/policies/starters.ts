export type Made = 'policy' | 'exception';

interface Starter {
  readonly title: string;
  readonly file: (id: string) => string;
  readonly text: (id: string) => string;
}

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** What a new file begins with, for its writer to complete. */
export const starters: Readonly<Record<Made, Starter>> = {
  policy: {
    title: 'A new policy',
    file: (id) => `${id}.yaml`,
    text: (id) =>
      `policy: ${id}\ntitle: \nmatch:\n  pattern: ''\naction: hold\nguidance: \nexamples:\n  - { text: "", expect: hold }\n`,
  },
  exception: {
    title: 'A new exception',
    file: (id) => `exceptions/${id}.yaml`,
    text: (id) => `exception: ${id}\npolicy: \nowner: \nreason: \nexpires: ${inAMonth()}\nterms: [""]\n`,
  },
};

function inAMonth(): string {
  return new Date(Date.now() + monthMs).toISOString().slice(0, 10);
}
