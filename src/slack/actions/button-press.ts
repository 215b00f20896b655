import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';

/** A pressed button, as Bolt gives it. */
export type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** Does what a button is for, once Slack knows that it was taken. */
export type PressListener = (press: ButtonPress) => Promise<void>;

/** What an action id is, without the number that tells equal buttons of a message apart. */
export function doesOf({ action_id: id }: Pick<ButtonAction, 'action_id'>): string {
  return id.replace(/-\d+$/, '');
}

/** The number that a button's value is; 0, which is nothing's, where it is none. */
export function numberIn(value: string): number {
  return /^\d{1,10}$/.test(value) ? Number(value) : 0;
}
