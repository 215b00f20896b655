import { defineConfig } from 'vitest/config';

// What takes long by its nature: databases, the whole bot, programs in another time, and inputs by the thousand.
const slow = [
  'test/**/*.slow.test.ts',
  'test/store/**/*.test.ts',
  'test/jobs/**/*.test.ts',
  'test/services/**/*.test.ts',
  'test/app/**/*.test.ts',
  'test/sandbox/clock/**/*.test.ts',
  'test/boundaries/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: slow,
          // Files share what they import: loading it anew for each took as long as the tests themselves.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'slow', include: slow, testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
