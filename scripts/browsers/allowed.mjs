// What is used although a promised browser lacks it, or MDN's data do not know it: each with the reason why nothing is lost there.

const BUILT = 'widget/dist/';
const PAGES = 'server-kit/src/pages/';

/** Several features with one reason. */
const rows = (files, why, ...features) => features.map((feature) => ({ feature, files, why }));

/** `feature`: a path in MDN's data, or the name of a use that they do not know. `files`: parts of the paths where it may be. */
export const ALLOWED = [
  ...rows(
    ['element/adopt-styles.ts', BUILT],
    'Asked for before (`canConstruct`, and so does Lit); without it the styles are <style> elements.',
    'api.CSSStyleSheet.replaceSync',
    'api.Document.adoptedStyleSheets',
    'api.ShadowRoot.adoptedStyleSheets',
  ),
  ...rows(
    ['define.ts', 'framed/frame.ts', BUILT],
    'Partial, since Safari knows no customized built-in elements. Ours is no such one.',
    'api.CustomElementRegistry.get',
  ),
  ...rows(
    ['fields/card-fields.ts', BUILT],
    'Unknown is taken for not composing; `compositionend` tells of the whole text in any case.',
    'api.InputEvent.isComposing',
    'api.KeyboardEvent.isComposing',
  ),
  ...rows(
    ['challenge/bank.ts', BUILT],
    'Where no window opens the bank’s page comes in another way, see challenge/choose-mode.ts.',
    'api.Window.open',
  ),
  ...rows(
    ['saved-cards/saved-cards-api.ts', BUILT],
    'Without it the request may not survive the page; while that stands it is sent all the same.',
    'api.Request.Request.options_parameter.keepalive',
    'api.fetch.options_parameter.keepalive',
  ),
  ...rows(
    ['api/send.ts', 'saved-cards/saved-cards-api.ts', BUILT],
    'That of WebTransport; ours is an option of fetch.',
    'api.WebTransport.WebTransport.options_headers_parameter',
  ),
  ...rows(
    [BUILT],
    'Lit and DOMPurify ask for Trusted Types before they use them.',
    'api.trustedTypes',
    'api.TrustedTypePolicy.createScriptURL',
    'api.TrustedTypePolicyFactory.emptyScript',
    'api.TrustedTypePolicyFactory.getAttributeType',
  ),
  ...rows([BUILT], 'Lit makes it where there is none.', 'Symbol.metadata', 'litPropertyMetadata'),
  ...rows([BUILT], 'Lit’s own: what a decorator is told, properties of an element.', 'metadata', 'properties'),
  ...rows([BUILT], 'DOMPurify’s own: what it has removed.', 'element'),
  ...rows([BUILT], 'Lit’s own way to make MathML, of which there is none here.', '<math>'),
  ...rows([BUILT], 'DOMPurify’s own: put in front of what it reads, and taken away again.', '<remove>'),
  ...rows(
    [BUILT],
    'Help for keyboards on screens, and none where it is not known.',
    'html.global_attributes.autocapitalize',
    'html.global_attributes.autocorrect',
  ),
  ...rows(
    [BUILT],
    'Alone in its rules: the radio button in the label shows focus and choice itself.',
    'css.selectors.has',
  ),
  ...rows(
    [BUILT, PAGES],
    'Lines break where they always did.',
    'css.properties.text-wrap',
    'css.properties.text-wrap.balance',
    'css.properties.text-wrap.pretty',
  ),
  ...rows(
    [BUILT],
    'Partial for contrasts that Safari chooses itself: a radio button has the system’s colour.',
    'css.properties.accent-color',
  ),
  ...rows(
    [BUILT, PAGES],
    'Where there is no mouse there is no cursor.',
    'css.properties.cursor.default',
    'css.properties.cursor.pointer',
    'css.properties.cursor.progress',
  ),
  ...rows([BUILT, PAGES], 'Partial: before 16.4 Safari does not round its corners.', 'css.properties.outline'),
  ...rows(
    [BUILT],
    'Only in forced colours, of which Safari knows none.',
    'css.properties.forced-color-adjust',
    'css.properties.forced-color-adjust.none',
  ),
  ...rows(
    [BUILT],
    'Chrome before 136 knows it by its old name, which stands beside it.',
    'css.properties.print-color-adjust',
    'css.properties.print-color-adjust.exact',
    '-webkit-print-color-adjust',
  ),
];
