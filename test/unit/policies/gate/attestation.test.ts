import { createGate, type Gate } from '../../../../policies/index.ts';

const note = `acme.example/ledger\n12\n${'A'.repeat(43)}=\n\n\u2014 acme.example/ledger ${'B'.repeat(91)}=\n`;
const given = {
  subject: 'https://acme.example/ledger/checkpoints/12',
  actor: 'https://acme.example/users/instance',
  at: 0,
};
const mail = { from: 'portico@acme.example', to: 'audit@corp.example' };

const gate: Gate = createGate({
  policySet: () => undefined,
  sealKey: new Uint8Array(32),
  clock: () => 1,
  newId: () => 'id',
});

const textOf = (attestation: Parameters<Gate['attest']>[0]): string =>
  new TextDecoder().decode(gate.attest(attestation).bytes);

describe('the gate lets a checkpoint of the ledger out', () => {
  it('as a line like those of an anchor file, whatever policies say', () => {
    expect(JSON.parse(textOf({ ...given, note }))).toEqual({ at: 0, checkpoint: note });
    expect(gate.attest({ ...given, note })).toMatchObject({ zone: 'addressed', outcome: 'allow', setVersion: 'none' });
  });

  it('as a message in plain ASCII whose body is that line', () => {
    const text = textOf({ ...given, note, mail });
    expect(text).toMatch(/^[\x20-\x7e\r\n]+$/);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual(
      expect.arrayContaining([
        'From: portico@acme.example',
        'To: audit@corp.example',
        'Subject: Checkpoint of acme.example/ledger at 12 entries',
        'Date: Thu, 01 Jan 1970 00:00:00 +0000',
      ]),
    );
    expect(JSON.parse(body)).toEqual({ at: 0, checkpoint: note });
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThan(998);
  });

  it.each([
    ['a word before it', `hello\n${note}`],
    ['a word after it', `${note}hello\n`],
    ['a line more in it', note.replace('\n12\n', '\n12\nsecret\n')],
    ['words in its name', note.replace('acme.example/ledger\n', 'what we plan\n')],
    ['no signature', note.split('\u2014')[0] ?? ''],
    ['another text', 'what we plan'],
  ])('and nothing with %s', (_, wrong) => {
    expect(() => gate.attest({ ...given, note: wrong })).toThrow(RangeError);
  });

  it.each(['a@b.example\r\nBcc: eve@far.example', 'a@b.example, eve@far.example', 'nobody'])(
    'and to no address like %j',
    (to) => {
      expect(() => gate.attest({ ...given, note, mail: { ...mail, to } })).toThrow(RangeError);
    },
  );
});
