import { coverage } from './coverage.ts';

const { missing, line } = coverage();
process.stdout.write(`${line}\nnot offered:\n${missing.map((name) => `  ${name}\n`).join('')}`);
