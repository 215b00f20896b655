import { defineConfig } from 'vitest/config';

const slow = [
  'test/store/**/*.test.ts',
  'test/jobs/**/*.test.ts',
  'test/services/**/*.test.ts',
  'test/app/**/*.test.ts',
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
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'slow', include: slow, testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
