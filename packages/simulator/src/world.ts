// Everything one simulator holds: its books, clock, ids, webhooks and the scenarios chosen for future payments.
import type { Account } from './accounts.ts';
import { Book } from './book/book.ts';
import { Clock } from './clock.ts';
import { Passkeys } from './bank/passkeys.ts';
import { Faults } from './control/faults.ts';
import { Journal } from './control/journal.ts';
import { Ids } from './ids.ts';
import type { Settings } from './options.ts';
import { courseOf, scenarioNames, type Course, type ScenarioName, type ScenarioText } from './scenarios.ts';
import type { EventContext } from './webhooks/events.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** The three sites that a payment passes; each has its own origin. */
export interface Sites {
  readonly api: string;
  readonly aggregator: string;
  readonly bank: string;
}

/** The merchant's names for a payment. */
export interface PaymentNames {
  readonly referenceId: string;
  readonly invoiceNumber: string | undefined;
}

export class World {
  readonly settings: Settings;
  readonly sites: Sites;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly book: Book;
  readonly webhooks: Webhooks;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly passkeys: Passkeys;
  /** Scenarios chosen for single payments, by `reference_id` or `invoice.number`. */
  readonly scenarioByName = new Map<string, ScenarioText>();
  scenario: ScenarioText;
  webhookUrl: string | undefined;

  constructor(settings: Settings, sites: Sites) {
    this.settings = settings;
    this.sites = sites;
    const { seed, speed, startMs, mostOrders, quirks, log } = settings;
    this.clock = new Clock({ speed, startMs, onError: (error) => log(`A timer failed: ${String(error)}`) });
    this.ids = new Ids(seed);
    this.book = new Book(mostOrders);
    this.webhooks = new Webhooks({
      clock: this.clock,
      isReceived: (status) => (quirks.has('webhook-needs-200') ? status === 200 : status >= 200 && status < 300),
      secondSignature: !quirks.has('webhook-v1-signature-only'),
    });
    this.journal = new Journal(this.clock);
    this.faults = new Faults(this.clock);
    this.passkeys = new Passkeys(sites.bank);
    this.scenario = settings.scenario;
    this.webhookUrl = settings.webhookUrl;
  }

  account(clientId: string): Account | undefined {
    return this.settings.accounts.find((account) => account.clientId === clientId);
  }

  encryptionKeyOf(clientId: string): string {
    return this.account(clientId)?.encryptionKey ?? this.settings.encryptionKey;
  }

  webhookUrlOf(clientId: string): string | undefined {
    return this.account(clientId)?.webhookUrl ?? this.webhookUrl;
  }

  /** The context of an event that happens now, or that happened `ageMs` ago. */
  eventContext(ageMs = 0): EventContext {
    return {
      nowMs: this.clock.now() - ageMs,
      sequenceNumber: this.ids.uuid('event'),
      quirks: this.settings.quirks,
    };
  }

  /** The default scenario, then the card's, then the reference's or invoice's: each changes what it names, later ones win. */
  chooseCourse(
    { referenceId, invoiceNumber }: PaymentNames,
    ofCard: ScenarioName | undefined,
  ): { scenario: string; course: Course } {
    const ofName = this.scenarioByName.get(referenceId) ?? this.scenarioByName.get(invoiceNumber ?? '');
    const names = [
      ...scenarioNames(this.scenario),
      ...(ofCard ? [ofCard] : []),
      ...(ofName === undefined ? [] : scenarioNames(ofName)),
    ];
    const told = names.filter((name, index) => index > 0 || name !== 'paid');
    return { scenario: told.join('+') || 'paid', course: courseOf(names) };
  }

  /** Resets everything to the state at the start, except the clock. */
  reset(): void {
    this.clock.clear();
    this.webhooks.clear();
    this.book.clear();
    this.journal.clear();
    this.faults.clear();
    this.ids.restart();
    this.scenarioByName.clear();
    this.scenario = this.settings.scenario;
    this.webhookUrl = this.settings.webhookUrl;
  }
}
