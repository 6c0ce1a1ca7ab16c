import { join, resolve } from 'node:path';
import { type CheckpointPlaces, parsePlaces } from './checkpoint-places.ts';
import type { Env, Variable } from './env.ts';
import { type MediaLocation, parseMedia } from './media-location.ts';
import { parseOrigin } from './origin.ts';
import { parseStore, type StoreLocation } from './store-location.ts';
import { parseProxies } from './trusted-proxies.ts';

export const roles = ['all', 'web', 'worker'] as const;
export const federationModes = ['closed', 'allowlist', 'open'] as const;
/** Languages whose letters can be read: what the installed data packages know. */
export const ocrLanguages = ['eng', 'deu', 'fra', 'spa', 'por', 'jpn'] as const;
export type OcrLanguage = (typeof ocrLanguages)[number];
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The policy folder that ships. */
export const shippedPolicies = resolve(import.meta.dirname, '../../policies/library');

/** What the server was told to be. Holds no secret, so it may be printed. */
export interface Config {
  /** Public origin, e.g. `https://community.example`: no path, no slash at the end. */
  readonly origin: string;
  /** Address and port to listen on; port 0 takes a free one. */
  readonly host: string;
  readonly port: number;
  /** Addresses and ranges of the proxies in front, by whose word it is known who asks. */
  readonly trustedProxies: readonly string[];
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  readonly store: StoreLocation;
  readonly media: MediaLocation;
  /** Whose letters are read in pictures. */
  readonly ocrLanguages: readonly OcrLanguage[];
  readonly role: (typeof roles)[number];
  readonly federation: (typeof federationModes)[number];
  /** What stands behind the `@` of a handle, where it is not the origin's host: `corp.example` for `@anna@corp.example`. */
  readonly handleDomain?: string;
  /** With `allowlist`: hosts (with port where it is not the scheme's) that may be spoken with, lower case. */
  readonly allowedHosts: readonly string[];
  /** Development and tests: federation may use http and loopback addresses. */
  readonly allowPrivateAddresses: boolean;
  /** Whether apps that are closed are told of notifications, through push services elsewhere. */
  readonly push: boolean;
  /** Whether what others pass on counts by its object integrity proof (FEP-8b32). */
  readonly integrityProofs: boolean;
  /** Absolute path of the policy folder; the one that ships where none was named. */
  readonly policyFolder: string;
  /** Absolute path of the folder that says how public pages look. */
  readonly theme?: string;
  /** Absolute path of the file, or of the folder for it, that checkpoints of the ledger are copied to. */
  readonly ledgerAnchor?: string;
  /** Where else checkpoints are sent. */
  readonly checkpoints: CheckpointPlaces;
  readonly logLevel: (typeof logLevels)[number];
  /** What an operator should hear at start, one line each. */
  readonly warnings: readonly string[];
}

export type ConfigOutcome =
  | { readonly kind: 'ok'; readonly config: Config }
  /** One line for each wrong variable, saying what to do. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Reads the configuration out of the environment (DESIGN.md §4). Relative paths start at `cwd`. */
export function toConfig({ values, unknown }: Env, cwd: string): ConfigOutcome {
  const problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);
  const oneOf = <T extends string>(name: Variable, allowed: readonly T[], otherwise: T): T => {
    const given = values[name];
    if (given === undefined) return otherwise;
    const found = allowed.find((value) => value === given);
    if (!found) report(`${name} is \`${given}\`: use ${listed(allowed)}`);
    return found ?? otherwise;
  };
  const port = parsePort(values.PORTICO_PORT, report);
  const allowPrivateAddresses = parseSwitch('PORTICO_ALLOW_PRIVATE_ADDRESSES', values, report);
  const dataFolder = resolve(cwd, values.PORTICO_DATA ?? 'data');
  const federation = oneOf('PORTICO_FEDERATION', federationModes, 'closed');
  const allowedHosts = parseHosts(values.PORTICO_ALLOWED_HOSTS, report);
  if (federation === 'allowlist' && allowedHosts.length === 0) {
    report('PORTICO_FEDERATION is `allowlist` and PORTICO_ALLOWED_HOSTS is empty: name the hosts, separated by commas');
  }
  if (port === 0 && !values.PORTICO_ORIGIN) report('PORTICO_PORT is 0 (any free one): set PORTICO_ORIGIN as well');
  const config: Config = {
    origin: parseOrigin(values.PORTICO_ORIGIN ?? `http://127.0.0.1:${port}`, allowPrivateAddresses, report),
    host: values.PORTICO_HOST ?? '127.0.0.1',
    port,
    trustedProxies: parseProxies(values.PORTICO_TRUSTED_PROXIES, report),
    dataFolder,
    store: parseStore(values.PORTICO_STORE, dataFolder, report),
    media: parseMedia(values.PORTICO_MEDIA, dataFolder, { plainHttp: allowPrivateAddresses, report }),
    ocrLanguages: parseLanguages(values.PORTICO_OCR_LANGUAGES, report),
    role: oneOf('PORTICO_ROLE', roles, 'all'),
    federation,
    ...parseHandleDomain(values.PORTICO_HANDLE_DOMAIN, report),
    allowedHosts,
    allowPrivateAddresses,
    integrityProofs: oneOf('PORTICO_INTEGRITY_PROOFS', ['off', 'verify'], 'off') === 'verify',
    push: oneOf('PORTICO_PUSH', ['on', 'off'], federation === 'closed' ? 'off' : 'on') === 'on',
    policyFolder: values.PORTICO_POLICIES ? resolve(cwd, values.PORTICO_POLICIES) : shippedPolicies,
    ...(values.PORTICO_THEME && { theme: resolve(cwd, values.PORTICO_THEME) }),
    ...(values.PORTICO_LEDGER_ANCHOR && { ledgerAnchor: resolve(cwd, values.PORTICO_LEDGER_ANCHOR) }),
    checkpoints: parsePlaces(values, { plainHttp: allowPrivateAddresses, report }),
    logLevel: oneOf('PORTICO_LOG_LEVEL', logLevels, 'info'),
    warnings: warningsOf(values.PORTICO_ORIGIN, unknown),
  };
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', config };
}

/** Where the secret rests when it is not given by the environment. */
export function secretPath(dataFolder: string): string {
  return join(dataFolder, 'secret');
}

function parsePort(given: string | undefined, report: (problem: string) => void): number {
  if (given === undefined) return 3000;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  report(`PORTICO_PORT is \`${given}\`: use a number from 0 to 65535`);
  return 3000;
}

function parseSwitch(name: Variable, values: Env['values'], report: (problem: string) => void): boolean {
  const given = values[name]?.toLowerCase() ?? '0';
  if (['1', 'true', 'yes', 'on'].includes(given)) return true;
  if (!['0', 'false', 'no', 'off'].includes(given)) report(`${name} is \`${given}\`: use 1 or 0`);
  return false;
}

function parseLanguages(given: string | undefined, report: (problem: string) => void): OcrLanguage[] {
  const named = (given ?? 'eng').split(/[\s,]+/).filter((name) => name !== '');
  return named.flatMap((name) => {
    const known = ocrLanguages.find((code) => code === name);
    if (known === undefined) report(`PORTICO_OCR_LANGUAGES names \`${name}\`: use ${listed(ocrLanguages)}`);
    return known ?? [];
  });
}

function parseHandleDomain(given: string | undefined, report: (problem: string) => void): Pick<Config, 'handleDomain'> {
  if (given === undefined) return {};
  const parsed = /[/@?#\\:]/.test(given) ? null : URL.parse(`https://${given}`);
  if (!parsed) report(`PORTICO_HANDLE_DOMAIN is \`${given}\`: use a host name alone, such as \`corp.example\``);
  return { handleDomain: parsed?.host ?? given };
}

function parseHosts(given: string | undefined, report: (problem: string) => void): string[] {
  const hosts = (given ?? '').split(/[\s,]+/).filter((host) => host !== '');
  return hosts.map((host) => {
    const parsed = /[/@?#\\]/.test(host) ? null : URL.parse(`https://${host}`);
    if (!parsed) report(`PORTICO_ALLOWED_HOSTS names \`${host}\`: use host names such as \`partner.example\``);
    return parsed?.host ?? host;
  });
}

function warningsOf(origin: string | undefined, unknown: readonly string[]): string[] {
  const misspelt = unknown.map((name) => `${name} is not a variable of Portico: see docs/running.md for their names`);
  if (origin !== undefined) return misspelt;
  return ['PORTICO_ORIGIN is not set: this server can only be used from this machine', ...misspelt];
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
