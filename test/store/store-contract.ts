import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { DeliveryStore, SubscriptionStore } from '../../src/domain/delivery-ports.ts';
import type { NudgeStore } from '../../src/domain/nudge-ports.ts';
import type { PeopleStore, UsageStore } from '../../src/domain/ports.ts';
import type { Database } from '../../src/store/database.ts';
import { createDeliveryStore } from '../../src/store/delivery-store.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';
import { createPeopleStore } from '../../src/store/people-store.ts';
import { createSubscriptionStore } from '../../src/store/subscription-store.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { describeAccesses } from './contract/accesses.ts';
import { describeClaimDue } from './contract/claim-due.ts';
import { describeCoverage } from './contract/coverage.ts';
import { describeDeliveries } from './contract/deliveries.ts';
import { describeDepartmentDays } from './contract/department-days.ts';
import { describeErasures } from './contract/erasures.ts';
import { describeMatching } from './contract/matching.ts';
import { describeNudges } from './contract/nudges.ts';
import { describePeople } from './contract/people.ts';
import { describeRetention } from './contract/retention.ts';
import { describeSeats } from './contract/seats.ts';
import { describeSlackPeople } from './contract/slack-people.ts';
import { describeSubscriptions } from './contract/subscriptions.ts';
import { describeSyncRuns } from './contract/sync-runs.ts';
import { describeTwins } from './contract/twins.ts';
import { describeUsageDaysModel } from './contract/usage-days-model.ts';
import { describeUsageDays } from './contract/usage-days.ts';
import { describeUsagePages } from './contract/usage-pages.ts';
import { describeUsageTotals } from './contract/usage-totals.ts';
import { empty } from './empty.ts';
import { keepEnqueued } from './enqueued.ts';

/** What every store must do, whatever database it is in. It is opened once and emptied before each test. */
export function testStore(place: string, open: () => Promise<Database>): void {
  describe(`the store in ${place}`, () => {
    let database: Database;
    let store: UsageStore;
    let people: PeopleStore;
    let subscriptions: SubscriptionStore;
    let deliveries: DeliveryStore;
    let nudges: NudgeStore;
    const enqueued = keepEnqueued();

    beforeAll(async () => {
      database = await open();
      store = createUsageStore(database);
      people = createPeopleStore(database);
      subscriptions = createSubscriptionStore(database, enqueued);
      deliveries = createDeliveryStore(database, enqueued);
      nudges = createNudgeStore(database, enqueued);
    });
    beforeEach(async () => {
      await empty(database);
      enqueued.take();
    });
    afterAll(() => database.close());

    const held = () => store;
    describeSyncRuns(held, () => database);
    describeUsageDays(held);
    describeUsageDaysModel(held);
    describeUsageTotals(held);
    describeUsagePages(held);
    describeDepartmentDays(held);
    describeCoverage(held);
    describePeople(held);
    describeSeats(held);
    describeRetention(held);
    describeSlackPeople(() => people);
    describeMatching(() => people, held);
    describeAccesses(() => people);
    describeSubscriptions(() => subscriptions);
    describeTwins(
      () => subscriptions,
      () => deliveries,
      () => database,
    );
    describeClaimDue(
      () => subscriptions,
      () => deliveries,
      () => enqueued,
      () => database,
    );
    describeDeliveries(
      () => deliveries,
      () => enqueued,
    );
    describeErasures(() => ({ database, usage: store, people, subscriptions, deliveries, nudges }));
    describeNudges(
      () => nudges,
      () => deliveries,
      () => enqueued,
    );
  });
}
