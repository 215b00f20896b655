import { afterAll, afterEach, beforeAll } from 'vitest';
import type { NudgePolicy } from '../../src/domain/nudge-settings.ts';
import type { SlackPerson } from '../../src/domain/ports.ts';
import { openNudgeDatabase, openNudgeDesk, type NudgeDesk } from './nudge-desk.ts';

type People = Readonly<Record<string, Partial<SlackPerson>>>;

/** Desks for the tests of a file, one after the other over one database. The one that is open is closed by the next, and after each test. */
export function useNudgeDesks() {
  let place: Awaited<ReturnType<typeof openNudgeDatabase>>;
  let desk: NudgeDesk | null = null;

  async function close(): Promise<void> {
    await desk?.close();
    desk = null;
  }

  beforeAll(async () => {
    place = await openNudgeDatabase();
  });
  afterEach(close);
  afterAll(() => place.close());

  return {
    /** Opens one with people whom Slack knows: Ann and Bob, unless said. */
    async open(
      over: Partial<NudgePolicy> = {},
      people: People = { ann: {}, bob: {} },
    ): Promise<NudgeDesk> {
      await close();
      desk = await openNudgeDesk(place, over, Object.keys(people));
      for (const [name, more] of Object.entries(people)) await desk.meet(name, more);
      return desk;
    },
  };
}

/** So many people, of whom there is nothing to be said. */
export function crowd(size: number): People {
  return Object.fromEntries(Array.from({ length: size }, (_, index) => [`p${index}`, {}]));
}
