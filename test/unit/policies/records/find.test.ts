import fc from 'fast-check';
import { found, hashed } from './hashed.ts';

const crm = hashed(`number*,name*,town,mail*
KD-10021,Ines Brightwater,Bergen,ines@brightwater.example
KD-10022,Jörg Weiß,Köln,joerg@weiss.example
KD-10023,Jonas Ferrant,Bergen,
KD-10024,Ines Ferrant,Oslo,i.ferrant@ferrant.example
KD-10025,王伟,Beijing,wang@wei.example
`);

describe('the records of a text', () => {
  it.each([
    ['as they were written', 'KD-10021 is Ines Brightwater', ['Ines Brightwater', 'KD-10021']],
    ['in other case', 'kd-10021 INES BRIGHTWATER', ['INES BRIGHTWATER', 'kd-10021']],
    ['without delimiters', 'KD10021 #InesBrightwater', ['InesBrightwater', 'KD10021']],
    ['with other delimiters', 'KD 100.21, ines_brightwater', ['ines_brightwater', 'KD 100.21']],
    [
      'one sign at a time',
      'K D 1 0 0 2 1 and I-n-e-s B-r-i-g-h-t-w-a-t-e-r',
      ['I-n-e-s B-r-i-g-h-t-w-a-t-e-r', 'K D 1 0 0 2 1'],
    ],
    ['without marks', 'Jorg Weiss from Koln', ['Jorg Weiss', 'Koln']],
    ['with marks that compose', 'Jo\u0308rg Weiß, KD-10022', ['Jorg Weiss', 'KD-10022']],
    ['in look-alike letters', 'In\u0435s Brightw\u0430ter KD-\uff11\uff10021', ['Ines Brightwater', 'KD-10021']],
    ['a script without spaces', '客户王伟在Beijing', ['Beijing', '王伟']],
    ['in two places apart', `KD-10021 ${'and so on '.repeat(200)} Ines Brightwater`, ['Ines Brightwater', 'KD-10021']],
    ['by a supporting field', 'Jonas Ferrant lives in Bergen', ['Jonas Ferrant', 'Bergen']],
  ])('are found %s', (_, text, values) => {
    expect(found(crm, text)).toEqual([values]);
  });

  it.each([
    ['fields of different records', 'KD-10021 and Jonas Ferrant'],
    ['one field alone', 'KD-10021'],
    ['one field twice', 'KD-10021, yes, KD 10021'],
    ['supporting fields alone', 'from Bergen to Oslo'],
    ['a part of a word', 'XKD-10021 Ines Brightwaters'],
    ['a value with other letters in it', 'KD-1x0021 Ines de Brightwater'],
    ['a name inside a mail address', 'brightwater.example'],
    ['letters of a value that stand far apart', `KD ${'.'.repeat(20)} 10021 Ines ${'.'.repeat(20)} Brightwater`],
    ['the names of columns', 'number name town mail'],
  ])('are not found by %s', (_, text) => {
    expect(found(crm, text)).toEqual([]);
  });

  it('are found by one searchable field where one is enough, and by no supporting one', () => {
    expect(found(crm, 'KD-10021 from Oslo', 1)).toEqual([['KD-10021']]);
    expect(found(crm, 'from Bergen', 1)).toEqual([]);
  });

  it('are found by as many fields as are asked for', () => {
    const text = 'KD-10021 Ines Brightwater';
    expect(found(crm, text, 3)).toEqual([]);
    expect(found(crm, `${text} Bergen`, 3)).toEqual([['Ines Brightwater', 'KD-10021', 'Bergen']]);
  });

  it('are found each by itself', () => {
    const text = 'KD-10021 Ines Brightwater; KD-10024 Ines Ferrant';
    const records = found(crm, text).map((record) => record.join());
    expect(records.sort()).toEqual(['Ines Brightwater,KD-10021', 'Ines Ferrant,KD-10024']);
  });

  it('need a place for each field: a name in a mail address is no second one', () => {
    const people = hashed('name*,mail*\nInes,ines@acme.example\nFrank,frank@acme.example\n');
    expect(found(people, 'ines@acme.example', 2)).toEqual([]);
    expect(found(people, 'Ines: ines@acme.example', 2)).toEqual([['ines@acme.example', 'Ines']]);
    const twins = hashed('first*,last*\nFrank,Frank\n');
    expect(found(twins, 'Frank', 2)).toEqual([]);
    expect(found(twins, 'Frank Frank', 2)).toHaveLength(1);
  });

  it('are not those of which the text holds only a part of what it holds of another', () => {
    const namesakes = hashed('name*,town,mail*\nIda Holm,Oslo,ida@one.example\nIda Holm,Oslo,ida@two.example\n');
    expect(found(namesakes, 'Ida Holm, Oslo, ida@one.example')).toEqual([['ida@one.example', 'Ida Holm', 'Oslo']]);
    expect(found(namesakes, 'Ida Holm, Oslo')).toHaveLength(1);
  });

  it('are found by two values that many records have each', () => {
    const first = Array.from({ length: 50 }, (_, at) => `Given${at}`);
    const last = Array.from({ length: 50 }, (_, at) => `Family${at}`);
    const rows = first.flatMap((one, i) => last.flatMap((other, j) => ((i + j) % 2 === 0 ? `${one},${other}` : [])));
    // Each name stands in 25 records but for those added here.
    const more = Array.from({ length: 40 }, (_, at) => `Given1,Family${at * 2 + 1}\nGiven${at * 2},Family2`);
    const people = hashed(`first*,last*\n${[...rows, ...more].join('\n')}\n`);
    expect(found(people, 'Given1 Family3', 2)).toEqual([['Family3', 'Given1']]);
    expect(found(people, 'Given4 and Family2', 2)).toEqual([['Family2', 'Given4']]);
    expect(found(people, 'Given1 Family2', 2)).toEqual([]);
    expect(found(people, 'Given1', 1)).toEqual([['Given1']]);
  });

  it('are found by what stands in them and by nothing else, whatever stands in between', () => {
    // Letters alone: where digits begin, a value may end.
    const value = fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 3, maxLength: 6 });
    const table = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 });
    const gap = fc.constantFrom(' ', ', ', ' - ', '\n', ' | ');
    fc.assert(
      fc.property(table, fc.array(value, { maxLength: 5 }), gap, (rows, words, between) => {
        const index = hashed(`a*,b,c\n${rows.map((row) => row.join()).join('\n')}\n`);
        const held = new Set(words);
        const expected = rows.some((row) => held.has(row[0]) && new Set(row.filter((one) => held.has(one))).size > 1);
        // Between full stops nothing is read as one value.
        const text = [...held].join(`${between}${'.'.repeat(14)}${between}`);
        expect(found(index, text).length > 0).toBe(expected);
      }),
    );
  });

  it('are looked for in bounds: too many possible ones is an error, not an answer', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `Given${at},Town\nGiven${at},Town2`).join('\n');
    const people = hashed(`name*,town\n${`${rows}\n`.repeat(17)}`);
    const everyone = Array.from({ length: 3000 }, (_, at) => `Given${at}`).join('; ');
    expect(() => found(people, everyone, 2)).toThrow(RangeError);
  });
});
