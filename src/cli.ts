import project from '../package.json' with { type: 'json' };
import { readArguments } from './cli/arguments.ts';
import { helpText } from './cli/help.ts';
import { processTerminal } from './cli/process-terminal.ts';
import { runCli } from './cli/run.ts';
import { EXIT } from './cli/terminal.ts';
import { wireCli } from './cli-parts.ts';
import { withCore } from './cli/with-core.ts';
import { REGISTRY } from './providers/registry.ts';

const terminal = processTerminal(process);
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());
process.exitCode = await main();

async function main() {
  const read = readArguments(process.argv.slice(2));
  if (!read.ok) {
    terminal.err(`${read.problem}\n`);
    return EXIT.wrongUse;
  }
  if (read.wanted.does === 'help') {
    terminal.out(helpText(Object.keys(REGISTRY)));
    return EXIT.done;
  }
  const { signal } = stopping;
  return withCore({ what: 'There is no answer', terminal, signal }, async (core, settings) =>
    runCli(read.wanted, wireCli(core, settings, { terminal, signal, version: project.version })),
  );
}
