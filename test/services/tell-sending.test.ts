import { expect, test } from 'vitest';
import { createTellSending } from '../../src/services/tell-sending.ts';

const AT = new Date('2026-11-23T01:00:00Z');

function tell(
  digest: Partial<Record<'pending' | 'sending' | 'unknown' | 'sent', number>>,
  refused: { readonly at: Date; readonly reason: string } | null = null,
) {
  const deliveries = { tally: async () => ({ digest, notice: { unknown: 7 } }) };
  return createTellSending({ deliveries, refused: () => refused, zone: 'Asia/Shanghai' })();
}

test('nothing is said while all goes well', async () => {
  expect(await tell({ sent: 12 })).toEqual([]);
});

test('a refused token is named, since when, and that nothing is lost', async () => {
  const [note, ...others] = await tell({}, { at: AT, reason: 'token_revoked' });
  expect(others).toEqual([]);
  expect(note).toEqual({
    kind: 'trouble',
    text: expect.stringMatching(/since 23 Nov 2026, 09:00 \(token_revoked\).+None is lost\./),
  });
});

test('what nobody knows of is trouble, what is on its way is not', async () => {
  expect(await tell({ unknown: 1, pending: 2, sending: 1 })).toEqual([
    { kind: 'trouble', text: expect.stringContaining('Of 1 digest nobody knows') },
    { kind: 'remark', text: '3 digests on the way.' },
  ]);
});
