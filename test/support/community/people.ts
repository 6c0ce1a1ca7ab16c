import { webcrypto } from 'node:crypto';
import type { Context } from '@fedify/fedify';
import type { Recipient } from '@fedify/fedify/vocab';
import { type Activity, Endpoints, type Note, Person } from '@fedify/fedify/vocab';

/** A member of the community. */
export interface Member {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly followers: Map<string, Recipient>;
  /** Actor ids whose Accept has come. */
  readonly following: Set<string>;
}

/** What the community knows about itself. */
export class People {
  readonly members = new Map<string, Member>();
  /** What members said, by the last segment of its id. */
  readonly notes = new Map<string, Note>();
  /** Activities that were sent, by id, so that they can be undone. */
  readonly sent = new Map<string, Activity>();

  async add(name: string): Promise<Member> {
    const known = this.members.get(name);
    if (known) return known;
    const member: Member = { name, keys: await rsaKeyPair(), followers: new Map(), following: new Set() };
    this.members.set(name, member);
    return member;
  }

  /** Throws for somebody who isn't a member. */
  get(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`nobody is called \`${name}\` in the community`);
    return member;
  }
}

/** RSA-2048, the size that the fediverse uses; Fedify's own generator makes 4096 bits, which takes seconds. */
function rsaKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

export async function personOf(ctx: Context<unknown>, member: Member): Promise<Person> {
  const [key] = await ctx.getActorKeyPairs(member.name);
  return new Person({
    id: ctx.getActorUri(member.name),
    preferredUsername: member.name,
    name: member.name,
    inbox: ctx.getInboxUri(member.name),
    endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
    ...(key ? { publicKey: key.cryptographicKey } : {}),
  });
}
