/** Every variable that Portico reads, as it was given; blank counts as not given. */
export const variables = [
  'PORTICO_ORIGIN',
  'PORTICO_HOST',
  'PORTICO_PORT',
  'PORTICO_TRUSTED_PROXIES',
  'PORTICO_DATA',
  'PORTICO_STORE',
  'PORTICO_ROLE',
  'PORTICO_FEDERATION',
  'PORTICO_HANDLE_DOMAIN',
  'PORTICO_INTEGRITY_PROOFS',
  'PORTICO_ALLOWED_HOSTS',
  'PORTICO_ALLOW_PRIVATE_ADDRESSES',
  'PORTICO_POLICIES',
  'PORTICO_THEME',
  'PORTICO_SECRET',
  'PORTICO_SECRET_FILE',
  'PORTICO_OCR_LANGUAGES',
  'PORTICO_MEDIA',
  'PORTICO_MEDIA_KEY_ID',
  'PORTICO_MEDIA_SECRET',
  'PORTICO_LEDGER_ANCHOR',
  'PORTICO_LEDGER_WEBHOOK',
  'PORTICO_LEDGER_MAIL',
  'PORTICO_MAIL_FROM',
  'PORTICO_SMTP',
  'PORTICO_PUSH',
  'PORTICO_LOG_LEVEL',
] as const;
export type Variable = (typeof variables)[number];

export interface Env {
  readonly values: Readonly<Partial<Record<Variable, string>>>;
  /** Variables named `PORTICO_…` that Portico does not know: most likely misspelt. */
  readonly unknown: readonly string[];
}

/** The one reader of the process's environment. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const values: Partial<Record<Variable, string>> = {};
  for (const name of variables) {
    const value = source[name]?.trim();
    if (value) values[name] = value;
  }
  const known = new Set<string>(variables);
  const unknown = Object.keys(source).filter((name) => name.startsWith('PORTICO_') && !known.has(name));
  return { values, unknown };
}
