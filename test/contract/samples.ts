import { createHash, randomUUID } from 'node:crypto';
import type {
  Account,
  Activation,
  ActorKey,
  Decision,
  Hold,
  InboundActivity,
  NewDelivery,
  Node,
  PolicySetRecord,
  SealedRelease,
} from '../../federation/ports/index.ts';
import type { TokenRecord } from '../../server/ports/index.ts';

/** Its name holds the wildcards of pattern languages, which must mean nothing to a store. */
export const origin = 'https://acme_100%.example';
export const press = `${origin}/users/press`;
export const at = Date.UTC(2026, 10, 23, 9);

export function account(overrides: Partial<Account> = {}): Account {
  return {
    name: 'press',
    actorId: press,
    kind: 'corporate',
    display: 'Acme press',
    roles: ['employee', 'publisher:press'],
    createdAt: at,
    ...overrides,
  };
}

export function actorKey(overrides: Partial<ActorKey> = {}): ActorKey {
  return {
    keyId: `${press}#main-key`,
    actorId: press,
    publicKeyPem: '-----BEGIN PUBLIC KEY-----',
    sealedPrivateKey: Uint8Array.of(0, 1, 254, 255),
    ...overrides,
  };
}

export function token(overrides: Partial<TokenRecord> = {}): TokenRecord {
  return { jti: randomUUID(), actorId: press, scope: 'read write', issuedAt: at, expiresAt: at + 1_000, ...overrides };
}

/** An object in normal form. */
export function note(overrides: Partial<Node> = {}): Node {
  const id = `${origin}/objects/${randomUUID()}`;
  return { id, type: 'Note', attributedTo: [press], content: ['the tide gauge is in the water'], ...overrides };
}

/** An activity in normal form. */
export function activity(overrides: Partial<Node> = {}): Node {
  const id = `${origin}/activities/${randomUUID()}`;
  return { id, type: 'Create', actor: [press], object: [`${origin}/objects/${randomUUID()}`], ...overrides };
}

/** An actor with inboxes; a shared one only where it is given. */
export function actor(id: string, sharedInbox?: string): Node {
  return {
    id,
    type: 'Person',
    inbox: [`${id}/inbox`],
    following: [`${id}/following`],
    ...(sharedInbox && { endpoints: [{ id: `${id}#endpoints`, sharedInbox: [sharedInbox] }] }),
  };
}

export function follow(follower: string, followed: string): Node {
  return activity({ id: `${follower}/follow/${randomUUID()}`, type: 'Follow', actor: [follower], object: [followed] });
}

export function release(overrides: Partial<SealedRelease> = {}): SealedRelease {
  const id = randomUUID();
  const body = overrides.body ?? Buffer.from(`{"id":"${id}"}`);
  return {
    id,
    subject: `${origin}/objects/${randomUUID()}`,
    zone: 'public',
    body,
    digest: createHash('sha256').update(body).digest('base64'),
    actor: press,
    outcome: 'allow',
    setVersion: 'set-1',
    decidedAt: at,
    seal: `seal of ${id}`,
    ...overrides,
  };
}

export function decision(overrides: Partial<Decision> = {}): Decision {
  return {
    id: randomUUID(),
    actor: press,
    activity: `${origin}/activities/${randomUUID()}`,
    activityType: 'Create',
    zone: 'public',
    roles: ['employee'],
    domains: [],
    verdict: {
      outcome: 'hold',
      setVersion: 'set-1',
      reasons: [
        {
          policy: 'customer-payment-data',
          title: 'Customer payment data',
          outcome: 'hold',
          guidance: 'Remove the card number.',
          observed: false,
          findings: [{ entity: 'payment-card', field: '/content', start: 12, end: 31, confidence: 95 }],
        },
      ],
    },
    decidedAt: at,
    ...overrides,
  };
}

export function hold(overrides: Partial<Hold> = {}): Hold {
  return {
    id: randomUUID(),
    actor: press,
    sentBy: press,
    decision: randomUUID(),
    cause: 'policy',
    sealedDraft: Uint8Array.of(9, 8, 7, 0),
    heldAt: at,
    ...overrides,
  };
}

export function policySet(version: string): PolicySetRecord {
  return {
    version,
    files: { 'payment.yaml': `policy: payment\n# ${version}\n`, 'dictionaries/names.txt': 'Õlu\n' },
    author: `${origin}/users/edda`,
    message: 'cards stay inside',
    createdAt: at,
    signature: `signature of ${version}`,
  };
}

export function activation(n: number, version: string, overrides: Partial<Activation> = {}): Activation {
  return {
    n,
    version,
    activatedAt: at,
    cause: 'request',
    requestedBy: `${origin}/users/edda`,
    approvedBy: `${origin}/users/emil`,
    reason: 'cards stay inside',
    signature: `signature of ${n}`,
    ...overrides,
  };
}

export function delivery(overrides: Partial<NewDelivery> = {}): NewDelivery {
  const inbox = overrides.inbox ?? `https://remote.example/users/${randomUUID()}/inbox`;
  return {
    releaseId: 'release-1',
    subject: `${origin}/objects/1`,
    inbox,
    host: new URL(inbox).host,
    signer: press,
    seal: `seal for ${inbox}`,
    ...overrides,
  };
}

/** `count` deliveries of one release, each to another inbox of one host. */
export function deliveriesTo(host: string, count: number, overrides: Partial<NewDelivery> = {}): NewDelivery[] {
  return Array.from({ length: count }, (_, n) => delivery({ inbox: `https://${host}/users/${n}/inbox`, ...overrides }));
}

export function inbound(overrides: Partial<InboundActivity> = {}): InboundActivity {
  const by = overrides.actor ?? 'https://remote.example/users/ada';
  return {
    id: randomUUID(),
    actor: by,
    activity: `${by}/activities/${randomUUID()}`,
    body: Buffer.from('{"type":"Like"}\u0000'),
    receivedAt: at,
    ...overrides,
  };
}
