import type { Metrics } from './metrics/metrics.ts';
import type { CheckReady } from './services/check-ready.ts';
import type { Route, RouteAnswer } from './slack/routes.ts';

type Parts = {
  readonly checkReady: CheckReady;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
};

/** The addresses for whoever runs the bot: whether it is alive, whether it can do its work, and how that goes. */
export function createRoutes({ checkReady, metrics }: Parts): Route[] {
  return [
    { path: '/healthz', answer: async () => json(200, { ok: true }) },
    {
      path: '/readyz',
      answer: async () => {
        const readiness = await checkReady();
        return json(readiness.ready ? 200 : 503, readiness);
      },
    },
    {
      path: '/metrics',
      answer: async () => ({
        status: 200,
        type: metrics.contentType,
        body: await metrics.text(),
      }),
    },
  ];
}

function json(status: number, body: unknown): RouteAnswer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
