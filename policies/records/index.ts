export { type CompiledRecords, compileRecords, RecordsCompiler, type RecordsOptions } from './compile.ts';
export { type FoundRecord, findRecords, type Occurrence } from './find.ts';
export { packRecords, type RestoredRecords, unpackRecords } from './packed-records.ts';
export type { Hit, RecordIndex } from './record-index.ts';
