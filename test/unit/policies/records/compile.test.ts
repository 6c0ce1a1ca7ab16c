import { compileRecords, packRecords, RecordsCompiler } from '../../../../policies/records/index.ts';
import { hashed, key } from './hashed.ts';

const problemsOf = (csv: string) => {
  const compiled = compileRecords('crm', csv, { key });
  return compiled.ok ? [] : compiled.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};
const warningsOf = (csv: string) => {
  const compiled = compileRecords('crm', csv, { key });
  return compiled.ok ? compiled.warnings.map(({ message }) => message) : [];
};

describe('a data set', () => {
  it.each([
    ['that is empty', '', '1:1 the data set is empty'],
    ['of a header alone', 'number*,name\n', '1:1 the data set is empty'],
    ['without a searchable column', 'number,name\nKD-1,Ines\n', '1:1 no column is searchable'],
    ['with two columns of one name', 'name*,name\na,b\n', '1:7 the column `name` stands here twice'],
    ['with a column without a name', 'name*,*\na,b\n', '1:7 a column without a name'],
    ['parted by semicolons', 'number*;name\nKD-1;Ines\n', '1:1 the header is one single name'],
    ['with a row that is too short', 'number*,name\nKD-1,Ines\nKD-2\n', '3:1 a row of 1 fields where the header has 2'],
    ['with a row that is too long', 'number*,name\nKD-1,Ines,x\n', '2:11 a row of 3 fields where the header has 2'],
    ['with a stray quote', 'number*,name\nKD-1,In"es\n', '2:8 a quote inside a field that does not begin with one'],
    [
      'with too many columns',
      `${Array.from({ length: 33 }, (_, at) => `c${at}*`).join()}\n`,
      '1:1 more than 32 columns',
    ],
  ])('%s is refused by line and column', (_, csv, problem) => {
    expect(problemsOf(csv)).toEqual([problem]);
  });

  it('names no more than twenty bad rows, and never what stands in them', () => {
    const problems = problemsOf(`number*,name\n${'Brightwater\n'.repeat(50)}`);
    expect(problems).toHaveLength(20);
    expect(problems.join()).not.toContain('Brightwater');
  });

  it('is refused by name under the file that it came in', () => {
    const compiled = compileRecords('crm', '', { key, file: 'upload.csv' });
    expect(compiled.ok ? [] : compiled.problems.map(({ file }) => file)).toEqual(['upload.csv']);
  });

  it('says which values can not be found', () => {
    const csv = `number*,name\n42,Ines\n7,Jo\nKD-1,${'x'.repeat(129)}\n`;
    expect(warningsOf(csv)).toEqual([
      '2 values of `number` are too short to identify a record',
      '1 values of `name` are longer than 128 letters and never found',
    ]);
  });

  it('gives the same hashes in whatever pieces it comes', () => {
    const csv = 'number*,name\r\nKD-100,"Ines ""Brightwater"""\r\nKD-200,Jörg\r\n';
    const compiler = new RecordsCompiler('crm', { key });
    for (const unit of csv) compiler.add(unit);
    const compiled = compiler.finish();
    expect(compiled.ok && packRecords(compiled.index)).toEqual(packRecords(hashed(csv)));
  });
});
