/** A team and the distinct people who hold seats in it. */
export type Holders = { readonly id: string; readonly holders: ReadonlySet<string> };

/** How many people are in exactly the same of some teams, which are told by their places in a list. */
type Circle = { readonly teams: readonly number[]; readonly people: number };

/**
 * The teams that may show no figures: those of fewer than `minimum` people, and the smallest of those that would let
 * such a group be worked out. A group is worked out where shown teams are taken from a shown whole (another team, or all
 * teams together), have people in common or not, and have fewer than `minimum` people outside it. Gives their ids, with
 * those that are `hidden` anyhow; the same for the same teams, whatever their order.
 */
export function hiddenTeams(
  teams: readonly Holders[],
  minimum: number,
  hidden: ReadonlySet<string> = new Set(),
): Set<string> {
  const few = teams.filter(({ holders }) => holders.size < minimum).map(({ id }) => id);
  const gone = new Set([...hidden, ...few]);
  const shown = teams.filter(({ id }) => !gone.has(id)).toSorted(largestFirst);
  const circles = circlesOf(teams, shown);
  const overlap = overlapsOf(circles, shown.length);
  const places = shown.map((_team, place) => place);
  const idAt = (place: number) => shown[place]?.id ?? '';
  const isShown = (place: number) => !gone.has(idAt(place));
  const tellNothing = (whole: readonly Circle[], parts: readonly number[]) => {
    let people = whole;
    for (;;) {
      people = merged(people, new Set(parts.filter(isShown)));
      const told = tellingPart(people, minimum);
      if (told === null) return;
      gone.add(idAt(told));
    }
  };
  // A whole that tells nothing tells nothing either once more parts are hidden, so that each is looked at once.
  tellNothing(circles, places);
  for (const whole of places) {
    if (!isShown(whole)) continue;
    const outside = (part: number) => overlap(part, part) - overlap(part, whole);
    tellNothing(
      circles.filter(({ teams: own }) => own.includes(whole)),
      places.filter((part) => part !== whole && outside(part) < minimum),
    );
  }
  return gone;
}

/** The smallest of the parts which, taken from a whole of such circles, leave somebody but too few; null where none do. */
function tellingPart(circles: readonly Circle[], minimum: number): number | null {
  const left = smallestRest(circles, minimum);
  if (left === null) return null;
  // Taken one after the other, the largest first, each circle goes with the first of its parts.
  const taken = circles.flatMap(
    ({ teams }) => teams.find((team) => !left.teams.includes(team)) ?? [],
  );
  return taken.length > 0 ? taken.reduce((one, other) => Math.max(one, other)) : null;
}

/**
 * The first circle of too few people that can be left alone. All parts without somebody leave those who are in no other
 * parts than they are: so a circle is left alone where nobody is in fewer of its parts, and such circles are the smallest
 * that any parts can leave.
 */
function smallestRest(circles: readonly Circle[], minimum: number): Circle | null {
  const byFirst = Map.groupBy(circles, ({ teams }) => teams[0]);
  const isLeftAlone = (circle: Circle) => {
    const own = new Set(circle.teams);
    const within = [undefined, ...circle.teams].flatMap((first) => byFirst.get(first) ?? []);
    return !within.some((one) => one !== circle && one.teams.every((team) => own.has(team)));
  };
  return circles.find((circle) => circle.people < minimum && isLeftAlone(circle)) ?? null;
}

/** All people of the teams, by those of the shown ones that they are in. */
function circlesOf(teams: readonly Holders[], shown: readonly Holders[]): Circle[] {
  const people = teams.flatMap(({ holders }) => [...holders]);
  const places = new Map(people.map((person): [string, number[]] => [person, []]));
  for (const [place, { holders }] of shown.entries()) {
    for (const person of holders) places.get(person)?.push(place);
  }
  return counted([...places.values()].map((own) => ({ teams: own, people: 1 })));
}

/** The circles as they are where only some of the teams count. */
function merged(circles: readonly Circle[], counting: ReadonlySet<number>): Circle[] {
  return counted(
    circles.map(({ teams, people }) => ({
      teams: teams.filter((team) => counting.has(team)),
      people,
    })),
  );
}

function counted(circles: readonly Circle[]): Circle[] {
  const byTeams = Map.groupBy(circles, ({ teams }) => teams.join());
  return [...byTeams.keys()].toSorted().map((key) => {
    const same = byTeams.get(key) ?? [];
    return { teams: same[0]?.teams ?? [], people: same.reduce((sum, one) => sum + one.people, 0) };
  });
}

/** How many people two teams have in common. */
function overlapsOf(circles: readonly Circle[], teams: number) {
  const people = new Uint32Array(teams * teams);
  const at = (one: number, other: number) => one * teams + other;
  for (const circle of circles) {
    for (const one of circle.teams) {
      for (const other of circle.teams) {
        people[at(one, other)] = (people[at(one, other)] ?? 0) + circle.people;
      }
    }
  }
  return (one: number, other: number) => people[at(one, other)] ?? 0;
}

function largestFirst(left: Holders, right: Holders): number {
  return right.holders.size - left.holders.size || (left.id < right.id ? -1 : 1);
}
