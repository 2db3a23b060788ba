// Renders a panel.
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/messages.ts';
import type { Asking } from '../controllers/panel-actions.ts';
import type { Panel, PanelAction } from '../panels.ts';
import { icon, spinner } from './icons.ts';

export interface PanelModel {
  readonly panel: Panel;
  /** The formatted amount; null while it is not known. */
  readonly amount: string | null;
  readonly asking: Asking;
  readonly words: Words;
  readonly act: (action: PanelAction) => void;
}

/** What only a long wait needs, such as the buttons beside a spinner, appears after some seconds: most waits are over by then. */
export function panelView({ panel, amount, asking, words, act }: PanelModel): TemplateResult {
  const button = ([action, word]: Panel['actions'][number], rank: 'primary' | 'secondary'): TemplateResult => {
    const isBusy = action === 'checkNow' && asking === 'asked';
    return html`<button
      type="button"
      class=${`${rank} ${action}`}
      part=${`button ${rank}`}
      aria-disabled=${isBusy}
      @click=${() => act(action)}
    >
      ${isBusy ? spinner() : nothing}<span .textContent=${words(word)}></span>
    </button>`;
  };
  const [main, ...others] = panel.actions;
  const news = asking && asking !== 'asked' ? words(asking) : '';
  const description = [
    panel.bank && 'eximpe-panel-bank',
    amount && 'eximpe-panel-sum',
    panel.card && 'eximpe-panel-card',
    'eximpe-panel-text',
  ];
  // The section has no name of its own: screen readers would say the words twice, for the region and for the heading.
  return html`<section class=${`panel ${panel.tone}`} part="panel">
    <div class=${`badge ${panel.tone}`} part="badge">${panel.icon ? icon(panel.icon) : spinner()}</div>
    <h2
      part="title"
      tabindex="-1"
      data-field="panel"
      aria-describedby=${description.filter(Boolean).join(' ')}
      .textContent=${panel.title}
    ></h2>
    ${
      panel.bank
        ? html`<p class="issuer" id="eximpe-panel-bank" dir="auto" translate="no" .textContent=${panel.bank}></p>`
        : nothing
    }
    ${amount ? html`<p class="sum" id="eximpe-panel-sum" .textContent=${amount}></p>` : nothing}
    ${panel.card ? html`<p id="eximpe-panel-card" .textContent=${panel.card}></p>` : nothing}
    <p id="eximpe-panel-text" .textContent=${panel.text}></p>
    ${news && news !== panel.text ? html`<p class="news" .textContent=${news}></p>` : nothing}
    ${panel.late ? html`<p class="late" .textContent=${panel.late}></p>` : nothing}
    ${panel.tone === 'good' ? html`<slot name="success"></slot>` : nothing}
    ${
      main
        ? html`<div class=${panel.icon ? 'actions' : 'actions late'}>
            ${button(main, 'primary')} ${others.map((each) => button(each, 'secondary'))}
          </div>`
        : nothing
    }
  </section>`;
}
