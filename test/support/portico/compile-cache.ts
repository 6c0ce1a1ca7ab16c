import { fileURLToPath } from 'node:url';

/** For processes that tests start: hundreds of them read the same modules, which are compiled once (`node --help`, NODE_COMPILE_CACHE). */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/portico/compiled', import.meta.url)),
};
