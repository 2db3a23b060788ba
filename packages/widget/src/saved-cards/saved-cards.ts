// The part of the form for shoppers whom the shop knows: choose a saved card, remove one, keep a new one. Loaded only for them.
import type { SavedCard } from '@eximpe/contract';
import type { TemplateResult } from 'lit/html.js';
import { onlyDigits } from '../card/digits.ts';
import look from '../theme/saved-cards.css?inline';
import { savedCardsApi, type SavedCardsApi } from './saved-cards-api.ts';
import type { CreateSavedCards, SavedCardsKit } from './saved-cards-kit.ts';
import { CONSENT_TEXT_VERSION, LANGUAGES, savedWord, type SavedWord } from './saved-cards-words.ts';

/** How long a removal can be taken back before the server is told: long enough for who finds the button by ear. */
const UNDO_MS = 20_000;

interface Removal {
  readonly card: SavedCard;
  readonly timer: ReturnType<typeof setTimeout>;
}

const createSavedCards = (
  kit: SavedCardsKit,
  api: SavedCardsApi = savedCardsApi(kit.endpoint),
): ReturnType<CreateSavedCards> => {
  const { html } = kit;
  /** The form says in its markup which language it speaks at this moment. */
  const lang = (): string => kit.root.querySelector<HTMLElement>('[lang]')?.lang ?? 'en';
  dress(kit.root);
  let cards: readonly SavedCard[] = [];
  let chosen: string | undefined;
  let wantsSaving = false;
  let cvcMissing = false;
  /** The card whose removal waits for a second, deliberate click. */
  let asked: string | undefined;
  let removal: Removal | undefined;
  const word = (key: SavedWord, values?: Readonly<Record<string, string>>): string => savedWord(lang(), key, values);

  const show = (next: readonly SavedCard[] | undefined): void => {
    if (next) cards = next;
    if (!cards.some(({ id }) => id === chosen)) chosen = undefined;
    kit.repaint();
  };
  void api.list().then((listed) => {
    // Who has begun to type is not interrupted.
    const typed = [...kit.root.querySelectorAll<HTMLInputElement>('.fields [data-field]')].some(
      ({ value }) => value !== '',
    );
    if (!typed) chosen = listed?.[0]?.id;
    show(listed);
  });

  const cvcInput = (): HTMLInputElement | null => kit.root.querySelector('#eximpe-saved-cvc');
  const cvc = (): string => onlyDigits(cvcInput()?.value ?? '');
  /** Named like the form's own field, which is out of sight: it is masked, kept quiet and wiped together with it. */
  const cvcField = (): TemplateResult =>
    html`<div class="cvc" part="field cvc">
      <label for="eximpe-saved-cvc" part="label">${kit.words('label_cvc')}</label>
      <div class="box">
        <input
          id="eximpe-saved-cvc"
          data-field="cvc"
          name="cc-csc"
          autocomplete="cc-csc"
          inputmode="numeric"
          class="ltr"
          part="input"
          required
          aria-invalid=${cvcMissing}
          aria-describedby="eximpe-saved-cvc-error"
        />
      </div>
      <p class="error" id="eximpe-saved-cvc-error" part="error">${cvcMissing ? kit.words('cvc_empty') : ''}</p>
    </div>`;

  const choose = (id: string | undefined): void => {
    chosen = id;
    cvcMissing = false;
    kit.repaint();
  };

  function remove(card: SavedCard): void {
    asked = undefined;
    if (removal) settle(removal);
    const timer = setTimeout(() => removal && settle(removal), UNDO_MS);
    removal = { card, timer };
    show(cards.filter(({ id }) => id !== card.id));
    kit.repaint(word('removed'));
  }
  function undo({ card, timer }: Removal): void {
    clearTimeout(timer);
    removal = undefined;
    chosen = card.id;
    show([card, ...cards]);
  }
  window.addEventListener('pagehide', () => removal && settle(removal));

  /** Now the server is told. A card that it still has comes back into the list: nothing is called gone that is not. */
  function settle({ card, timer }: Removal): void {
    clearTimeout(timer);
    removal = undefined;
    kit.repaint();
    void api.forget(card.id).then((left) => show(left ?? [card, ...cards]));
  }

  function ask({ id }: SavedCard): void {
    asked = asked === id ? undefined : id;
    kit.repaint();
  }

  const choice = (id: string | undefined, content: unknown): TemplateResult =>
    html`<label class="choice" part="saved-card">
      <input type="radio" name="saved-card" .checked=${chosen === id} @change=${() => choose(id)} />${content}
    </label>`;

  const row = (card: SavedCard): TemplateResult => {
    const { network, last4, expiryMonth, expiryYear, nickname } = card;
    const date = `${expiryMonth}/${expiryYear.slice(2)}`;
    return html`<div class="saved">
      ${choice(
        card.id,
        html`${kit.mark(network)}<span
            ><b dir="ltr">•••• ${last4}</b>
            <small>${nickname ? `${nickname}, ` : ''}${word('expires', { date })}</small></span
          >`,
      )}
      <button
        type="button"
        class="inline"
        aria-label=${word('remove', { last4 })}
        aria-expanded=${asked === card.id}
        @click=${() => ask(card)}
      >
        ✕
      </button>
      ${
        asked === card.id
          ? html`<button type="button" part="button remove" @click=${() => remove(card)}>
              ${word('remove', { last4 })}
            </button>`
          : ''
      }
      ${kit.asksCvc && chosen === card.id ? cvcField() : ''}
    </div>`;
  };

  return {
    list: () => [
      cards.length > 0
        ? html`<fieldset class="choices" part="saved-cards">
            <legend part="label">${word('your_cards')}</legend>
            ${cards.map(row)} ${choice(undefined, word('new_card'))}
          </fieldset>`
        : '',
      removal
        ? html`<p class="note">
            ${word('removed')}
            <button type="button" class="inline" @click=${() => removal && undo(removal)}>${word('undo')}</button>
          </p>`
        : '',
    ],
    consentBox: () =>
      html`<label class="consent" part="consent">
        <input
          type="checkbox"
          .checked=${wantsSaving}
          @change=${(event: Event) => (wantsSaving = (event.target as HTMLInputElement).checked)}
        />
        <span>${word('save')}<small>${word('consent')}</small></span>
      </label>`,
    chosen: () =>
      chosen === undefined ? undefined : { kind: 'saved', id: chosen, ...(kit.asksCvc && { cvc: cvc() }) },
    check() {
      const { network } = cards.find(({ id }) => id === chosen) ?? {};
      cvcMissing = Boolean(kit.asksCvc) && cvc().length !== (network === 'amex' ? 4 : 3);
      kit.repaint();
      if (cvcMissing) cvcInput()?.focus();
      return !cvcMissing;
    },
    chooseNew: () => choose(undefined),
    consent: () => {
      const locale = LANGUAGES.includes(lang()) ? lang() : 'en';
      return wantsSaving ? { textVersion: CONSENT_TEXT_VERSION, locale } : undefined;
    },
  };
};

/** In the page itself the styles hold inside the form alone. */
function dress(place: ShadowRoot | HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(place instanceof ShadowRoot ? look : `${place.localName}{${look}}`);
  (place.getRootNode() as Document | ShadowRoot).adoptedStyleSheets.push(sheet);
}

export default createSavedCards;
