import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a module of the wire can send. */
export type Exit =
  /** Releases alone. */
  | 'release'
  /** An address to ask at, and who asks: nothing of what is stored. */
  | 'address'
  /** Words of this program and ids, sealed for the reader's own app: nothing that anybody wrote. */
  | 'notice'
  /** Whatever an operator keeps in a service of their own. */
  | 'own service'
  /** Nothing by itself: others send through it. */
  | 'socket';

/** Each module of federation/wire that takes hold of sockets, the only folder that may. */
export const declaredExits: Readonly<Record<string, Exit | undefined>> = {
  'index.ts': 'socket',
  'connector.ts': 'socket',
  'origin-pools.ts': 'socket',
  'post.ts': 'release',
  'courier.ts': 'release',
  'push.ts': 'notice',
  'journey.ts': 'address',
  'probe.ts': 'address',
  'service.ts': 'own service',
};

const wire = resolve(import.meta.dirname, '../../federation/wire');
/** What opens a socket, and the modules of ours that hand one out. */
const opener =
  /from '(undici|nodemailer\S*|(node:)?(net|tls|http|https|http2|dns|dgram)|\.\/(origin-pools|exchange)\.ts)'/;
const typesOnly = /^import type .*$/gm;

/** Modules that open or use sockets, by what they import. */
export function exitsOfWire(): string[] {
  const files = readdirSync(wire).filter((name) => name.endsWith('.ts'));
  return files.filter((name) => opener.test(readFileSync(join(wire, name), 'utf8').replaceAll(typesOnly, '')));
}
