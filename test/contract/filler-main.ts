import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { note } from './samples.ts';

const [file = ''] = process.argv.slice(2);
const store = await openSqliteStore({ file });
let acknowledged = 0;
for (;;) {
  const node = note({ id: `object ${acknowledged}`, content: ['x'.repeat(20_000)] });
  try {
    await store.commits.commit([{ change: 'object.insert', node }]);
    acknowledged += 1;
  } catch (error) {
    const readable = (await store.objects.get('object 0')) !== undefined;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const kind = error instanceof Error ? error.constructor.name : name;
    process.stdout.write(JSON.stringify({ acknowledged, kind, message, readable }));
    break;
  }
}
