import { expect, test } from 'vitest';
import { EVERYONE } from '../../src/domain/feeds.ts';
import { AppError } from '../../src/errors.ts';
import { daysNeeded, directoryOf, groupsOf } from '../../src/services/needs.ts';
import { unmetReasons } from '../../src/services/unmet-reasons.ts';

test('each provider’s reason is told once, with how often and for what', () => {
  const down = new AppError('unavailable', 'It is down.');
  const again = new AppError('unavailable', 'It is down.');
  const refused = new AppError('forbidden', 'It refuses.');
  const days = daysNeeded('lingma', 'person-days', EVERYONE, ['2026-11-20'], 0);
  const unmet = [
    { need: directoryOf('lingma'), error: refused, heldAt: null },
    { need: days, error: down, heldAt: null },
    { need: groupsOf('lingma'), error: again, heldAt: null },
    { need: days, error: again, heldAt: null },
    { need: directoryOf('other'), error: down, heldAt: null },
  ];
  expect(unmetReasons(unmet)).toEqual([
    { provider: 'lingma', error: refused, needs: 1, feeds: ['people'] },
    { provider: 'lingma', error: down, needs: 3, feeds: ['person-days', 'groups'] },
    { provider: 'other', error: down, needs: 1, feeds: ['people'] },
  ]);
});
