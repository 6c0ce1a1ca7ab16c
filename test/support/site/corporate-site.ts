import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A corporate web site of its own origin, whose story has the discussion that Portico holds under it. */
export class CorporateSite implements AsyncDisposable {
  /** How the organisation's public pages look. */
  static readonly theme = join(import.meta.dirname, 'theme');
  static readonly title = 'A gauge that says when it is wrong';
  static readonly summary =
    'Two sensors look at the same water. When they disagree, the gauge says so and keeps both readings.';
  readonly origin: string;
  readonly story: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.story = `${this.origin}/stories/tide-gauge`;
  }

  static async start(portico: string): Promise<CorporateSite> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      const page = pathname === '/stories/tide-gauge' ? storyPage(portico) : undefined;
      response.writeHead(page ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': sitePolicy(portico),
      });
      response.end(page ?? 'There is no such page.');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CorporateSite(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** What a careful site has: the widget needs a script, a fetch and a form, all of them Portico's, and nothing inline. */
function sitePolicy(portico: string): string {
  return [
    "default-src 'none'",
    `script-src ${portico}`,
    `connect-src ${portico}`,
    `form-action ${portico} http: https:`,
    "style-src 'unsafe-inline'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function storyPage(portico: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${CorporateSite.title} · Acme Instruments</title>
<script type="module" src="${portico}/embed/portico-thread.js"></script>
<style>
body { max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; font: 1.125rem/1.65 Georgia, "DejaVu Serif", serif; color-scheme: light dark }
header p { margin: 0; font: 600 .875rem/1.4 system-ui, sans-serif }
h1 { font-size: 2.25rem; line-height: 1.15; margin: .5rem 0 1.5rem }
portico-thread { margin-top: 4rem; font: 1rem/1.6 system-ui, sans-serif; --portico-accent: light-dark(#0b5f4a, #7fd6b8); --portico-on-accent: light-dark(#fff, #06231b) }
</style>
</head>
<body>
<header><p>Acme Instruments</p></header>
<main>
<article>
<h1>${CorporateSite.title}</h1>
<p>Two sensors look at the same water. When they disagree by more than the swell explains, the gauge says so and keeps both readings, so that whoever reads them later can judge for themselves.</p>
<p>The first one hangs under the east pier. Its data are open from the first day, its mistakes included.</p>
</article>
<portico-thread><a href="${portico}/@press">Discuss this with Acme Press</a></portico-thread>
</main>
</body>
</html>
`;
}
