import type { LogFields } from '../../../../server/telemetry/fields.ts';
import { createLogger, type LogLevel } from '../../../../server/telemetry/logger.ts';

function recorded(level: LogLevel = 'info') {
  const lines: string[] = [];
  const log = createLogger(level, { write: (line: string) => void lines.push(line) });
  const only = (): Record<string, unknown> => JSON.parse(lines[0] ?? '{}');
  return { log, lines, only };
}

const post = 'Nightjar ships in May';

describe('the log', () => {
  it('writes one line of JSON for each event', () => {
    const { log, lines, only } = recorded();
    log.info('activity-released', { activity: 'https://community.example/activities/1', zone: 'public', count: 3 });
    expect(lines).toHaveLength(1);
    expect(only()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: 'activity-released',
      activity: 'https://community.example/activities/1',
      zone: 'public',
      count: 3,
    });
  });

  it('keeps to its level', () => {
    const { log, lines } = recorded('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines).toHaveLength(2);
  });

  it('drops a field that is not listed', () => {
    const { log, lines } = recorded();
    const careless = { zone: 'public', content: post, token: 'eyJhbGciOi', privateKeyPem: '-----BEGIN' };
    log.error('careless', careless as LogFields);
    expect(lines[0]).not.toMatch(/Nightjar|eyJ|BEGIN/);
  });

  it.each([
    ['a sentence where a word belongs', { zone: post }],
    ['a thing where a word belongs', { outcome: { content: post } }],
    ['sentences among words', { policies: ['cards', post] }],
    ['a text where a number belongs', { count: post }],
    ['a text where an address belongs', { actor: post }],
    ['the query of an address', { activity: `https://a.example/x?q=${encodeURIComponent(post)}#${post}` }],
    ['the user of an address', { inbox: 'https://Nightjar:Nightjar@a.example/inbox' }],
    ['the message of an exception', { error: new SyntaxError(`Unexpected token in "${post}"`) }],
    ['the message of an exception within one', { error: new Error('a', { cause: new Error(post) }) }],
    ['members of an exception', { error: Object.assign(new Error('a'), { body: post, code: post }) }],
  ])('leaves out %s', (_what, fields) => {
    const { log, lines } = recorded();
    log.error('careless', fields);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('Nightjar');
  });

  it('tells where an exception came from', () => {
    const { log, only } = recorded();
    log.error('failed', { error: Object.assign(new TypeError('x'), { code: 'ENOSPC' }) });
    expect(only()).toMatchObject({
      error: { name: 'TypeError', code: 'ENOSPC', stack: expect.stringContaining('logger.test.ts') },
    });
  });

  it('puts nobody else into a second line', () => {
    const { log, lines } = recorded();
    log.warn('refused', { reason: 'one\n{"event":"forged"}' });
    expect(lines[0]?.trimEnd()).not.toContain('\n');
  });

  it('does not throw when it can not be written', () => {
    const log = createLogger('info', {
      write() {
        throw new Error('disk full');
      },
    });
    expect(() => log.info('a')).not.toThrow();
  });
});
