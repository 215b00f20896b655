import { afterEach, describe, expect, it } from 'vitest';
import { startSlack, type SlackOptions, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { SlackPerson } from '../../src/domain/ports.ts';
import { createWebApi } from '../../src/slack/web-api.ts';

const USERS = Array.from({ length: 450 }, (_, index) => ({
  id: `U${index}`,
  handle: `person${index}`,
  realName: `Person ${index}`,
  email: `person${index}@example.com`,
  deleted: index === 7,
}));

let slack: SlackSandbox;

async function directory(options: Partial<SlackOptions> = {}) {
  slack = await startSlack({
    users: USERS,
    channels: [],
    scopes: ['users:read', 'users:read.email'],
    ...options,
  });
  return createWebApi({ token: slack.botToken, slackApiUrl: slack.apiUrl }).directory;
}

afterEach(() => slack.close());

describe('everybody in the workspace', () => {
  it('is listed page by page, each once, also whoever is deactivated', async () => {
    const people = await directory();
    const found: SlackPerson[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const { people: some, next: after } = await people.page(next);
      found.push(...some);
      next = after;
      pages += 1;
    } while (next !== null);
    expect(pages).toBe(3);
    expect(found.map(({ email }) => email)).toEqual(USERS.map(({ email }) => email));
    expect(found[7]).toMatchObject({ membership: 'deactivated' });
  });

  it('cannot be listed where the bot may not: that is said', async () => {
    const people = await directory({ scopes: ['commands'] });
    await expect(people.page(null)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'users:read',
    });
  });
});
