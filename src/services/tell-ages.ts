import { addDays, startOfDay } from '../domain/calendar.ts';
import type { UsageStore } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';

/** How old what is held of each provider is. Asks the store only. */
export type TellAges = () => Promise<
  readonly {
    readonly provider: ProviderId;
    /** The end of the newest day that is held, in the provider's zone; null for none. */
    readonly dataEnds: Date | null;
    /** When it last answered a fetch whole. */
    readonly answeredAt: Date | null;
  }[]
>;

type Ports = {
  readonly store: Pick<UsageStore, 'newestDay' | 'lastAnswer'>;
  readonly providers: readonly Pick<Provider, 'id' | 'capabilities'>[];
  /** The report's IANA zone. */
  readonly zone: string;
};

export function createTellAges({ store, providers, zone }: Ports): TellAges {
  return () =>
    Promise.all(
      providers.map(async ({ id, capabilities }) => {
        const [day, answeredAt] = await Promise.all([store.newestDay(id), store.lastAnswer(id)]);
        const dataEnds =
          day === null ? null : startOfDay(addDays(day, 1), capabilities.dayZone ?? zone);
        return { provider: id, dataEnds, answeredAt };
      }),
    );
}
