import type { Env } from './env.ts';

/** Places elsewhere that are sent every checkpoint of the ledger. The login of the mail server is among the secrets. */
export interface CheckpointPlaces {
  /** Address that takes a POST. */
  readonly webhook?: string;
  readonly mail?: { readonly from: string; readonly to: string; readonly relay: Relay };
}

interface Relay {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
}

const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}$/;

/** Reads `PORTICO_LEDGER_WEBHOOK`, `PORTICO_LEDGER_MAIL`, `PORTICO_MAIL_FROM` and `PORTICO_SMTP`. */
export function parsePlaces(
  values: Env['values'],
  { plainHttp, report }: { readonly plainHttp: boolean; readonly report: (problem: string) => void },
): CheckpointPlaces {
  return { ...webhookIn(values, plainHttp, report), ...mailIn(values, report) };
}

/** Login of the mail server, out of its address; undefined where it needs none. */
export function mailLogin({ PORTICO_SMTP: given }: Env['values']): { user: string; password: string } | undefined {
  const url = URL.parse(given ?? '');
  if (!url || url.username === '') return undefined;
  return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
}

function webhookIn(
  { PORTICO_LEDGER_WEBHOOK: given }: Env['values'],
  plainHttp: boolean,
  report: (problem: string) => void,
): Pick<CheckpointPlaces, 'webhook'> {
  if (given === undefined) return {};
  const url = URL.parse(given);
  const secure = url?.protocol === 'https:' || (plainHttp && url?.protocol === 'http:');
  if (!url || !secure || url.username !== '') {
    report('PORTICO_LEDGER_WEBHOOK is not an address that takes checkpoints: use `https://…`, without a user name');
    return {};
  }
  return { webhook: url.href };
}

function mailIn(
  { PORTICO_LEDGER_MAIL: to, PORTICO_MAIL_FROM: from, PORTICO_SMTP: smtp }: Env['values'],
  report: (problem: string) => void,
): Pick<CheckpointPlaces, 'mail'> {
  if (to === undefined) return {};
  const relay = relayIn(smtp);
  if (!mailbox.test(to))
    report('PORTICO_LEDGER_MAIL is not an address of e-mail: use one such as `audit@corp.example`');
  if (from === undefined || !mailbox.test(from)) {
    report('PORTICO_LEDGER_MAIL needs a sender: set PORTICO_MAIL_FROM to an address such as `portico@corp.example`');
  }
  if (!relay) {
    report(
      'PORTICO_LEDGER_MAIL needs a mail server: set PORTICO_SMTP to `smtps://<user>:<password>@<host>` or `smtp://…`',
    );
  }
  return relay ? { mail: { to, from: from ?? '', relay } } : {};
}

function relayIn(given: string | undefined): Relay | undefined {
  const url = URL.parse(given ?? '');
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return undefined;
  const secure = url.protocol === 'smtps:';
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) || (secure ? 465 : 587), secure };
}
