import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Membership } from '../../src/domain/access.ts';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { createFindSlackPerson } from '../../src/services/find-slack-person.ts';
import { createIdentifyActor } from '../../src/services/identify-actor.ts';
import { makeDirectory, makeSlackPerson } from './people.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

// As the calls of Slack's Web API fail; what has no method is not Slack's trouble.
const AT_SLACK = { context: { method: 'users.info' } };

let shop: Workshop;
let id = 0;
let slackUserId: string;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

beforeEach(() => {
  id += 1;
  slackUserId = `U${id}`;
});

function identify(directory: ReturnType<typeof makeDirectory>, adminUsers: string[] = []) {
  const { people, clock } = shop;
  const findSlackPerson = createFindSlackPerson({ ...directory, people, clock });
  return createIdentifyActor({ findSlackPerson, adminUsers })(slackUserId, 'T1');
}

function ann(over = {}) {
  return makeSlackPerson({ slackUserId, email: `ann${id}@example.com`, ...over });
}

describe('whoever asks', () => {
  test('is whom Slack says, and Slack is asked once an hour', async () => {
    const directory = makeDirectory(ann());
    const actor = await identify(directory);
    expect(actor).toEqual({
      slackUserId,
      slackTeamId: 'T1',
      email: `ann${id}@example.com`,
      membership: 'member',
      isAdmin: false,
    });
    directory.known = [ann({ membership: 'guest' })];
    shop.passHours(0.9);
    expect(await identify(directory)).toEqual(actor);
    expect(directory.asked).toEqual([slackUserId]);
    shop.passHours(0.2);
    expect(await identify(directory)).toMatchObject({ membership: 'guest' });
  });

  test.each<ErrorCode>(['unavailable', 'rate_limited'])(
    'is who they were within the week while Slack is %s, and nobody afterwards',
    async (code) => {
      const directory = makeDirectory(ann());
      const before = await identify(directory);
      directory.trouble = new AppError(code, 'Slack is away.', AT_SLACK);
      shop.passHours(24 * 6.9);
      expect(await identify(directory)).toEqual(before);
      shop.passHours(24 * 0.2);
      await expect(identify(directory)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/could not tell who asks.+nothing was looked at.+Try again/),
      });
    },
  );

  test('is not remembered once Slack refuses the bot itself', async () => {
    const directory = makeDirectory(ann());
    await identify(directory);
    shop.passHours(2);
    directory.trouble = new AppError('forbidden', 'missing_scope', AT_SLACK);
    await expect(identify(directory)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/manifest\.yml.+users:read and users:read\.email/),
    });
  });

  test('is nobody’s business where the bot’s own database is in trouble, which is said as it is', async () => {
    const directory = makeDirectory(ann());
    directory.trouble = new AppError('unavailable', 'The database is away.');
    await expect(identify(directory)).rejects.toMatchObject({ message: 'The database is away.' });
  });

  test('is a stranger where Slack knows nobody like that', async () => {
    const actor = await identify(makeDirectory(), [slackUserId]);
    expect(actor).toMatchObject({ membership: 'outsider', email: null, isAdmin: false });
  });

  test('is not known where Slack has no such method, and an admin only by id', async () => {
    const directory = makeDirectory();
    const context = { slackError: 'unknown_method' };
    directory.trouble = new AppError('not_found', 'No such method.', { context });
    expect(await identify(directory)).toMatchObject({ membership: 'unknown', isAdmin: false });
    expect(await identify(directory, [slackUserId])).toMatchObject({ isAdmin: true });
    directory.trouble = new AppError('not_found', 'Something else.');
    await expect(identify(directory)).rejects.toMatchObject({ message: 'Something else.' });
  });
});

describe('an admin', () => {
  test('is who is in ADMIN_USERS, by id or address; else the workspace’s', async () => {
    const boss = makeDirectory(ann({ isWorkspaceAdmin: true }));
    expect(await identify(boss)).toMatchObject({ isAdmin: true });
    expect(await identify(boss, ['U999'])).toMatchObject({ isAdmin: false });
    const listed = makeDirectory(ann());
    expect(await identify(listed, [slackUserId])).toMatchObject({ isAdmin: true });
    expect(await identify(listed, [`Ann${id}@Example.com`])).toMatchObject({ isAdmin: true });
  });

  test.each<Membership>(['guest', 'outsider', 'deactivated', 'bot'])(
    'is never a %s, whoever lists them',
    async (membership) => {
      const directory = makeDirectory(ann({ membership, isWorkspaceAdmin: true }));
      expect(await identify(directory)).toMatchObject({ membership, isAdmin: false });
      expect(await identify(directory, [slackUserId])).toMatchObject({ isAdmin: false });
    },
  );
});
