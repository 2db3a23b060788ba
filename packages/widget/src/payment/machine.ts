// Gives the machine one event at a time, and has its commands carried out in order.
import type { InitiateRequest } from '@eximpe/contract';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import type { PaymentState } from './state.ts';
import { step } from './step.ts';

export interface MachinePorts {
  /** `request` came with the event that led to this command: the card, for one call. No state and no command contains it. */
  readonly carryOut: (command: Command, request: InitiateRequest | undefined) => void;
  readonly onState: (state: PaymentState) => void;
}

export class Machine {
  state: PaymentState;
  readonly #ports: MachinePorts;
  /** Events that came while another one was being handled. */
  readonly #queue: (readonly [PaymentEvent, InitiateRequest | undefined])[] = [];
  #isBusy = false;

  constructor(state: PaymentState, ports: MachinePorts) {
    this.state = state;
    this.#ports = ports;
  }

  dispatch(event: PaymentEvent, request?: InitiateRequest): void {
    this.#queue.push([event, request]);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#take(...next);
    } finally {
      this.#isBusy = false;
    }
  }

  #take(event: PaymentEvent, request: InitiateRequest | undefined): void {
    const before = this.state;
    const [after, commands] = step(before, event);
    this.state = after;
    for (const command of commands) this.#ports.carryOut(command, request);
    if (after !== before) this.#ports.onState(this.state);
  }
}
