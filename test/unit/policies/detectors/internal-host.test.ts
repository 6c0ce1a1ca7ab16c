import { detectAll } from '../../../../policies/detectors/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { type Band, expectFound, found } from './finds.ts';

const hosts: readonly (readonly [text: string, band: Band])[] = [
  ['see «jenkins.build.corp» for it', 'high'],
  ['https://«wiki.acme.internal»/page', 'high'],
  ['open «http://10.1.2.3:8080/admin» first', 'high'],
  ['http://«printer.local»/status', 'high'],
  ['my «printer.local» is slow', 'low'],
  ['«db01.fra.lan» is down', 'high'],
];

const notHosts: readonly string[] = [
  'see https://example.com/internal/page',
  'the app.private() call',
  'it is local. internal too',
  'https://192.0.2.1/x',
  'me@printer.example',
];

describe('hosts inside', () => {
  it.each(hosts)('are found in %s', (text, band) => expectFound('internal-host', text, band));

  it.each(notHosts)('are not found in %s', (text) => expect(found('internal-host', text)).toEqual([]));

  it('are not what a document is identified by', () => {
    const id = inspectText('https://portico.acme.internal/objects/1', 'address');
    expect(detectAll(id, new Set(['internal-host']))).toEqual([]);
  });
});
