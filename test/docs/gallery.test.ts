import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { deadEnds } from '../../docs/gallery/dead-ends.ts';
import { digests } from '../../docs/gallery/digests.ts';
import { answers } from '../../docs/gallery/examples.ts';
import { homes } from '../../docs/gallery/homes.ts';
import { nudgesForAdmins } from '../../docs/gallery/nudges-for-admins.ts';
import { nudges } from '../../docs/gallery/nudges.ts';
import { galleryPage } from '../../docs/gallery/page.ts';
import { VERB_ROWS } from '../../src/slack/command-verbs.ts';
import { expectSafe, expectSafeHome } from '../slack/views/safe.ts';

describe('the gallery', () => {
  it('is what `npm run gallery` makes', async () => {
    const page = await readFile(new URL('../../docs/answers.md', import.meta.url), 'utf8');
    expect(page === galleryPage()).toBe(true);
  });

  it('has messages that Slack takes', () => {
    const examples = [...answers(), ...digests(), ...deadEnds()];
    expect(examples.length).toBeGreaterThan(30);
    for (const { message } of examples) expectSafe(message);
  });

  it('has messages of nudges that Slack takes; only the policy’s own links are links', () => {
    const examples = [...nudges(), ...nudgesForAdmins()];
    const linking = examples.filter(({ message }) => message.text.includes('<https://'));
    expect(linking.map(({ title }) => title)).toEqual(['Help to set it up']);
    for (const one of examples) if (!linking.includes(one)) expectSafe(one.message);
  });

  it('has homes that Slack takes', () => {
    const examples = homes();
    expect(examples.length).toBeGreaterThan(5);
    for (const { message } of examples) expectSafeHome(message);
  });

  it('shows an answer to everything that can be asked', () => {
    const asked = [...answers(), ...digests(), ...nudgesForAdmins()].map(
      ({ asked }) => asked.split(' ')[1] ?? '',
    );
    const verbs = VERB_ROWS.flatMap(({ word }) => word ?? []);
    expect(verbs.filter((word) => !asked.includes(word))).toEqual([]);
  });
});
