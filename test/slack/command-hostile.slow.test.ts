import { expect, it } from 'vitest';
import { expectAnswers } from './hostile-command.ts';

it('a hostile command line ends in a command, or in a problem with a command that works: 10,000 times', () => {
  expect.hasAssertions();
  expectAnswers(10_000);
});
