/** What Slack itself asks for in a field before it submits a form. */
interface Complaint {
  blockId: string;
  label: string;
  problem: string;
}

/** A form that Slack does not send: a required field is empty, or a text is too short or too long. */
export class IncompleteForm extends Error {
  override readonly name = 'IncompleteForm';
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    super(complaints.map(({ label, problem }) => `${label}: ${problem}`).join('\n'));
    this.complaints = complaints;
  }
}
