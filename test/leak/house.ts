import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { C2sClient } from '../support/portico/c2s-client.ts';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import type { MountedRoute } from './routes.ts';
import type { Question } from './server-main.ts';

export interface Outgoing {
  /** Address and port of every connection that the server made. */
  readonly places: readonly string[];
  /** Names that it asked the resolver for. */
  readonly names: readonly string[];
}

/** Lives side by side, and whatever else a machine does, make a server slow to start. */
const patience = 180_000;

/** A word that policies hold when it is bound for outside, and one that they block. */
export const heldWord = 'Nightjar';
export const blockedWord = 'Bittern';
/** Before a dash and a word, which everybody but partners reads without it. */
export const redactedWord = 'Osprey';

/** The server under proof as a process of its own, on a store and a policy folder of its own. */
export class House implements AsyncDisposable {
  readonly portico: PorticoProcess;
  readonly #folder: string;

  private constructor(portico: PorticoProcess, folder: string) {
    this.portico = portico;
    this.#folder = folder;
  }

  /** `checkpoints`: an address that checkpoints of the ledger are sent to. */
  static async start(checkpoints?: string): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), 'portico-leak-'));
    const policies = writePolicyFolder(join(folder, 'policies'), [blockedWord]);
    writeFileSync(join(policies, 'dictionaries/held-names.txt'), `${heldWord}\n`);
    writeFileSync(join(policies, 'code-names.yaml'), withExamples(codeNames, blockedWord));
    const held = codeNames.replaceAll('code-names', 'held-names').replaceAll('block', 'hold');
    writeFileSync(join(policies, 'held-names.yaml'), withExamples(held, heldWord));
    writeFileSync(join(policies, 'redacted.yaml'), redacting);
    const portico = await PorticoProcess.start({
      data: join(folder, 'data'),
      env: {
        PORTICO_POLICIES: policies,
        PORTICO_LEDGER_ANCHOR: join(folder, 'anchor.jsonl'),
        ...(checkpoints !== undefined && { PORTICO_LEDGER_WEBHOOK: checkpoints }),
      },
      preload: new URL('./outgoing-main.ts', import.meta.url),
      server: new URL('./server-main.ts', import.meta.url),
      readyWithinMs: patience,
    });
    return new House(portico, folder);
  }

  get origin(): string {
    return this.portico.origin;
  }

  async join(name: string, roles: readonly string[] = []): Promise<C2sClient> {
    const kind = name === 'press' ? 'corporate' : 'employee';
    const joined = await this.#ask({ ask: 'join', account: { name, kind, roles } });
    if (joined !== 'added') throw new Error(`the account \`${name}\` was not added: ${String(joined)}`);
    return new C2sClient(this.portico.actor(name), await this.token(name));
  }

  async token(name: string, revoked = false): Promise<string> {
    return String(await this.#ask({ ask: 'token', name, revoked }));
  }

  async drain(): Promise<void> {
    await this.#ask({ ask: 'drain' });
  }

  /** Sends posts that were scheduled. */
  async sendDue(): Promise<void> {
    await this.#ask({ ask: 'send-due' });
  }

  async setZone(name: string, domains: readonly string[]): Promise<void> {
    const set = await this.#ask({ ask: 'zone', name, domains });
    if (set !== 'set') throw new Error(`the zone \`${name}\` was not set: ${String(set)}`);
  }

  /** Takes back one post at somebody's word; whether there was anything to take back. */
  async recall(post: string): Promise<boolean> {
    return (await this.#ask({ ask: 'recall', post })) === 'started';
  }

  /** A new policy blocks a word outside, and what it stands in is taken back. */
  async forbid(forbidden: string): Promise<void> {
    const file = join(this.#folder, 'policies', `forbids-${forbidden}.yaml`);
    const policy = `policy: forbids-${forbidden}\ntitle: ${forbidden}\nmatch: { pattern: '${forbidden}' }\naction: block\n`;
    writeFileSync(file, policy);
    if ((await this.#ask({ ask: 'recall' })) !== 'started') throw new Error('the recall did not start');
  }

  /** A machine with much else to do lets a delivery run out of time: what waits for its next attempt is tried now. */
  async retry(host: string): Promise<void> {
    await this.#ask({ ask: 'retry', host });
  }

  /** Everything that waits for a reviewer, in one text. */
  async held(): Promise<string> {
    return String(await this.#ask({ ask: 'held' }));
  }

  async setClock(now: number): Promise<void> {
    await this.#ask({ ask: 'clock', now });
  }

  async routes(): Promise<readonly MountedRoute[]> {
    return (await this.#ask({ ask: 'routes' })) as readonly MountedRoute[];
  }

  async outgoing(): Promise<Outgoing> {
    return (await this.#ask({ ask: 'outgoing' })) as Outgoing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.portico.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #ask(question: Question): Promise<unknown> {
    const answer = await this.portico.ask(JSON.stringify(question));
    const failed = typeof answer === 'object' && answer !== null && 'failed' in answer ? answer.failed : undefined;
    if (failed !== undefined) throw new Error(`the server could not ${question.ask}: ${String(failed)}`);
    return answer;
  }
}

const redacting = `policy: redacted
title: What partners alone read
scope: { to: [public] }
match: { pattern: '${redactedWord}-[a-z0-9]+' }
action: redact
`;

function withExamples(policy: string, word: string): string {
  return policy.replace('Nightjar', word).replace('the night jar', 'a nice bird');
}
