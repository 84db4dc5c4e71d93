import type { Contract } from '#shared/contract';
import type { Event } from '#shared/events/event';

/** The user pool asks us in the middle of what it does: it waits for the answer, and refuses the person if we fail. */
export interface Trigger extends Contract {
  readonly on: 'preAuthentication' | 'preTokenGeneration' | 'customMessage';
  readonly raises?: readonly Event<any>[];
}

export const trigger = <const T extends Trigger>(contract: T): T => contract;
