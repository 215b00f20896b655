import { describe, expect, test } from 'vitest';
import { JUNE_10, departmentRow, readDepartment, readPeople, row } from './read-days.ts';

describe('trap 19: a field of the wrong type', () => {
  const spoilt = [
    { totalLinesAccepted: '5' },
    { totalLinesAccepted: -1 },
    { totalLinesAccepted: 1.5 },
    { totalLinesAccepted: 1e300 },
    { totalChatTurns: {} },
    { statusActive: 'true' },
    { userId: 5 },
    { userId: '' },
    { userId: null },
    { breakdown: [] },
    { breakdown: { chatting: {} } },
    { breakdown: { chatting: [null] } },
    { breakdown: { coding: [{ linesAccepted: 'many' }] } },
    { breakdown: { completion: [{ language: 7 }] } },
    { breakdown: { chatting: [{ chatTurns: 1 }, { chatTurns: -1 }] } },
    { breakdown: { chatting: [{ chatTurnsAccepted: 0.5 }] } },
    { breakdown: { coding: [{ linesAccepted: -1 }] } },
    { breakdown: { coding: [{ linesChanged: 1e300 }] } },
    { breakdown: { completion: [{ countAccepted: -1 }] } },
    { breakdown: { completion: [{ countSuggested: 0.5 }] } },
    { breakdown: { completion: [{ linesAccepted: -1 }] } },
    { breakdown: { completion: [{ linesSuggested: -1 }] } },
    ...[
      'totalChatTurns',
      'totalChatTurnsAccepted',
      'totalCountAcceptedCompletion',
      'totalCountSuggestedCompletion',
      'totalLinesAcceptedChat',
      'totalLinesAcceptedCompletion',
      'totalLinesChanged',
      'totalLinesSuggestedCompletion',
    ].map((counter) => ({ [counter]: -1 })),
  ];

  test.each(spoilt)('trap 19: %j spoils its row, not the page', async (fields) => {
    const { rows, rejected } = await readPeople([
      row({ userId: 'before' }),
      row(fields),
      row({ userId: 'after' }),
    ]);
    expect(rows.map(({ personId }) => personId)).toEqual(['before', 'after']);
    expect(rejected).toBe(1);
  });

  test.each([[null], ['row'], [7], [[]]])('trap 19: a row that is %j', async (odd) => {
    expect(await readPeople([odd, row()])).toMatchObject({ rejected: 1, rows: { length: 1 } });
  });

  test('trap 19: in a department too', async () => {
    const { rows, rejected } = await readDepartment([
      departmentRow({ activeDeveloper: 'three' }),
      departmentRow({ activeDeveloper: -1 }),
      departmentRow({ activeDeveloperChat: -1 }),
      departmentRow({ activeDeveloperCompletion: 0.5 }),
      departmentRow({ totalLinesAccepted: -1 }),
      departmentRow({ date: JUNE_10 + 86_400_000 }),
    ]);
    expect(rows.map(({ day }) => day)).toEqual(['2025-06-11']);
    expect(rejected).toBe(5);
  });

  test('trap 19: fields that nobody knows are fine, and go no further', async () => {
    const { rows, rejected } = await readPeople([row({ newField: { deep: [1] } })]);
    expect(rejected).toBe(0);
    expect(JSON.stringify(rows)).not.toContain('newField');
  });
});
