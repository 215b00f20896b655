import { describe, expect, test } from 'vitest';
import { JUNE_10, departmentRow, readDepartment } from './read-days.ts';
import { published } from './setup.ts';

describe('trap 9: what departments lack', () => {
  const completion = [
    { countAccepted: 3, countSuggested: 10, linesAccepted: 4 },
    { countAccepted: 2, countSuggested: 5 },
    { countSuggested: 1 },
  ];

  test('trap 9: completions are counted from the breakdown; lines suggested are not provided', async () => {
    const { rows } = await readDepartment([departmentRow({ breakdown: { completion } })]);
    expect(rows[0]?.totals).toMatchObject({
      completionsAccepted: 5,
      completionsSuggested: 16,
      linesSuggestedCompletion: null,
      linesAcceptedCompletion: null,
      chatTurnsAccepted: null,
    });
    expect(rows[0]?.splits.completions[0]?.linesSuggested).toBeNull();
  });

  test('trap 9: the totals of newer pages are used where they are there', async () => {
    const totals = {
      totalChatTurnsAccepted: 7,
      totalCountAcceptedCompletion: 50,
      totalCountSuggestedCompletion: 160,
      totalLinesAcceptedChat: 11,
      totalLinesAcceptedCompletion: 12,
      totalLinesSuggestedCompletion: 13,
    };
    const { rows } = await readDepartment([
      departmentRow({ ...totals, breakdown: { completion } }),
    ]);
    expect(rows[0]?.totals).toMatchObject({
      chatTurnsAccepted: 7,
      completionsAccepted: 50,
      completionsSuggested: 160,
      linesAcceptedChat: 11,
      linesAcceptedCompletion: 12,
      linesSuggestedCompletion: 13,
    });
  });

  test.each([
    ['no breakdown', undefined, null],
    ['null', null, null],
    ['a breakdown without completions', {}, null],
    ['completions without counts', { completion: [{ language: 'go' }] }, null],
    ['a day without completions', { completion: [] }, 0],
  ])('trap 9: with %s', async (_what, breakdown, count) => {
    const { rows } = await readDepartment([departmentRow({ breakdown })]);
    expect(rows[0]?.totals).toMatchObject({
      completionsAccepted: count,
      completionsSuggested: count,
    });
  });
});

describe("a department's day", () => {
  const fields = {
    activeDeveloper: 4,
    activeDeveloperChat: 3,
    activeDeveloperCompletion: 2,
    totalChatTurns: 20,
    totalLinesAccepted: 100,
    totalLinesChanged: 250,
    breakdown: {
      coding: [
        { activeDeveloper: 4, language: 'go', linesAccepted: 60, linesChanged: 100 },
        { activeDeveloper: 3, language: 'ts', linesAccepted: 40, linesChanged: 90 },
      ],
    },
  };

  test("trap 10: its totals are the department's day, whatever the page calls them", async () => {
    const { rows, server } = await readDepartment([departmentRow(fields)]);
    expect(server.seen[0]?.path).toBe('/oapi/v1/lingma/organizations/org%2F1/departmentUsage');
    expect(server.seen[0]?.query).toMatchObject({ departmentId: 'd-1' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      groupId: 'd-1',
      day: '2025-06-10',
      totals: { chatTurns: 20, linesAccepted: 100, linesChanged: 250 },
    });
  });

  test('trap 11: its active people are its own count, not the sum of its splits', async () => {
    const { rows } = await readDepartment([departmentRow(fields)]);
    expect(rows[0]).toMatchObject({ activePeople: 4, activeChat: 3, activeCompletion: 2 });
    expect(JSON.stringify(rows[0]?.splits)).not.toContain('activeDeveloper');
  });

  test('the published answer is a form to fill in: its date of 0 is no day', async () => {
    const read = await readDepartment(published('lingma-department-usage'));
    expect(read).toMatchObject({ rows: [], rejected: 1 });
  });

  test('the published answer with a date is read whole, as the department that was asked for', async () => {
    const [form] = [published('lingma-department-usage')].flat();
    const { rows } = await readDepartment([{ ...Object(form), date: JUNE_10 }]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      groupId: 'd-1',
      activePeople: 0,
      totals: { linesAccepted: 0 },
    });
  });

  test("its children's rows are no part of it", async () => {
    const { rows, warnings } = await readDepartment([
      departmentRow({ totalLinesAccepted: 1 }),
      departmentRow({ departmentId: 'd-1-child', totalLinesAccepted: 1 }),
    ]);
    expect(rows).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('nobody asked for (1)')]);
  });

  test('trap 3: comes once', async () => {
    const { rows } = await readDepartment([departmentRow(fields), departmentRow(fields)]);
    expect(rows).toHaveLength(1);
  });
});
