// What is used although a promised browser lacks it, or MDN's data do not know it: each with the reason why nothing is lost there.

const BUILT = 'widget/dist/';
const PAGES = 'server-kit/src/pages/';

/** Several features with one reason. */
const rows = (files, why, ...features) => features.map((feature) => ({ feature, files, why }));

/** `feature`: a path in MDN's data, or the name of a use that they do not know. `files`: parts of the paths where it may be. */
export const ALLOWED = [
  ...rows(
    ['element/adopt-styles.ts', BUILT],
    'Detected first (by `canConstruct` and by Lit); without it the styles are <style> elements.',
    'api.CSSStyleSheet.replaceSync',
    'api.Document.adoptedStyleSheets',
    'api.ShadowRoot.adoptedStyleSheets',
  ),
  ...rows(
    ['define.ts', 'framed/frame.ts', BUILT],
    'Partial, since Safari lacks customized built-in elements. Ours is not one.',
    'api.CustomElementRegistry.get',
  ),
  ...rows(
    ['fields/card-fields.ts', BUILT],
    'Without it, input counts as not composing; `compositionend` reports the whole text in any case.',
    'api.InputEvent.isComposing',
    'api.KeyboardEvent.isComposing',
  ),
  ...rows(
    ['challenge/bank.ts', BUILT],
    'If no window opens, the bank’s page is shown another way, see challenge/choose-mode.ts.',
    'api.Window.open',
  ),
  ...rows(
    ['saved-cards/saved-cards-api.ts', BUILT],
    'Without it the request may not outlive the page; while the page is open, it is sent all the same.',
    'api.Request.Request.options_parameter.keepalive',
    'api.fetch.options_parameter.keepalive',
  ),
  ...rows(
    ['api/send.ts', 'saved-cards/saved-cards-api.ts', BUILT],
    'The option of WebTransport; ours is an option of fetch.',
    'api.WebTransport.WebTransport.options_headers_parameter',
  ),
  ...rows(
    [BUILT],
    'Lit and DOMPurify detect Trusted Types before they use them.',
    'api.trustedTypes',
    'api.TrustedTypePolicy.createScriptURL',
    'api.TrustedTypePolicyFactory.emptyScript',
    'api.TrustedTypePolicyFactory.getAttributeType',
  ),
  ...rows([BUILT], 'Lit polyfills it.', 'Symbol.metadata', 'litPropertyMetadata'),
  ...rows([BUILT], 'Lit’s own: arguments of a decorator, properties of an element.', 'metadata', 'properties'),
  ...rows([BUILT], 'Lit’s own: an option of listeners, not an attribute of inputs.', 'api.HTMLInputElement.capture'),
  ...rows([BUILT], 'DOMPurify’s own: what it has removed.', 'element'),
  ...rows([BUILT], 'Lit’s own way to create MathML, which the form does not use.', '<math>'),
  ...rows([BUILT], 'DOMPurify’s own: inserted before the markup that it parses, then removed.', '<remove>'),
  ...rows(
    [BUILT],
    'Hints for on-screen keyboards; browsers without it ignore it.',
    'html.global_attributes.autocapitalize',
    'html.global_attributes.autocorrect',
  ),
  ...rows(
    [BUILT],
    'Used only in rules of its own: the radio button in the label shows focus and choice itself.',
    'css.selectors.has',
  ),
  ...rows(
    [BUILT, PAGES],
    'Without it, lines break as usual.',
    'css.properties.text-wrap',
    'css.properties.text-wrap.balance',
    'css.properties.text-wrap.pretty',
  ),
  ...rows(
    [BUILT],
    'Partial, because Safari chooses the contrast itself: a radio button has the system’s colour.',
    'css.properties.accent-color',
  ),
  ...rows(
    [BUILT, PAGES],
    'Devices without a mouse have no cursor.',
    'css.properties.cursor.default',
    'css.properties.cursor.pointer',
    'css.properties.cursor.progress',
  ),
  ...rows([BUILT, PAGES], 'Partial: before 16.4 Safari does not round its corners.', 'css.properties.outline'),
  ...rows(
    [BUILT],
    'Only for forced colours, which Safari lacks.',
    'css.properties.forced-color-adjust',
    'css.properties.forced-color-adjust.none',
  ),
  ...rows(
    [BUILT],
    'Chrome before 136 has it under its old name, which is set as well.',
    'css.properties.print-color-adjust',
    'css.properties.print-color-adjust.exact',
    '-webkit-print-color-adjust',
  ),
];
