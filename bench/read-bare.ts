import pMap from 'p-map';
import { measureParts } from './measure-parts.ts';
import { readJob, type Part } from './sync-jobs.ts';

// A program: the least that reads the pages, four at once. What the sync is measured against.

const { lingma, parts } = readJob.parse(JSON.parse(process.argv[2] ?? ''));
const { baseUrl, organizationId, token } = lingma;
const list = `${baseUrl}/oapi/v1/lingma/organizations/${organizationId}/developerUsage`;

let counted = 0;

async function readPart({ from, to, pages }: Part): Promise<void> {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  await pMap(
    numbers,
    async (page) => {
      const url = `${list}?startTime=${from}&endTime=${to}&page=${page}&perPage=100`;
      const response = await fetch(url, { headers: { 'x-yunxiao-token': token } });
      const rows: unknown[] = JSON.parse(await response.text());
      counted += rows.length;
    },
    { concurrency: 4 },
  );
}

await measureParts(parts, readPart, async () => counted);
