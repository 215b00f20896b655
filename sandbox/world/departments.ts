/** A department as Lingma's directory has it. */
export type Department = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
};

/** A department with people: the part of the company that works in it, and the languages written there. */
export type Workplace = Department & {
  readonly share: number;
  readonly languages: readonly [string, ...string[]];
};

const COMPANY: Department = { id: 'd-lantern', name: 'Lantern Works', parentId: null };
const ENGINEERING: Department = { id: 'd-engineering', name: 'Engineering', parentId: COMPANY.id };

export const WORKPLACES: readonly [Workplace, ...Workplace[]] = [
  {
    id: 'd-backend',
    name: 'Backend',
    parentId: ENGINEERING.id,
    share: 0.24,
    languages: ['java', 'go', 'sql', 'kotlin'],
  },
  {
    id: 'd-frontend',
    name: 'Frontend',
    parentId: ENGINEERING.id,
    share: 0.2,
    languages: ['typescript', 'vue', 'javascript', 'css'],
  },
  {
    id: 'd-mobile',
    name: 'Mobile',
    parentId: ENGINEERING.id,
    share: 0.14,
    languages: ['kotlin', 'swift', 'dart', 'objective-c'],
  },
  {
    id: 'd-data',
    name: 'Data',
    parentId: COMPANY.id,
    share: 0.16,
    languages: ['python', 'sql', 'scala'],
  },
  {
    id: 'd-platform',
    name: 'Platform',
    parentId: COMPANY.id,
    share: 0.15,
    languages: ['go', 'shell', 'yaml', 'C++'],
  },
  {
    id: 'd-qa',
    name: 'QA',
    parentId: COMPANY.id,
    share: 0.11,
    languages: ['python', 'java', 'javascript'],
  },
];

/** The tree: a company, a container without people of its own, and six departments with people. */
export const DEPARTMENTS: readonly Department[] = [
  COMPANY,
  ENGINEERING,
  ...WORKPLACES.map(({ id, name, parentId }) => ({ id, name, parentId })),
];

/** A department and all below it, by id. */
export function withDescendants(departmentId: string): string[] {
  const children = DEPARTMENTS.filter(({ parentId }) => parentId === departmentId);
  return [departmentId, ...children.flatMap(({ id }) => withDescendants(id))];
}
