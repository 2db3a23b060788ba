// An event of the form: it crosses shadow roots, and its detail is frozen, including its fields. The files beside this one define the events.

export class EximpeEvent<Detail> extends Event {
  readonly detail: Readonly<Detail>;
  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, composed: true });
    // Its fields belong to the form.
    Object.values(detail as object).forEach(Object.freeze);
    this.detail = Object.freeze(detail);
  }
}
