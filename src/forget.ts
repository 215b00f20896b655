import { readForget, refuseForget, runForget } from './cli/forget.ts';
import { processTerminal } from './cli/process-terminal.ts';
import { withCore } from './cli/with-core.ts';
import { createForgetPerson } from './services/forget-person.ts';
import { createErasureStore } from './store/erase-person.ts';

const terminal = processTerminal(process);
process.exitCode = await main();

async function main() {
  const read = readForget(process.argv.slice(2));
  if (!read.ok) return refuseForget(read.problem, terminal);
  const { signal } = new AbortController();
  return withCore({ what: 'Nothing was erased', terminal, signal }, (core, settings) => {
    const forgetPerson = createForgetPerson({
      ...core,
      erasures: createErasureStore(core.database),
      directory: core.webApi.directory,
      teams: settings.teams,
      adminUsers: settings.config.adminUsers,
    });
    return runForget(read.asked, forgetPerson, terminal);
  });
}
