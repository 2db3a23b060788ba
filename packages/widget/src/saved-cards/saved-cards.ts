// The part of the form for shoppers whom the shop knows: they choose a saved card, remove one, or save a new one. Only they load it.
import type { SavedCard } from '@eximpe/contract';
import { isLanguage } from '@eximpe/contract/languages';
import type { TemplateResult } from 'lit';
import { titleOf } from '../card/networks.ts';
import { adoptStyles } from '../element/adopt-styles.ts';
import { adoptLightStyles } from '../element/light-root.ts';
import { commaList } from '../i18n/direction.ts';
import type { SavedCardWord } from '../i18n/messages.ts';
import styles from '../theme/saved-cards.css?inline';
import { removal } from './removal.ts';
import { savedCardsApi, type SavedCardsApi } from './saved-cards-api.ts';
import type { CreateSavedCards, SavedCardsKit } from './saved-cards-kit.ts';
import { CONSENT_TEXT_VERSION, consentText, savedWord } from './saved-cards-words.ts';
import { savedCvc } from './saved-cvc.ts';

const createSavedCards = (
  kit: SavedCardsKit,
  api: SavedCardsApi = savedCardsApi(kit.endpoint, kit.checkout),
): ReturnType<CreateSavedCards> => {
  const { html, lang } = kit;
  bringStyles(kit.root);
  let cards: readonly SavedCard[] = [];
  let selected: string | undefined;
  let wantsSaving = false;
  /** The card whose removal waits for a second, deliberate click. */
  let asked: string | undefined;
  /** Aborts open requests when the checkout changes. */
  const over = new AbortController();
  const removed = removal({
    api,
    onSettle: kit.repaint,
    onAnswer(left, putBack) {
      if (!left) kit.say(() => kit.words('problem_gateway'));
      show(left ?? putBack(cards));
    },
  });
  const word = (key: SavedCardWord, values?: Readonly<Record<string, string>>): string =>
    savedWord(lang(), key, values);
  const selectedCard = (): SavedCard | undefined => cards.find(({ id }) => id === selected);
  const cvc = savedCvc(kit, () => selectedCard()?.network);

  /** Leaves out cards that this checkout would refuse, and the card that is being removed. */
  const show = (next: readonly SavedCard[] | undefined): void => {
    if (next) cards = next.filter(({ id, network }) => id !== removed.card()?.id && kit.networks.includes(network));
    if (!selectedCard()) select(undefined);
    else kit.repaint();
  };
  let isComing = true;
  void api.list(over.signal).then((listed) => {
    if (over.signal.aborted) return;
    isComing = false;
    show(listed);
    const names = cards.map(({ network, last4 }) => `${titleOf(network)} ${last4}`);
    if (names.length > 0) kit.say(() => `${word('your_cards')}: ${commaList(names, lang())}`);
    // A shopper who is typing, or is about to, is not interrupted.
    const isTyping =
      kit.root.querySelector('.fields :focus') ||
      [...kit.root.querySelectorAll<HTMLInputElement>('.fields [data-field]')].some(({ value }) => value !== '');
    if (!isTyping) select(cards[0]?.id);
  });

  /** Another card has another security code. */
  function select(id: string | undefined): void {
    if (id !== selected) cvc.wipe();
    selected = id;
    kit.repaint();
  }

  /** Moves the focus once the element is on the page. */
  const focus = (selector: string): void =>
    void setTimeout(() => kit.root.querySelector<HTMLElement>(selector)?.focus());

  function remove(card: SavedCard): void {
    asked = undefined;
    const index = cards.indexOf(card);
    const wasSelected = selected === card.id;
    removed.remove({ card, index, wasSelected });
    // Selects the next card, which moves up into its place, or else the last.
    if (wasSelected) select((cards[index + 1] ?? cards[index - 1])?.id);
    show(cards);
    kit.say(() => `${word('removed')} •••• ${card.last4}`);
    focus('.undo');
  }
  function undo(): void {
    const back = removed.undo();
    if (!back) return;
    if (back.wasSelected) selected = back.card.id;
    show(back.putBack(cards));
    kit.say();
    focus(`[data-card="${back.card.id}"]`);
  }

  function ask({ id }: SavedCard): void {
    asked = asked === id ? undefined : id;
    kit.repaint();
    // The “Keep” button disappears with the question: the focus returns to the button that asked it.
    if (asked === undefined) focus(`[data-remove="${id}"]`);
  }

  const choice = (id: string | undefined, content: TemplateResult): TemplateResult =>
    html`<label class="choice" part="saved-card">
      <input
        type="radio"
        name="saved-card"
        data-card=${id ?? ''}
        .checked=${selected === id}
        @change=${() => select(id)}
      />${content}
    </label>`;

  const row = (card: SavedCard): TemplateResult => {
    const { network, last4, expiryMonth, expiryYear, nickname } = card;
    const date = `${expiryMonth}/${expiryYear.slice(2)}`;
    return html`<div class="saved">
      ${choice(
        card.id,
        html`${kit.mark(network)}<span
            ><b class="ltr" .textContent=${`•••• ${last4}`}></b>
            <small
              .textContent=${commaList([...(nickname ? [nickname] : []), word('expires', { date })], lang())}
            ></small
          ></span>`,
      )}
      <button
        type="button"
        class="inline"
        data-remove=${card.id}
        aria-label=${word('remove', { last4 })}
        aria-expanded=${asked === card.id}
        @click=${() => ask(card)}
      >
        ✕
      </button>
      ${
        asked === card.id
          ? html`<div class="asked">
              <button
                type="button"
                class="danger"
                part="button remove"
                @click=${() => remove(card)}
                .textContent=${word('remove_confirm')}
              ></button>
              <button type="button" part="button" @click=${() => ask(card)} .textContent=${kit.words('keep')}></button>
            </div>`
          : ''
      }
    </div>`;
  };

  return {
    bringStyles: () => bringStyles(kit.root),
    isComing: () => isComing,
    list: (readonly, disabled) => [
      cards.length > 0
        ? html`<fieldset class="choices" part="saved-cards" ?disabled=${readonly || disabled}>
            <legend part="label" .textContent=${word('your_cards')}></legend>
            ${cards.map(row)} ${choice(undefined, html`<span .textContent=${word('new_card')}></span>`)}
          </fieldset>`
        : '',
      // The code stands below the list, so that a card that disappears does not take a typed code with it.
      kit.asksCvc && selected !== undefined ? cvc.field(readonly, disabled) : '',
      removed.card()
        ? html`<p class="note removed">
            <span .textContent=${word('removed')}></span>
            <button
              type="button"
              class="inline undo"
              ?disabled=${disabled}
              @click=${undo}
              .textContent=${word('undo')}
            ></button>
          </p>`
        : '',
    ],
    consentBox: (disabled) =>
      html`<label class="consent" part="consent">
        <input
          type="checkbox"
          aria-labelledby="eximpe-save"
          aria-describedby="eximpe-consent"
          ?disabled=${disabled}
          .checked=${wantsSaving}
          @change=${(event: Event) => (wantsSaving = (event.target as HTMLInputElement).checked)}
        />
        <span>
          <span id="eximpe-save" .textContent=${word('save')}></span>
          <small id="eximpe-consent" .textContent=${word('consent')}></small>
        </span>
      </label>`,
    selected() {
      if (selected === undefined) return undefined;
      return { kind: 'saved', id: selected, ...(kit.asksCvc && { cvc: cvc.digits() }) };
    },
    wrongCvc: () => (kit.asksCvc ? cvc.wrong() : undefined),
    checkCvc: () => (kit.asksCvc ? cvc.check() : undefined),
    askCvcAgain() {
      cvc.wipe();
      cvc.check();
    },
    clear() {
      wantsSaving = false;
      cvc.wipe();
      kit.repaint();
    },
    selectNew: () => select(undefined),
    end() {
      over.abort();
      removed.end();
    },
    consent: () => {
      const locale = isLanguage(lang()) ? lang() : 'en';
      return wantsSaving ? { textVersion: CONSENT_TEXT_VERSION, locale, text: consentText(locale) } : undefined;
    },
  };
};

/** In the light root the styles apply only inside the form. */
function bringStyles(place: ShadowRoot | HTMLElement): void {
  if (place instanceof ShadowRoot) adoptStyles(place, styles);
  else adoptLightStyles(place, styles);
}

export default createSavedCards;
