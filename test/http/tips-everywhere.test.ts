import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages, type TextName, tipText } from '../../server/mastodon/tips/catalogue.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

/** What a verdict is in each protocol, and the text that the author reads. */
interface Expected {
  readonly text: TextName;
  readonly mastodon: number;
  readonly activityPub: number;
  /** The text of the answer where it is not that of the message. */
  readonly answer?: TextName;
  readonly shown: boolean;
}

const verdicts: Readonly<Record<string, Expected>> = {
  block: { text: 'block', mastodon: 422, activityPub: 403, shown: false },
  confirm: { text: 'confirm', answer: 'confirm-token', mastodon: 422, activityPub: 422, shown: false },
  hold: { text: 'held', mastodon: 200, activityPub: 202, shown: false },
  redact: { text: 'redact', mastodon: 200, activityPub: 201, shown: true },
  downgrade: { text: 'downgrade', mastodon: 200, activityPub: 201, shown: false },
  advise: { text: 'advise', mastodon: 200, activityPub: 201, shown: true },
};
const guidance = 'Leave it out.';
const cases = languages.flatMap((language) => Object.keys(verdicts).map((verdict) => [verdict, language] as const));

const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
let acme: Organisation;
const authors = new Map<string, { readonly app: RestClient; readonly activityPub: C2sClient }>();
let reviewer: RestClient;

beforeAll(async () => {
  for (const action of Object.keys(verdicts)) {
    const policy = `policy: ${action}\ntitle: Words\nmatch: { pattern: '${action}word' }\naction: ${action}\n`;
    writeFileSync(join(folder, `${action}.yaml`), `${policy}guidance: ${guidance}\n`);
  }
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  reviewer = await RestClient.join(acme, 'rita', ['reviewer']);
  for (const language of languages) {
    const app = await RestClient.join(acme, `author-${language}`);
    await app.do('/api/v1/accounts/update_credentials', { source: { language } }, 'PATCH');
    authors.set(language, { app, activityPub: new C2sClient(`${acme.origin}/users/author-${language}`, app.token) });
  }
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

/** How a text begins in a language, up to what a policy says. */
function sentence(language: (typeof languages)[number], name: TextName): string {
  return tipText(language, name, { title: 'Words', guidance }).slice(0, 24);
}

/** The newest message of the bot. */
async function told({ app }: { readonly app: RestClient }): Promise<string> {
  const [notification] = await app.list('/api/v1/notifications?types[]=mention&limit=1');
  const { account, content } = notification!['status'] as { account: { acct: string }; content: string };
  expect(account.acct).toBe('policy');
  return content.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
}

const outside = async (url: unknown) =>
  (await fetch(String(url), { headers: { accept: 'application/activity+json' } })).status;

describe('what a policy says', () => {
  it.each(cases)('with %s is read in any client of the Mastodon API: %s', async (verdict, language) => {
    const { text, mastodon, shown } = verdicts[verdict]!;
    const author = authors.get(language)!;
    const { status, body } = await author.app.request('/api/v1/statuses', {
      json: { status: `our ${verdict}word`, visibility: 'public' },
    });
    expect(status).toBe(mastodon);
    if (mastodon === 422) expect(body['error']).toContain(sentence(language, text));
    else expect(await outside(body['uri'])).toBe(shown ? 200 : 404);
    expect(await told(author)).toContain(sentence(language, text));
    expect(JSON.stringify(body['error'] ?? '')).not.toContain(`${verdict}word`);
  });

  it.each(cases)('with %s is read in any ActivityPub client, and beside it: %s', async (verdict, language) => {
    const { text, answer = text, activityPub, shown } = verdicts[verdict]!;
    const author = authors.get(language)!;
    const sent = { type: 'Note', content: `<p>the ${verdict}word</p>`, to: [asPublic] };
    const { status, contentType, body } = await author.activityPub.post(sent);
    expect(status).toBe(activityPub);
    if (status === 201) {
      const { messages } = body['portico'] as { messages: string[] };
      expect(messages.join('\n')).toContain(sentence(language, text));
      expect(await outside((body['object'] as { id: string }).id)).toBe(shown ? 200 : 404);
    } else {
      expect(contentType).toContain('application/problem+json');
      expect(body['detail']).toContain(sentence(language, answer));
      expect(JSON.stringify(body)).not.toContain(`${verdict}word`);
    }
    expect(await told(author)).toContain(sentence(language, text));
  });

  it('lets reviewers go on from their own client, whichever door a held post came by', async () => {
    const { app, activityPub } = authors.get('en')!;
    const sent = await activityPub.post({ type: 'Note', content: '<p>holdword by outbox</p>', to: [asPublic] });
    expect(sent).toMatchObject({ status: 202, body: { approver: `${acme.origin}/users/policy` } });
    const [message] = await reviewer.list('/api/v1/notifications?types[]=mention&limit=1');
    const { id, poll } = message!['status'] as { id: string; poll: { options: object[] } };
    expect(poll.options).toHaveLength(3);
    await reviewer.do(`/api/v1/statuses/${id}/favourite`);
    expect(await told({ app })).toContain('released');
  });
});
