import { testProvider } from '../provider-contract.ts';
import { ask } from '../reading.ts';
import { json } from '../server.ts';
import { makeLingma, published, TOKEN } from './setup.ts';

function refuse(status: number, errorCode: string, headers: Record<string, string> = {}) {
  const errorMessage = `refused: ${errorCode}`;
  return json(
    { errorCode, errorMessage, httpStatus: `${status}`, requestId: 'r-1' },
    status,
    headers,
  );
}

const department = { ...ask, scope: { kind: 'group', id: 'd-1' } } as const;
const [departmentRow] = [published('lingma-department-usage')].flat();

testProvider('lingma', {
  make: makeLingma,
  secret: { value: TOKEN, setting: 'LINGMA_TOKEN' },
  addressSetting: 'LINGMA_BASE_URL',
  probeAnswer: { id: 'u-1', name: 'Ann' },
  samples: {
    groups: { answer: [{ id: 'd-1', name: 'Backend', hasSub: false }], ask },
    people: { answer: [{ id: 'm-1', userId: 'u-1', name: 'Ann' }], ask },
    seats: { answer: [{ userId: 'u-1' }], ask },
    'person-days': { answer: published('lingma-developer-usage-all'), ask },
    'department-days': {
      answer: [{ ...Object(departmentRow), date: 1_749_484_800_000 }],
      ask: department,
    },
  },
  unauthorized: refuse(401, 'InvalidTokenError'),
  forbidden: refuse(403, 'Forbidden'),
  tooMany: (headers) => refuse(429, 'TooManyRequests', headers),
});
