import { describe, expect, it } from 'vitest';
import type { PeopleStore, SlackPerson } from '../../../src/domain/ports.ts';
import { minute, NOON } from '../rows.ts';

const HOSTILE = [
  '<!channel> & <@U1|ann>',
  `'; drop table slack_person; --`,
  '=HYPERLINK("http://x")',
  'أحمد \u202Eevil',
  '👩‍👩‍👧 Ζωή \t\n\\t \\',
  '%_{"a":[1]}',
];

export function describeSlackPeople(store: () => PeopleStore): void {
  describe('somebody in Slack', () => {
    it('is forgotten who was last looked at before an instant', async () => {
      await store().keepSlackPerson(slackPerson('U1', { email: 'ann@example.com' }), NOON);
      await store().keepSlackPerson(slackPerson('U2', { email: 'bob@example.com' }), minute(1));
      await store().keepLookup('cho@example.com', null, NOON);
      await store().keepLookup('dan@example.com', null, minute(1));
      await store().prune(minute(1));
      expect(await store().slackPerson('U1')).toBeNull();
      expect(await store().slackPerson('U2')).not.toBeNull();
      const emails = ['ann', 'bob', 'cho', 'dan'].map((name) => `${name}@example.com`);
      expect(await store().lookups(emails)).toEqual(
        new Map([
          ['bob@example.com', true],
          ['dan@example.com', false],
        ]),
      );
    });

    it('comes back as last seen, whatever the name', async () => {
      expect(await store().slackPerson('U1')).toBeNull();
      for (const [index, name] of HOSTILE.entries()) {
        const person = slackPerson('U1', { name, email: `${name}@example.com`, zone: name });
        await store().keepSlackPerson(person, minute(index));
        expect(await store().slackPerson('U1')).toEqual({ person, at: minute(index) });
      }
      const bare = slackPerson('U2', {
        name: null,
        email: null,
        zone: null,
        membership: 'deactivated',
        isWorkspaceAdmin: true,
      });
      await store().keepSlackPerson(bare, NOON);
      expect((await store().slackPerson('U2'))?.person).toEqual(bare);
      expect((await store().slackPerson('U1'))?.person.name).toBe(HOSTILE.at(-1));
      expect(await store().slackPerson('u1')).toBeNull();
    });

    it('is known by address, or was looked up for nothing, or was not', async () => {
      await store().keepLookup('ann@example.com', 'U1', NOON);
      await store().keepLookup('bob@example.com', null, NOON);
      await store().keepLookup('cid@example.com', null, NOON);
      await store().keepSlackPerson(slackPerson('U3', { email: 'cid@example.com' }), NOON);
      await store().keepSlackPerson(slackPerson('U4', { email: 'dan@example.com' }), NOON);
      const asked = ['ann', 'bob', 'cid', 'dan', 'eve'].map((name) => `${name}@example.com`);
      expect(Object.fromEntries(await store().lookups(asked))).toEqual({
        'ann@example.com': true,
        'bob@example.com': false,
        'cid@example.com': true,
        'dan@example.com': true,
      });
      expect(await store().lookups([])).toEqual(new Map());
    });

    it('loses only what no database can hold', async () => {
      await store().keepSlackPerson(slackPerson('U1', { name: 'a\0nn \ud83d' }), NOON);
      expect((await store().slackPerson('U1\0'))?.person.name).toBe('ann \ufffd');
    });
  });

  describe('names on top lists', () => {
    it('are taken off and put back, as often as anybody likes', async () => {
      expect(await store().unlisted()).toEqual(new Set());
      await store().setListed('ann@example.com', true, NOON);
      await store().setListed('ann@example.com', false, NOON);
      await store().setListed('ann@example.com', false, minute(1));
      for (const name of HOSTILE) await store().setListed(name, false, NOON);
      expect(await store().unlisted()).toEqual(new Set(['ann@example.com', ...HOSTILE]));
      for (const name of HOSTILE) await store().setListed(name, true, NOON);
      await store().setListed('bob\0@example.com', false, NOON);
      expect(await store().unlisted()).toEqual(new Set(['ann@example.com', 'bob@example.com']));
    });
  });
}

export function slackPerson(slackUserId: string, rest: Partial<SlackPerson> = {}): SlackPerson {
  return {
    slackUserId,
    name: slackUserId,
    email: null,
    zone: 'Asia/Shanghai',
    membership: 'member',
    isWorkspaceAdmin: false,
    ...rest,
  };
}
