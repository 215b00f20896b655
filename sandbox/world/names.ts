import type { Dice } from './dice.ts';

/** A name as people write it, and in plain letters for e-mail addresses. */
export type FullName = { readonly name: string; readonly plain: readonly [string, string] };

type Part = readonly [written: string, plain: string];
type Pool = {
  readonly given: readonly [Part, ...Part[]];
  readonly family: readonly [Part, ...Part[]];
  readonly join: (given: string, family: string) => string;
};

const western = (given: string, family: string) => `${given} ${family}`;
const eastern = (given: string, family: string) => `${family}${given}`;

const LATIN: Pool = {
  given: [
    ['Emma', 'emma'],
    ['Noah', 'noah'],
    ['Zoë', 'zoe'],
    ['François', 'francois'],
    ['Łukasz', 'lukasz'],
    ['Ingrid', 'ingrid'],
    ['Aoife', 'aoife'],
    ['João', 'joao'],
    ['Chiara', 'chiara'],
    ['Søren', 'soren'],
    ['Ifeoma', 'ifeoma'],
    ['Mateo', 'mateo'],
  ],
  family: [
    ['Fischer', 'fischer'],
    ["O'Neill", 'oneill'],
    ['García', 'garcia'],
    ['Nowak', 'nowak'],
    ['Åkesson', 'akesson'],
    ['Rossi', 'rossi'],
    ['Müller-Lüdenscheidt', 'mueller'],
    ['Santos', 'santos'],
    ['Dubois', 'dubois'],
    ['Adeyemi', 'adeyemi'],
    ['Nguyễn', 'nguyen'],
    ['Whitaker', 'whitaker'],
  ],
  join: western,
};

const CHINESE: Pool = {
  given: [
    ['伟', 'wei'],
    ['芳', 'fang'],
    ['秀英', 'xiuying'],
    ['子轩', 'zixuan'],
    ['雨桐', 'yutong'],
    ['浩然', 'haoran'],
    ['静', 'jing'],
    ['建国', 'jianguo'],
    ['欣怡', 'xinyi'],
    ['明', 'ming'],
  ],
  family: [
    ['王', 'wang'],
    ['李', 'li'],
    ['张', 'zhang'],
    ['刘', 'liu'],
    ['陈', 'chen'],
    ['欧阳', 'ouyang'],
    ['赵', 'zhao'],
    ['黄', 'huang'],
    ['周', 'zhou'],
    ['吴', 'wu'],
  ],
  join: eastern,
};

const CYRILLIC: Pool = {
  given: [
    ['Анна', 'anna'],
    ['Дмитрий', 'dmitry'],
    ['Ольга', 'olga'],
    ['Сергей', 'sergey'],
    ['Юлія', 'yulia'],
  ],
  family: [
    ['Коваленко', 'kovalenko'],
    ['Шевчук', 'shevchuk'],
    ['Ким', 'kim'],
    ['Бондарь', 'bondar'],
  ],
  join: western,
};

const ARABIC: Pool = {
  given: [
    ['محمد', 'mohammed'],
    ['ليلى', 'layla'],
    ['يوسف', 'youssef'],
    ['نور', 'nour'],
  ],
  family: [
    ['حداد', 'haddad'],
    ['المصري', 'almasri'],
    ['منصور', 'mansour'],
  ],
  join: western,
};

const HINDI: Pool = {
  given: [
    ['आरव', 'aarav'],
    ['दीया', 'diya'],
    ['रोहन', 'rohan'],
    ['अनन्या', 'ananya'],
  ],
  family: [
    ['पटेल', 'patel'],
    ['गुप्ता', 'gupta'],
    ['अय्यर', 'iyer'],
  ],
  join: western,
};

const KOREAN: Pool = {
  given: [
    ['민준', 'minjun'],
    ['서연', 'seoyeon'],
    ['지우', 'jiwoo'],
  ],
  family: [
    ['김', 'kim'],
    ['박', 'park'],
    ['최', 'choi'],
  ],
  join: eastern,
};

// Listed as often as it is met in the company.
const POOLS: readonly [Pool, ...Pool[]] = [
  LATIN,
  LATIN,
  LATIN,
  LATIN,
  CHINESE,
  CHINESE,
  CHINESE,
  CYRILLIC,
  ARABIC,
  HINDI,
  KOREAN,
];

/** A name out of one of several scripts. */
export function rollName(dice: Dice): FullName {
  const pool = dice.pick(POOLS);
  const [given, plainGiven] = dice.pick(pool.given);
  const [family, plainFamily] = dice.pick(pool.family);
  return { name: pool.join(given, family), plain: [plainGiven, plainFamily] };
}
