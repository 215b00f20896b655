import type { SyncUsage } from '../services/sync-usage.ts';
import { unmetReasons } from '../services/unmet-reasons.ts';
import type { Answer } from './answer.ts';
import { EXIT } from './terminal.ts';

type Parts = {
  readonly syncUsage: SyncUsage;
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly signal: AbortSignal;
};

/** Brings everything up to date, as the bot does by itself; failed where anything could not be fetched. */
export async function sync({ syncUsage, providers, signal }: Parts): Promise<Answer> {
  const reasons = unmetReasons(await syncUsage(signal));
  const data = {
    kind: 'synced',
    providers: providers.map(({ id, title }) => ({
      provider: id,
      title,
      failures: reasons
        .filter(({ provider }) => provider === id)
        .map(({ error, needs, feeds }) => ({
          code: error.code,
          message: error.message,
          needs,
          feeds,
        })),
    })),
  };
  const rows = data.providers.map(({ provider, failures }) => [
    provider,
    failures.length === 0 ? 'up to date' : 'failed',
    failures.map(({ message }) => message).join(' ') || null,
  ]);
  const lines = data.providers.flatMap(({ title, failures }) =>
    failures.length === 0
      ? [`${title}: up to date.`]
      : failures.map(({ message, needs }) => `${title}: ${message} ${missing(needs)}`),
  );
  return {
    code: reasons.length === 0 ? EXIT.done : EXIT.failed,
    text: lines.join('\n'),
    data,
    rows: { columns: ['provider', 'outcome', 'failure'], rows },
  };
}

function missing(needs: number): string {
  return needs === 1
    ? '(1 fetch did without; what was held before is still there.)'
    : `(${needs} fetches did without; what was held before is still there.)`;
}
