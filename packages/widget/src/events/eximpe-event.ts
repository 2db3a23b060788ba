// An event of the form: it leaves shadow roots and carries a frozen detail. The files beside this one say which there are.

export class EximpeEvent<Detail> extends Event {
  readonly detail: Readonly<Detail>;
  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}
