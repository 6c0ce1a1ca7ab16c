import { parentPort, workerData } from 'node:worker_threads';
import type { PolicyFiles } from '../../policies/index.ts';
import { checkSet } from './checking.ts';

const { files, hashKey } = workerData as { files: PolicyFiles; hashKey: Uint8Array };
parentPort?.postMessage(checkSet(files, hashKey));
