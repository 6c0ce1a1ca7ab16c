import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage } from '../clients/coverage.ts';
import { send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security: readonly object[] }>>>>;
}

describe('the OpenAPI document of the client API', () => {
  it('names what is there: everything that takes a scope wants a token, and nothing is a 404', async () => {
    await using acme = await Organisation.start({ idle: true });
    const { paths } = (await send(`${acme.origin}/api/v1/openapi.json`)).body as unknown as Document;
    expect(Object.keys(paths).length).toBeGreaterThan(100);
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(operations)) {
        const url = acme.origin + path.replace(/\{\w+\}/g, '1');
        const sending = { method: method.toUpperCase(), ...(method !== 'get' && { json: {} }) };
        const { status } = await send(url, sending);
        if (security.length > 0) expect([path, method, status]).toEqual([path, method, 401]);
        // oEmbed is about a page, and without one the answer is that for a page that was never there.
        else if (path !== '/api/oembed') expect([path, method, status]).not.toEqual([path, method, 404]);
      }
    }
  });

  it('covers as much of Mastodon’s as docs/clients.md says', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/clients.md'), 'utf8').replace(/\s+/g, ' ');
    expect(text).toContain(coverage().line);
  });
});
