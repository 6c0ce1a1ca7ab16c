import { dispatch } from './dispatch.ts';

// Whoever reads our output may stop early (`| head`): that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// What is written here, the store above all, is nobody else's on this machine.
process.umask(0o077);

process.exitCode = await dispatch(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
