import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

export const password = 'a portico has columns';

const people = [
  ['anna', 'Anna Lindqvist', []],
  ['rita', 'Rita Moreau', ['reviewer']],
  ['edda', 'Edda Sørensen', ['policy-editor']],
  ['enzo', 'Enzo Ricci', ['policy-editor']],
  ['audrey', 'Audrey Chen', ['auditor', 'admin', 'moderator']],
] as const;
export type Person = (typeof people)[number][0];

const policies = {
  'customer-data.yaml': `policy: customer-payment-data
title: Customer payment data
match:
  any:
    - entity: payment-card
    - entity: iban
action: block
guidance: Remove the card or account number, or post to colleagues only.
examples:
  - { text: "refund card 4111 1111 1111 1111", expect: block }
  - { text: "ticket 4111 1111 1111 1112", expect: allow }
`,
  'code-names.yaml': `policy: code-names
title: Unannounced products
match: { terms: code-names }
action: hold
approval: { tiers: 1, expire: 14d }
guidance: Say what it does without the name, or wait for a reviewer.
examples:
  - { text: "Osprey ships in May", expect: hold }
  - { text: "we ship in May", expect: allow }
`,
  'phones.yaml': `policy: phone-numbers
title: Phone numbers
match: { entity: phone }
action: redact
`,
};

/** An organisation with policies, with people who have passwords, and with posts that wait for review. */
export class Stage implements AsyncDisposable {
  readonly acme: Organisation;
  readonly anna: C2sClient;
  readonly #folder: string;

  private constructor(acme: Organisation, anna: C2sClient, folder: string) {
    this.acme = acme;
    this.anna = anna;
    this.#folder = folder;
  }

  /** `more` adds policies to the usual ones, by file. */
  static async set(more: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'portico-browser-'));
    for (const [file, text] of Object.entries({ ...policies, ...more })) writeFileSync(join(folder, file), text);
    const dictionaries = join(folder, 'dictionaries');
    await import('node:fs/promises').then(({ mkdir }) => mkdir(dictionaries));
    writeFileSync(join(dictionaries, 'code-names.txt'), 'Osprey\nNightjar\n');
    const acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
    const clients = new Map<string, C2sClient>();
    for (const [name, display, roles] of people) {
      const client = await acme.person(name, { display, roles: [...roles] });
      clients.set(name, client);
      const hash = await hashPassword(password);
      await acme.context.store.commits.commit([{ change: 'credential.put', actorId: client.actor, hash }]);
    }
    const stage = new Stage(acme, clients.get('anna')!, folder);
    for (const text of posts) await stage.post(text);
    return stage;
  }

  /** Posts to everyone as Anna; the id of the hold where one comes of it. */
  async post(content: string): Promise<string | undefined> {
    const { status, location } = await this.anna.post({ type: 'Note', content, to: [asPublic] });
    return status === 202 ? location?.split('/').at(-1) : undefined;
  }

  /** Signs in on the page itself and goes on to an address of the console. */
  async signIn(page: Page, name: Person, path = '/console'): Promise<void> {
    await page.goto(`${this.acme.origin}${path}`);
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${this.acme.origin}${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.acme.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const posts = [
  'Very happy with how the Osprey beta went. Thank you to everyone who tried it!',
  'Lunch walk along the river today, who joins?',
  'Please call me on +49 30 901820 if the link does not work.',
  'Nightjar is the best thing we ever built, and it lands before the summer.',
  'Refund went to card 4111 1111 1111 1111, sorry for the delay.',
  'Our talk about queues is online, slides to follow.',
  'Can somebody from sales tell me the price of Osprey for schools?',
];
