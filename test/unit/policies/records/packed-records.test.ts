import { deriveIndexKey } from '../../../../policies/gate/digest.ts';
import { compileRecords, packRecords, unpackRecords } from '../../../../policies/records/index.ts';
import { found, hashed, key } from './hashed.ts';

const csv = 'number*,name\nKD-77120,Ines Brightwater\nKD-88230,Jonas Ferrant\n';
const packed = packRecords(hashed(csv));

describe('packed records', () => {
  it('find what the records found', () => {
    const restored = unpackRecords(packed, key);
    if (restored.kind !== 'index') throw new Error(restored.kind);
    expect(found(restored.index, 'kd77120 ines brightwater')).toEqual([['ines brightwater', 'kd77120']]);
    expect(found(restored.index, 'kd77120 jonas ferrant')).toEqual([]);
    expect(packRecords(restored.index)).toEqual(packed);
  });

  it('hold no value, in no encoding', () => {
    for (const encoding of ['latin1', 'utf16le', 'base64', 'hex'] as const) {
      const dump = Buffer.from(packed).toString(encoding);
      for (const value of ['brightwater', 'Brightwater', '77120', 'ferrant']) expect(dump).not.toContain(value);
    }
  });

  it('share no hash with the same records under another key, or of another data set', () => {
    const rows = (secret: number, name: string) => {
      const compiled = compileRecords(name, csv, {
        key: deriveIndexKey(new Uint8Array(32).fill(secret), `records/${name}`),
      });
      if (!compiled.ok) throw new Error('does not compile');
      return new Set(compiled.index.parts.values.rests);
    };
    const first = rows(3, 'crm');
    for (const other of [rows(4, 'crm'), rows(3, 'crm-2')]) {
      expect([...other].filter((rest) => first.has(rest))).toEqual([]);
    }
  });

  it('are refused under another key', () => {
    expect(unpackRecords(packed, deriveIndexKey(new Uint8Array(32).fill(4), 'records/crm'))).toEqual({
      kind: 'other-key',
    });
  });

  it('are refused as damaged wherever they end early', () => {
    for (let length = 0; length < packed.length; length++) {
      expect(unpackRecords(packed.subarray(0, length), key)).toEqual({ kind: 'damaged' });
    }
  });

  it('never throw, whatever byte of them is turned', () => {
    for (let at = 0; at < packed.length; at++) {
      const turned = packed.slice();
      turned[at] = (turned[at] ?? 0) ^ 0xff;
      expect(['damaged', 'other-key', 'index']).toContain(unpackRecords(turned, key).kind);
    }
  });

  it.each([
    ['columns that are none', { columns: [1] }],
    ['no columns', { columns: [] }],
    ['a length beyond all', { lengths: [4000] }],
    ['lengths that are none', { lengths: 'all' }],
    ['no name', { name: null }],
    ['tables of other lengths', { tables: [1, 2, 3] }],
    ['another format', { format: 'portico-records-9' }],
  ])('are refused with a header of %s', (_, members) => {
    const end = packed.indexOf(10);
    const header = { ...JSON.parse(new TextDecoder().decode(packed.subarray(0, end))), ...members };
    const forged = Buffer.concat([Buffer.from(JSON.stringify(header)), packed.subarray(end)]);
    expect(unpackRecords(forged, key)).toEqual({ kind: 'damaged' });
  });
});
