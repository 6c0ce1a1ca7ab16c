export { compileRecords, RecordsCompiler } from './compile.ts';
export { type FoundRecord, findRecords, type Occurrence } from './find.ts';
export { packRecords, recordPieces, unpackRecords, unpackRecordsInSteps } from './packed-records.ts';
export type { RecordIndex } from './record-index.ts';
