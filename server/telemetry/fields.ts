/** Turns one value into what the log may hold of it. */
export type Serialiser = (value: unknown) => unknown;

const leftOut = '[left out]';

const number: Serialiser = (value) => (typeof value === 'number' ? value : leftOut);

/** A fixed word of ours: an outcome, a zone, a policy's name. Sentences do not fit. */
const word: Serialiser = (value) => (typeof value === 'string' && /^[\w.:/@#-]{1,200}$/.test(value) ? value : leftOut);

const words: Serialiser = (value) => (Array.isArray(value) ? [...new Set(value.map(word))] : leftOut);

/** An address without what may be private in it: user, query and fragment. */
const address: Serialiser = (value) => {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url ? `${url.protocol}//${url.host}${url.pathname}`.slice(0, 500) : leftOut;
};

/** One line of our own wording. */
const line: Serialiser = (value) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').slice(0, 200) : leftOut);

/**
 * Name, code and stack of an exception, without its message: parsers quote what they could not read, and that may be a
 * post.
 */
const failure: Serialiser = (value) => {
  if (typeof value !== 'object' || value === null) return leftOut;
  const { name, code, stack } = value as { name?: unknown; code?: unknown; stack?: unknown };
  const frames = typeof stack === 'string' ? stack.split('\n').filter((frame) => /^\s+at /.test(frame)) : [];
  return { name: word(name), ...(code !== undefined && { code: word(code) }), stack: frames.slice(0, 10).join('\n') };
};

/**
 * Every field that a log line may have. What is not listed is dropped, so that a careless call can't log a post, a token
 * or a key.
 */
export const serialisers = {
  activity: address,
  activityType: word,
  actor: address,
  address,
  attempts: number,
  cause: word,
  count: number,
  decision: word,
  entities: words,
  error: failure,
  federation: word,
  host: word,
  inbox: address,
  name: word,
  nextAt: number,
  origin: address,
  outcome: word,
  policies: words,
  reason: line,
  role: word,
  route: line,
  set: word,
  status: number,
  zone: word,
} satisfies Record<string, Serialiser>;

export type LogFields = { readonly [name in keyof typeof serialisers]?: unknown };

/** The fields that may be logged, in the form in which they may be. */
export function loggable(fields: LogFields): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const [name, serialise] of Object.entries<Serialiser>(serialisers)) {
    const value = fields[name as keyof LogFields];
    if (value !== undefined) entries.push([name, serialise(value)]);
  }
  return Object.fromEntries(entries);
}
