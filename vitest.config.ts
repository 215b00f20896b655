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
  'test/metrics/**/*.test.ts',
];

// Apart from all others: `npm run test:browser`, where there is a Chromium.
const browser = 'test/browser/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...slow, browser],
          // Files share what they import: loading it anew for each took as long as the tests themselves.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'slow', include: slow, testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'browser',
          include: [browser],
          globalSetup: 'test/browser/announce.ts',
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
