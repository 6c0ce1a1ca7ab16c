import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import type { Activation, PolicySetRecord } from '../../federation/ports/index.ts';

/** Signs policy sets and activations with the installation's key, so that nobody slips one in through the store. */
export interface SetSigner {
  signSet(set: Omit<PolicySetRecord, 'signature'>): PolicySetRecord;
  isSet(set: PolicySetRecord): boolean;
  signActivation(activation: Omit<Activation, 'signature'>): Activation;
  isActivation(activation: Activation): boolean;
}

/** PKCS #8 of an Ed25519 key up to its seed (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 (RFC 8032) from a seed of 32 bytes; signatures in base64. */
export function createSetSigner(seed: Uint8Array): SetSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const signed = (statement: Buffer): string => sign(null, statement, privateKey).toString('base64');
  const holds = (statement: Buffer, signature: string): boolean =>
    verify(null, statement, publicKey, Buffer.from(signature, 'base64'));
  return {
    signSet: (set) => ({ ...set, signature: signed(setStatement(set)) }),
    isSet: (set) => holds(setStatement(set), set.signature),
    signActivation: (activation) => ({ ...activation, signature: signed(activationStatement(activation)) }),
    isActivation: (activation) => holds(activationStatement(activation), activation.signature),
  };
}

/** The files are signed by their digest, in the order of their names. */
function setStatement({ version, files, author, message, createdAt }: Omit<PolicySetRecord, 'signature'>): Buffer {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return statement([
    'portico-policy-set-1',
    version,
    hash('sha256', JSON.stringify(sorted)),
    author,
    message,
    createdAt,
  ]);
}

function activationStatement(activation: Omit<Activation, 'signature'>): Buffer {
  const { n, version, activatedAt, cause, requestedBy, approvedBy = null, reason } = activation;
  return statement(['portico-activation-1', n, version, activatedAt, cause, requestedBy, approvedBy, reason]);
}

/** A JSON array is an unambiguous encoding: no two lists of strings and numbers have the same one. */
function statement(members: readonly (string | number | null)[]): Buffer {
  return Buffer.from(JSON.stringify(members), 'utf8');
}
