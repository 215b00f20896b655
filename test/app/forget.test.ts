import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { ask } from '../support/asking.ts';
import { startOffice } from '../support/office.ts';
import { runProgram } from '../support/program.ts';
import { columnsWith } from '../support/traces.ts';

vi.setConfig({ testTimeout: 180_000 });

it('leaves no trace of somebody after a bot that was used, and all of the others', async () => {
  await using office = await startOffice();
  const { world } = office;
  const email = 'nora@lantern.example';
  const somebody = (role: string | undefined, address?: string) =>
    world.slackUsers.find((user) => user.role === role && (!address || user.email === address));
  const admin = { user: somebody('admin')?.id };
  const nora = world.slackUsers.find((user) => user.email === email);
  const person = world.people.find((one) => one.email === email);
  const marks = [email, nora?.id ?? '', person?.name ?? '', person?.userId ?? ''];
  expect(marks.every(Boolean)).toBe(true);

  await office.bot.synced();
  await ask(office, '/ai-usage', { user: nora?.id });
  await ask(office, '/ai-usage team=backend', { user: nora?.id });
  await ask(office, `/ai-usage user=${email}`, admin);
  await ask(office, '/ai-usage inactive', admin);
  await ask(office, '/ai-usage export team=backend', admin);
  await ask(
    office,
    `/ai-usage exempt user=${email} until=2027-01-31 reason="${email} is away"`,
    admin,
  );
  await office.bot.stop();

  const settings = { ...office.settings('socket'), DATA_DIR: office.data };
  const look = async (wanted: readonly string[]) => {
    const database = await openDatabase({ url: null, dataDir: office.data });
    const found = await columnsWith(wanted, database);
    await database.close();
    return new Set(found.map(({ table }) => table));
  };
  const held = await look(marks);
  for (const table of ['seat', 'person', 'slack_person', 'access_subject', 'exemption']) {
    expect(held).toContain(table);
  }
  const bob = await look(['bob@lantern.example', 'Bob Okafor']);

  const dry = await runProgram('forget', [email], settings);
  expect(dry.code).toBe(0);
  expect(dry.out).toContain(`This would be erased of ${email}; nothing is yet.`);
  expect(await look(marks)).toEqual(held);

  const real = await runProgram('forget', [email, '--yes'], settings);
  expect(real).toMatchObject({ code: 0, err: '' });
  expect(real.out).toContain(`${email} is forgotten.`);
  expect(real.out).toContain('told of them: the next sync brings back');
  expect(await look(marks)).toEqual(new Set());
  expect(await look(['bob@lantern.example', 'Bob Okafor'])).toEqual(bob);

  const again = await runProgram('forget', [email, '--yes'], settings);
  expect(again.out).toContain(`Nothing is kept of ${email}.`);
});

it.each([
  [[], 'Whom?'],
  [['ann'], 'Whom?'],
  [['a@example.com', 'b@example.com'], 'Whom?'],
  [['a@example.com', '--force'], '--force'],
  [['a@example.com', '--slack-id', 'ann'], '--slack-id'],
])('refuses %j, and says how it is used', async (args, said) => {
  const ran = await runProgram('forget', args, {});
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toContain(said);
  expect(ran.err).toContain('npm run forget -- ann@example.com');
});
