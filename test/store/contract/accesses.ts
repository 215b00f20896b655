import { describe, expect, it } from 'vitest';
import type { PeopleStore } from '../../../src/domain/ports.ts';
import { minute, NOON } from '../rows.ts';

const ANN = 'ann@example.com';
const BOB = `bob'; --\\"@example.com`;

export function describeAccesses(store: () => PeopleStore): void {
  describe('accesses', () => {
    it('are told to each person that they were about, newest first, with how many there are', async () => {
      await note(NOON, 'U1', 'summary', [ANN]);
      await note(minute(2), 'U2', 'export', [BOB, ANN, ANN]);
      await note(minute(1), 'U3', 'details', [ANN]);
      await note(minute(3), 'U4', 'inactive', [BOB]);
      expect(await store().accessesTo(ANN, 2)).toEqual({
        seen: [
          { at: minute(2), slackUserId: 'U2', what: 'export' },
          { at: minute(1), slackUserId: 'U3', what: 'details' },
        ],
        inAll: 3,
      });
      expect((await store().accessesTo(BOB, 5)).seen.map(({ slackUserId }) => slackUserId)).toEqual(
        ['U4', 'U2'],
      );
      expect(await store().accessesTo('nobody\0@example.com', 5)).toEqual({ seen: [], inAll: 0 });
    });

    it('of the same moment come in the order in which they were noted', async () => {
      for (const id of ['U1', 'U2', 'U3']) await note(NOON, id, 'summary', [ANN]);
      const { seen } = await store().accessesTo(ANN, 5);
      expect(seen.map(({ slackUserId }) => slackUserId)).toEqual(['U3', 'U2', 'U1']);
    });

    it('of nobody, and of thousands at once, are written down', async () => {
      await note(NOON, 'U1', 'export', []);
      const thousands = Array.from({ length: 20_000 }, (_, index) => `person-${index}@example.com`);
      await note(NOON, 'U1', 'export', thousands);
      expect(await store().accessesTo('person-19999@example.com', 5)).toMatchObject({ inAll: 1 });
    });

    it('are taken back where nothing was shown after all', async () => {
      await note(NOON, 'U1', 'summary', [ANN]);
      const noted = await note(minute(1), 'U2', 'export', [ANN, BOB]);
      await store().takeBackAccess(noted ?? 0);
      expect(await store().accessesTo(ANN, 5)).toMatchObject({
        seen: [{ what: 'summary' }],
        inAll: 1,
      });
      expect(await store().accessesTo(BOB, 5)).toEqual({ seen: [], inAll: 0 });
      expect(await note(NOON, 'U1', 'export', [])).toBeNull();
    });

    it('are forgotten before an instant', async () => {
      await note(NOON, 'U1', 'summary', [ANN]);
      await note(minute(1), 'U2', 'summary', [ANN]);
      await store().prune(minute(1));
      expect(await store().accessesTo(ANN, 5)).toEqual({
        seen: [{ at: minute(1), slackUserId: 'U2', what: 'summary' }],
        inAll: 1,
      });
    });
  });

  function note(
    at: Date,
    slackUserId: string,
    what: 'summary' | 'export' | 'inactive' | 'details',
    emails: readonly string[],
  ): Promise<number | null> {
    return store().noteAccess({ at, slackUserId, what, emails });
  }
}
