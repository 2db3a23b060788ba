// Every word on our own pages, one row a language.

export interface Texts {
  readonly connecting: string;
  readonly connectingMore: string;
  readonly returned: string;
  readonly returnedMore: string;
  readonly refused: string;
  readonly refusedMore: string;
  readonly used: string;
  readonly usedMore: string;
  readonly continue: string;
}

export const TEXTS = {
  en: {
    connecting: 'Connecting to your bank…',
    connectingMore: 'Your bank will ask you to confirm the payment. Keep this window open.',
    returned: 'Back from your bank',
    returnedMore: 'We are asking whether the payment went through. You can close this window.',
    refused: 'This page could not be shown safely',
    refusedMore: 'Nothing was confirmed here. Please go back to the shop.',
    used: 'This page opens only once',
    usedMore: 'Go back to the shop and choose to open the bank’s page again.',
    continue: 'Continue',
  },
  hi: {
    connecting: 'आपके बैंक से जोड़ा जा रहा है…',
    connectingMore: 'आपका बैंक भुगतान की पुष्टि करने को कहेगा। यह विंडो खुली रखें।',
    returned: 'आप बैंक से लौट आए हैं',
    returnedMore: 'हम पता कर रहे हैं कि भुगतान हुआ या नहीं। आप यह विंडो बंद कर सकते हैं।',
    refused: 'यह पेज सुरक्षित रूप से नहीं दिखाया जा सका',
    refusedMore: 'यहाँ कुछ भी पुष्ट नहीं हुआ। कृपया दुकान के पेज पर लौटें।',
    used: 'यह पेज केवल एक बार खुलता है',
    usedMore: 'दुकान के पेज पर लौटें और बैंक का पेज फिर से खोलें।',
    continue: 'आगे बढ़ें',
  },
} as const satisfies Readonly<Record<string, Texts>>;

export type Language = keyof typeof TEXTS;
export const LANGUAGES = Object.keys(TEXTS) as Language[];
const RIGHT_TO_LEFT: readonly string[] = ['ar', 'ur'];

export const directionOf = (language: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr');

/** The first wish that we have words for; English otherwise. */
export function chooseLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const known = LANGUAGES.find((language) => language === wish.toLowerCase().split('-')[0]);
    if (known) return known;
  }
  return 'en';
}
