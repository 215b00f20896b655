import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../src/domain/feeds.ts';
import { ask, failureIn, readAll } from '../reading.ts';
import { json, raw, serve } from '../server.ts';
import { JUNE_10, readPeople, row } from './read-days.ts';
import { makeLingma, published } from './setup.ts';

test.each(['all', 'one'])('the published answer (%s) is read whole', async (which) => {
  const { rows, rejected, server } = await readPeople(published(`lingma-developer-usage-${which}`));
  expect(server.seen[0]?.path).toBe('/oapi/v1/lingma/organizations/org%2F1/developerUsage');
  expect(rejected).toBe(0);
  expect(rows).toEqual([
    {
      personId: '10107ac8-59af-4391-8df5-ea4472bb****',
      day: '2025-06-10',
      active: true,
      activeChat: true,
      activeCompletion: true,
      lastActiveAt: 1_749_570_900_000,
      totals: {
        linesAccepted: 79,
        linesChanged: 79,
        linesAcceptedChat: 0,
        linesAcceptedCompletion: 1,
        linesSuggestedCompletion: 1,
        chatTurns: 1,
        chatTurnsAccepted: 1,
        completionsAccepted: 1,
        completionsSuggested: 1,
      },
      splits: {
        chats: [{ kind: 'GENERATE_TESTCASE', ide: 'jetbrains', turns: 1, turnsAccepted: 1 }],
        lines: [{ language: 'java', accepted: 79, changed: 79 }],
        completions: [
          {
            language: 'java',
            ide: 'jetbrains',
            accepted: 1,
            suggested: 1,
            linesAccepted: 1,
            linesSuggested: 1,
          },
        ],
      },
    },
  ]);
});

describe('trap 4: the body is a bare array', () => {
  test.each([
    ['an object around the rows', json({ data: [row()] })],
    ['an empty object', json({})],
    ['null', json(null)],
    ['an error in a good answer', json({ errorCode: 'Whatever', errorMessage: 'odd' })],
    ['no JSON', raw('<html></html>')],
  ])('trap 4: %s is an error, not “no data”', async (_what, reply) => {
    const server = await serve(reply);
    const failure = await failureIn(readAll(makeLingma(server.url), 'person-days'));
    expect(failure.code).toBe('contract');
  });

  test('trap 4: an empty array is no data', async () => {
    expect(await readPeople([])).toMatchObject({ rows: [], rejected: 0, warnings: [] });
  });
});

describe('trap 5: whom the question is about', () => {
  test.each<[string, Scope, object]>([
    ['everyone', { kind: 'everyone' }, {}],
    ['a department', { kind: 'group', id: 'd-1' }, { departmentId: 'd-1' }],
    ['a person', { kind: 'person', id: 'u-1' }, { userId: 'u-1' }],
  ])('trap 5: never both ids, and none that is empty: %s', async (_who, scope, ids) => {
    const { server } = await readPeople([row()], scope);
    const paging = { page: '1', perPage: '100' };
    const days = { startTime: '2025-06-01', endTime: '2025-06-30' };
    expect(server.seen[0]?.query).toEqual({ ...paging, ...days, ...ids });
    const seats = await serve(json([]));
    await readAll(makeLingma(seats.url), 'seats', { ...ask, scope });
    expect(seats.seen[0]?.query).toEqual({ ...paging, ...ids });
  });

  test.each<Scope>([
    { kind: 'group', id: '' },
    { kind: 'person', id: '' },
  ])('trap 5: an empty id of a $kind is not sent, and does not become everyone', async (scope) => {
    const server = await serve(json([]));
    const provider = makeLingma(server.url);
    for (const feed of ['person-days', 'department-days', 'seats'] as const) {
      const failure = await failureIn(readAll(provider, feed, { ...ask, scope }));
      expect(failure.code).toBe('invalid');
    }
    expect(server.seen).toEqual([]);
  });

  test('rows about somebody else are left out, and told', async () => {
    const { rows, warnings } = await readPeople([row(), row({ userId: 'u-2' })], {
      kind: 'person',
      id: 'u-1',
    });
    expect(rows.map(({ personId }) => personId)).toEqual(['u-1']);
    expect(warnings).toEqual([expect.stringContaining('nobody asked for (1)')]);
  });

  test('days without a period, and department days of everyone, are asked of nobody', async () => {
    const server = await serve(json([]));
    const provider = makeLingma(server.url);
    const department = { kind: 'group', id: 'd-1' } as const;
    const asked = [
      readAll(provider, 'person-days', { ...ask, period: null }),
      readAll(provider, 'department-days', { ...ask, scope: department, period: null }),
      readAll(provider, 'department-days', ask),
      readAll(provider, 'department-days', { ...ask, scope: { kind: 'person', id: 'u-1' } }),
    ];
    for (const reading of asked) expect((await failureIn(reading)).code).toBe('invalid');
    expect(server.seen).toEqual([]);
  });
});

test('trap 7: totals are the totals, the breakdown is the splits', async () => {
  const { rows } = await readPeople(published('lingma-developer-usage-all'));
  const { totals, splits } = rows[0] ?? {};
  expect(totals).toMatchObject({
    linesAccepted: 79,
    linesAcceptedChat: 0,
    linesAcceptedCompletion: 1,
  });
  expect(splits?.lines).toEqual([{ language: 'java', accepted: 79, changed: 79 }]);
});

describe('trap 8: fields come and go', () => {
  test('trap 8: a row of an id and a date is a row, and what it lacks is null, not 0', async () => {
    const { rows, rejected } = await readPeople([row()]);
    expect(rejected).toBe(0);
    expect(rows).toEqual([
      {
        personId: 'u-1',
        day: '2025-06-10',
        active: false,
        activeChat: false,
        activeCompletion: false,
        lastActiveAt: null,
        totals: {
          linesAccepted: null,
          linesChanged: null,
          linesAcceptedChat: null,
          linesAcceptedCompletion: null,
          linesSuggestedCompletion: null,
          chatTurns: null,
          chatTurnsAccepted: null,
          completionsAccepted: null,
          completionsSuggested: null,
        },
        splits: { chats: [], lines: [], completions: [] },
      },
    ]);
  });

  test('trap 8: a completion with linesChanged in place of linesSuggested', async () => {
    const completion = { countAccepted: 2, linesAccepted: 5, linesChanged: 9 };
    const { rows } = await readPeople([row({ breakdown: { completion: [completion] } })]);
    expect(rows[0]?.splits.completions).toEqual([
      {
        language: '',
        ide: '',
        accepted: 2,
        suggested: null,
        linesAccepted: 5,
        linesSuggested: null,
      },
    ]);
  });
});

test('trap 12: empty names mean unknown, and a breakdown may be null, missing or half there', async () => {
  const breakdown = {
    chatting: [{ chatType: '', ide: '', chatTurns: 1 }],
    coding: null,
    completion: [{ language: null, countAccepted: 1 }],
  };
  const { rows, rejected } = await readPeople([
    row({ breakdown }),
    row({ userId: 'u-2', breakdown: null }),
    row({ userId: 'u-3' }),
  ]);
  expect(rejected).toBe(0);
  expect(rows[0]?.splits).toMatchObject({
    chats: [{ kind: '', ide: '', turns: 1, turnsAccepted: null }],
    lines: [],
    completions: [{ language: '', ide: '', accepted: 1 }],
  });
  const none = { chats: [], lines: [], completions: [] };
  expect(rows.slice(1).map(({ splits }) => splits)).toEqual([none, none]);
});

test('trap 13: a kind of chat is any text, passed on as it was written', async () => {
  const kinds = ['FREE_INPUT', 'my command', '<!channel> *hi*', '=1+1', '翻译'];
  const chatting = kinds.map((chatType) => ({ chatType, chatTurns: 1 }));
  const { rows } = await readPeople([row({ breakdown: { chatting } })]);
  expect(rows[0]?.splits.chats.map(({ kind }) => kind)).toEqual(kinds);
});

test('trap 14: an IDE is passed on in any spelling', async () => {
  const ides = ['jetbrains', 'JetBrains', 'vscode', 'VS Code'];
  const completion = ides.map((ide) => ({ ide, countAccepted: 1 }));
  const { rows } = await readPeople([row({ breakdown: { completion } })]);
  expect(rows[0]?.splits.completions.map(({ ide }) => ide)).toEqual(ides);
});

test('trap 16: ids are opaque', async () => {
  const ids = ['3693e234', '10107ac8-59af-4391-8df5-ea4472bb****', 'A', 'a', '007', '__proto__'];
  const { rows } = await readPeople(ids.map((userId) => row({ userId })));
  expect(rows.map(({ personId }) => personId)).toEqual(ids);
});

describe('trap 17: a row is no activity', () => {
  test('trap 17: statusActive decides, whatever else the row holds', async () => {
    const busy = { totalChatTurns: 5, statusActiveChat: true, statusActiveLastedTime: JUNE_10 };
    const { rows } = await readPeople([row({ ...busy, statusActive: false })]);
    expect(rows[0]).toMatchObject({ active: false, lastActiveAt: null });
    expect(rows[0]?.totals.chatTurns).toBe(5);
  });

  test.each([
    [{ statusActiveChat: true }, true],
    [{ statusActiveCompletion: true }, true],
    [{ totalChatTurns: 9 }, false],
  ])('trap 17: without it, chat and completion decide: %j', async (fields, active) => {
    const { rows } = await readPeople([row(fields)]);
    expect(rows[0]?.active).toBe(active);
  });
});
