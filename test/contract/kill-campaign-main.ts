import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killCampaign } from './kill-campaign.ts';

// `node test/contract/kill-campaign-main.ts [cycles]` prints what was lost, and exits 1 where anything was.
const cycles = Number(process.argv[2] ?? 200);
const folder = await mkdtemp(join(tmpdir(), 'portico-kill-'));
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const report = await killCampaign(`sqlite:${join(folder, 'portico.sqlite')}`, { cycles }, Math.random, tell);
await rm(folder, { recursive: true });
tell(JSON.stringify(report));
process.exitCode = report.lost.length + report.halved.length === 0 ? 0 : 1;
