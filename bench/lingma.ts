import { z } from 'zod';
import { startLingma } from '../sandbox/lingma/server.ts';
import { createWorld } from '../sandbox/world.ts';

// A program: a Lingma of its own process, so that its work is not measured with the reader's.

const { PEOPLE, DAYS, LATENCY_MS, KEEP_PAGES } = z
  .object({
    PEOPLE: z.coerce.number(),
    DAYS: z.coerce.number(),
    LATENCY_MS: z.coerce.number(),
    KEEP_PAGES: z.coerce.number(),
  })
  .parse(process.env);

const world = createWorld({ now: () => new Date(), people: PEOPLE, days: DAYS });
const { url, organizationId, token } = await startLingma({
  world,
  latencyMs: LATENCY_MS,
  keepPages: KEEP_PAGES,
});
console.log(JSON.stringify({ baseUrl: url, organizationId, token }));
