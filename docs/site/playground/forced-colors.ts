// Forced colours, as Windows' contrast themes do them: a page can't switch them on, so they are played by the form's own rules for them.

/** What is left as it is by `forced-color-adjust: none` comes in between. */
const forced = (kept: string): string => `
  :host { color: CanvasText !important }
  :host *:where(:not(${kept})) {
    color: CanvasText !important;
    background-color: transparent !important;
    border-color: CanvasText !important;
    outline-color: Highlight !important;
    box-shadow: none !important;
    text-shadow: none !important;
  }
  :host input, :host select, :host dialog { background-color: Canvas !important }
  :host button { color: ButtonText !important; background-color: ButtonFace !important; border-color: ButtonBorder !important }
  :host button * { background-color: transparent !important; color: inherit !important }
  :host a { color: LinkText !important }
  :host [aria-disabled='true'] { color: GrayText !important }
`;

/** What a form says for forced colours. */
function own(root: ShadowRoot): readonly CSSRule[] {
  const sheets = [...root.adoptedStyleSheets, ...root.styleSheets];
  const conditional = sheets.flatMap((sheet) =>
    [...sheet.cssRules].filter(
      (rule): rule is CSSMediaRule =>
        rule instanceof CSSMediaRule && rule.conditionText.replaceAll(' ', '') === '(forced-colors:active)',
    ),
  );
  return conditional.flatMap(({ cssRules }) => [...cssRules]);
}

/** The form looks as with forced colours; its shadow root only. */
export function forceColors(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  const rules = own(root);
  const kept = rules
    .filter((rule) => rule instanceof CSSStyleRule && rule.style.getPropertyValue('forced-color-adjust') === 'none')
    .flatMap((rule) => (rule as CSSStyleRule).selectorText.split(','))
    .filter((selector) => !selector.includes('::'))
    .flatMap((selector) => [selector, `${selector} *`]);
  sheet.replaceSync(forced(kept.join(',')) + rules.map(({ cssText }) => cssText).join('\n'));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
