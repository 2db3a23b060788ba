// What all events of the form have in common: they leave shadow roots, and carry a frozen detail.

export abstract class EximpeEvent<Detail> extends Event {
  readonly detail: Readonly<Detail>;
  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}
