import { expect, test } from 'vitest';
import { readForget, runForget } from '../../src/cli/forget.ts';

/** What is said of somebody of whom there is something. */
async function said(argv: readonly string[]): Promise<string> {
  const read = readForget(argv);
  if (!read.ok) throw new Error(read.problem);
  const out: string[] = [];
  const terminal = {
    environment: {},
    out: (text: string) => void out.push(text),
    err: () => undefined,
    outFile: async () => undefined,
  };
  const forget = async ({ email, really }: { email: string; really: boolean }) => ({
    email,
    really,
    erasure: { erased: [{ what: 'seats', rows: 1 }], unnamed: [], toldBy: [] },
    comesBackFrom: [],
    namedIn: [],
    slackTrouble: null,
  });
  await runForget(read.asked, forget, terminal);
  return out.join('');
}

test('the command that erases it takes along the accounts that were named', async () => {
  const accounts = ['--slack-id', 'U0ANN1', '--slack-id', 'W0ANN2'];
  const text = await said(['ann@example.com', ...accounts]);
  const [, command = ''] = /npm run forget -- (.+)$/m.exec(text) ?? [];
  expect(command).toBe('ann@example.com --slack-id U0ANN1 --slack-id W0ANN2 --yes');
  expect(readForget(command.split(' '))).toMatchObject({
    asked: { email: 'ann@example.com', slackUserIds: ['U0ANN1', 'W0ANN2'], really: true },
  });
});

test('nothing is offered to be erased once it is', async () => {
  expect(await said(['ann@example.com', '--yes'])).not.toContain('npm run forget');
});
