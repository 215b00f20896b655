import fc from 'fast-check';
import { expect } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { markProblem } from '../../src/slack/command-mark.ts';
import { printCommand, printForPeople } from '../../src/slack/command-print.ts';
import { anyText, PROVIDERS } from './commands.ts';

/** What must hold whatever was typed: it is read, or a problem names a part of it and offers what is read. */
export function expectAnswer(text: string): void {
  const parsed = parseCommandLine(text, PROVIDERS);
  const command = parsed.ok ? parsed.command : parsed.problem.corrected;
  expect(parseCommandLine(printCommand(command), PROVIDERS)).toEqual({ ok: true, command });
  expect(printForPeople(command)).toMatch(/^\/ai-usage/);
  if (parsed.ok) return;
  const { problem, at } = parsed.problem;
  expect(problem).toMatch(/\S.*[.?]$/u);
  expect(problem.length).toBeLessThan(400);
  expect(at.from).toBeGreaterThanOrEqual(0);
  expect(at.to).toBeGreaterThan(at.from);
  expect(at.to).toBeLessThanOrEqual(text.length);
  const { before, wrong, after } = markProblem(text, at);
  expect(wrong).not.toBe('');
  const line = `${before}${wrong}${after}`;
  expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  expect(line.isWellFormed()).toBe(true);
}

export function expectAnswers(numRuns: number): void {
  fc.assert(fc.property(anyText, expectAnswer), { numRuns });
}
