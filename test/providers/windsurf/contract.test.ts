import { testProvider } from '../provider-contract.ts';
import { ask } from '../reading.ts';
import { json } from '../server.ts';
import { makeWindsurf, published, SERVICE_KEY } from './setup.ts';

testProvider('windsurf', {
  make: makeWindsurf,
  secret: { value: SERVICE_KEY, setting: 'WINDSURF_SERVICE_KEY' },
  addressSetting: 'WINDSURF_BASE_URL',
  probeAnswer: published(),
  samples: { seats: { answer: published(), ask } },
  unauthorized: json({ error: 'Invalid service key' }, 401),
  forbidden: json({ error: 'Insufficient permissions' }, 403),
  tooMany: (headers) => json({ error: 'rate limit exceeded' }, 429, headers),
});
