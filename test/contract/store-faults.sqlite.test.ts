import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../federation/ports/index.ts';
import type { ServerStore } from '../../server/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { note } from './samples.ts';
import { absent, partsOf, submission, whole } from './submission.ts';

describe('the data file', () => {
  const opened: ServerStore[] = [];
  let folder: string;
  let file: string;
  const open = async (): Promise<ServerStore> => {
    const store = await openSqliteStore({ file });
    opened.push(store);
    return store;
  };
  const refused = async (work: Promise<unknown>, line: RegExp): Promise<void> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ message: expect.stringMatching(line) });
  };
  const inFile = (work: (database: Database.Database) => void): void => {
    const database = new Database(file);
    work(database);
    database.close();
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-faults-'));
    file = join(folder, 'portico.sqlite');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  it('is readable by its owner alone, with all its side files', async () => {
    const store = await open();
    await store.commits.commit(submission('one').changes);
    for (const side of ['', '-wal', '-shm']) expect((await stat(`${file}${side}`)).mode & 0o077).toBe(0);
  });

  it('opens again with all that was in it', async () => {
    const first = await open();
    await first.commits.commit(submission('one').changes);
    await first.close();
    expect(await partsOf('one', await open())).toEqual(whole);
  });

  it('keeps its cursors good when it is opened again', async () => {
    const first = await open();
    const collection = 'https://portico.example/users/press/outbox';
    for (const name of ['one', 'two'])
      await first.commits.commit([
        { change: 'activity.insert', node: note({ id: name, type: 'Create' }), collections: [collection] },
      ]);
    const [newest] = await first.activities.page(collection, { limit: 1 });
    await first.close();
    const items = await (await open()).activities.page(collection, { after: newest!.cursor });
    expect(items.map(({ activity }) => activity.id)).toEqual(['one']);
  });

  it('of a newer Portico is refused in one line, and left as it is', async () => {
    await (await open()).close();
    inFile((database) => database.exec("INSERT INTO migrations VALUES ('9999-flying-cars.sql')"));
    await refused(
      open(),
      /^the data file was written by a newer Portico .*9999-flying-cars.*start that version, or restore a backup$/,
    );
    inFile((database) => {
      const names = database.prepare('SELECT name FROM migrations ORDER BY name DESC LIMIT 1').all();
      expect(names).toEqual([{ name: '9999-flying-cars.sql' }]);
    });
  });

  it('of the first Portico, which only counted its steps, gets the steps that it has not had', async () => {
    const folderOfSteps = join(import.meta.dirname, '../../server/storage/sqlite/migrations');
    const first = (await readdir(folderOfSteps)).sort().slice(0, 6);
    const texts = await Promise.all(first.map((name) => readFile(join(folderOfSteps, name), 'utf8')));
    inFile((database) => {
      for (const text of texts) database.exec(text);
      database.pragma('application_id = 1347572803');
      database.pragma('user_version = 6');
    });
    await (await open()).commits.commit(submission('one').changes);
    inFile((database) => expect(Number(database.pragma('user_version', { simple: true }))).toBeGreaterThan(6));
  });

  it('of another program is refused, and left as it is', async () => {
    inFile((database) => database.exec('CREATE TABLE recipes (name TEXT)'));
    await refused(open(), /^the data file belongs to another program: name another one$/);
    inFile((database) => {
      expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['recipes']);
    });
  });

  it('that is no database is refused, and left as it is', async () => {
    const text = 'minutes of the meeting\n'.repeat(100);
    await writeFile(file, text);
    await refused(open(), /damaged or not a database/);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it.each([
    ['lies in no folder', 'missing/portico.sqlite'],
    ['is a folder', '.'],
  ])('that %s is refused with what to do', async (_what, path) => {
    file = join(folder, path);
    await refused(open(), /^the data file does not open: check its path/);
  });

  it('that is deleted or moved away takes no more writes: nobody would find them again', async () => {
    const store = await open();
    await store.commits.commit(submission('one').changes);
    await rename(file, `${file}.moved`);
    await refused(store.commits.commit(submission('two').changes), /^the data file was moved or deleted: put it back/);
    await refused(store.check(), /moved or deleted/);
    await rename(`${file}.moved`, file);
    await store.commits.commit(submission('two').changes);
    expect(await partsOf('two', store)).toEqual(whole);
  });

  it('that another process keeps locked makes a write fail, not the server', async () => {
    const store = await open();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    await refused(store.commits.commit(submission('one').changes), /another process keeps the data file locked/);
    expect(await partsOf('one', store)).toEqual(absent);
    other.exec('ROLLBACK');
    other.close();
    await store.commits.commit(submission('one').changes);
    expect(await partsOf('one', store)).toEqual(whole);
  });
});
