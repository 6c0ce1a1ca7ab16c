import type { OutsideZone } from '../model/zone.ts';
import { mint, type Release } from './release.ts';

/** A signed checkpoint of the ledger on its way to where an operator has it kept. */
export interface Attestation {
  /** IRI of the checkpoint. */
  readonly subject: string;
  /** IRI of the actor in whose name the server itself speaks. */
  readonly actor: string;
  /** In the form of C2SP tlog-checkpoint, with one signature. */
  readonly note: string;
  /** When it was made, in milliseconds since the epoch. */
  readonly at: number;
  /** As a message of e-mail (RFC 5322) with these addresses; as a line of JSON where it is left out. */
  readonly mail?: { readonly from: string; readonly to: string };
}

export interface AttestationParts {
  readonly setVersion: string;
  readonly newId: () => string;
  readonly clock: () => number;
}

const checkpoint =
  /^[\x21-\x7e]{1,255}\n\d{1,15}\n[A-Za-z0-9+/]{43}=\n\n\u2014 [\x21-\x7e]{1,255} [A-Za-z0-9+/]{80,120}={0,2}\n$/;
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}$/;
const zone: OutsideZone = 'addressed';
const encoder = new TextEncoder();

/**
 * Lets a checkpoint out. The gate writes every byte itself, of a size, a root and a signature, so no policy is asked: there
 * is nothing of anybody's in it, and evidence must not depend on what it is evidence of. Throws a RangeError for whatever
 * is no checkpoint, and for addresses that are none.
 */
export function attest({ setVersion, newId, clock }: AttestationParts, attestation: Attestation): Release {
  const { subject, actor, note, mail } = attestation;
  if (!checkpoint.test(note)) throw new RangeError('an attestation is a signed checkpoint and nothing else');
  const line = lineOf(attestation);
  const text = mail ? message(attestation, mail, line) : `${line}\n`;
  const statement = { id: newId(), subject, zone, actor, outcome: 'allow', setVersion, decidedAt: clock() } as const;
  return mint(statement, encoder.encode(text));
}

/** In ASCII, so that mail carries it as it is; an anchor file has lines like it. */
function lineOf({ at, note }: Attestation): string {
  return JSON.stringify({ at, checkpoint: note }).replaceAll('\u2014', '\\u2014');
}

function message({ at, note }: Attestation, { from, to }: { from: string; to: string }, line: string): string {
  if (!mailbox.test(from) || !mailbox.test(to)) throw new RangeError('an attestation is mailed to a plain address');
  const [name = '', size = '', root = ''] = note.split('\n');
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: Checkpoint of ${name} at ${size} entries`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${size}.${root.replaceAll(/\W/g, '').slice(0, 24)}@${name.split('/')[0]?.replace(/:\d+$/, '')}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${line}\r\n`;
}
