import { expect, test } from 'vitest';
import { createTellSending } from '../../src/services/tell-sending.ts';

const AT = new Date('2026-11-23T01:00:00Z');

function tell(
  digest: Partial<Record<'pending' | 'sending' | 'unknown' | 'sent', number>>,
  refused: ReturnType<Parameters<typeof createTellSending>[0]['refused']> = null,
  lost = { failed: 0, unknown: 0 },
) {
  const deliveries = { tally: async () => ({ digest, notice: { unknown: 7 } }) };
  const nudges = { undelivered: async () => ({ ...lost, newest: [] }) };
  const clock = () => AT;
  const ports = { deliveries, nudges, refused: () => refused, zone: 'Asia/Shanghai', clock };
  return createTellSending(ports)();
}

test('nothing is said while all goes well', async () => {
  expect(await tell({ sent: 12 })).toEqual([]);
});

test('a refused token is named, since when, and that nothing is lost', async () => {
  const [note, ...others] = await tell({}, { at: AT, reason: 'token_revoked', lacks: null });
  expect(others).toEqual([]);
  expect(note).toEqual({
    kind: 'trouble',
    text: expect.stringMatching(/since 23 Nov 2026, 09:00 \(token_revoked\).+None is lost\./),
  });
});

test('a permission that lacks is named, and the token not blamed', async () => {
  const [note] = await tell({}, { at: AT, reason: 'missing_scope', lacks: 'chat:write' });
  expect(note?.text).toContain('lacked chat:write since 23 Nov 2026, 09:00');
  expect(note?.text).toContain('installed again from manifest.yml');
  expect(note?.text).not.toMatch(/token/i);
});

test('what nobody knows of is trouble, what is on its way is not', async () => {
  expect(await tell({ unknown: 1, pending: 2, sending: 1 })).toEqual([
    { kind: 'trouble', text: expect.stringContaining('Of 1 digest nobody knows') },
    { kind: 'remark', text: '3 digests on the way.' },
  ]);
});

test('messages about nudges that were not delivered are named', async () => {
  expect(await tell({}, null, { failed: 2, unknown: 1 })).toEqual([
    {
      kind: 'trouble',
      text: 'Messages about nudges in the last seven days: 2 not delivered; of 1 nobody knows whether they arrived. “nudges status” tells admins more.',
    },
  ]);
});
