import type { Kind } from './habits.ts';

/** Somebody whom tests and the demo rely on: always there, at the head of the company. */
export type CastMember = {
  readonly name: string;
  /** The local part of the e-mail address; null for somebody whom Lingma has no address of. */
  readonly mailbox: string | null;
  readonly departments: readonly [string, ...string[]];
  readonly kind: Kind;
  /** An account that can no longer sign in, yet holds its seat. */
  readonly disabled?: boolean;
};

const LONG_NAME = `Maria del Carmen ${'Fernández de Córdoba y Álvarez de Toledo '.repeat(6)}Ruiz`;

/** Names that come from outside are text: some of these try to ping, link, format or compute. */
export const CAST: readonly CastMember[] = [
  cast('Ann Meyer', 'ann', 'd-backend', 'heavy'),
  cast('Bob Okafor', 'bob', 'd-backend', 'regular'),
  cast('王伟', 'wang.wei', 'd-backend', 'heavy'),
  cast('<!channel> <https://evil.example|free seats>', 'channel', 'd-backend', 'heavy'),
  cast('Анна Кузнецова', 'anna.kuznetsova', 'd-backend', 'regular'),
  cast("Siobhán O'Brien", 'siobhan.obrien', 'd-backend', 'regular'),
  cast('محمد الأحمد', 'mohammed.alahmad', 'd-backend', 'occasional'),
  cast('Tomáš Novák', 'tomas.novak', 'd-backend', 'completion-only'),
  cast('Nora Fields', 'nora', 'd-backend', 'never'),
  cast('Lars Holm', 'lars', 'd-backend', 'lapsed'),
  cast('Nia Mensah', 'nia', 'd-backend', 'new'),
  cast('Yusuf Demir', 'yusuf', 'd-backend', 'left'),
  {
    ...cast('Ravi Iyer', 'ravi', 'd-backend', 'regular'),
    departments: ['d-backend', 'd-platform'],
  },
  cast('José Ángel Núñez', 'jose.nunez', 'd-frontend', 'regular'),
  cast('李娜', 'li.na', 'd-frontend', 'chat-only'),
  cast('*Bold* _Name_ `x` ~y~ &amp;', 'bold', 'd-frontend', 'heavy'),
  cast('Kit 🚀 Sørensen', 'kit', 'd-mobile', 'regular'),
  cast('Eve\nNewline', 'eve', 'd-mobile', 'occasional'),
  cast('王伟', 'wang.wei2', 'd-data', 'regular'),
  cast('प्रिया शर्मा', 'priya', 'd-data', 'heavy'),
  cast(LONG_NAME, 'maria', 'd-data', 'regular'),
  cast('Hugo Blanc', 'hugo', 'd-data', 'no-seat'),
  cast('Chidi Okoro', null, 'd-platform', 'regular'),
  { ...cast('Greta Lind', 'greta', 'd-platform', 'never'), disabled: true },
  cast('=HYPERLINK("http://evil.example","Li Qiang")', 'li.qiang', 'd-qa', 'regular'),
];

function cast(name: string, mailbox: string | null, department: string, kind: Kind): CastMember {
  return { name, mailbox, departments: [department], kind };
}
