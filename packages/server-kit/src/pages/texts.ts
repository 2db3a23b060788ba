// Every word on our own pages, one row a language; the form's own languages.

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
    returnedMore: 'हम पूछ रहे हैं कि भुगतान हुआ या नहीं। आप यह विंडो बंद कर सकते हैं।',
    refused: 'यह पेज सुरक्षित रूप से नहीं दिखाया जा सका',
    refusedMore: 'यहाँ कुछ भी पुष्ट नहीं हुआ। कृपया दुकान के पेज पर लौटें।',
    used: 'यह पेज केवल एक बार खुलता है',
    usedMore: 'दुकान के पेज पर लौटें और बैंक का पेज फिर से खोलें।',
    continue: 'आगे बढ़ें',
  },
  bn: {
    connecting: 'আপনার ব্যাঙ্কের সঙ্গে যোগাযোগ করা হচ্ছে…',
    connectingMore: 'আপনার ব্যাঙ্ক পেমেন্ট নিশ্চিত করতে বলবে। এই উইন্ডোটি খোলা রাখুন।',
    returned: 'আপনি ব্যাঙ্ক থেকে ফিরে এসেছেন',
    returnedMore: 'পেমেন্ট হয়েছে কি না আমরা জেনে নিচ্ছি। আপনি এই উইন্ডোটি বন্ধ করতে পারেন।',
    refused: 'এই পেজটি নিরাপদে দেখানো যায়নি',
    refusedMore: 'এখানে কিছুই নিশ্চিত হয়নি। অনুগ্রহ করে দোকানের পেজে ফিরে যান।',
    used: 'এই পেজটি একবারই খোলে',
    usedMore: 'দোকানের পেজে ফিরে গিয়ে ব্যাঙ্কের পেজটি আবার খুলুন।',
    continue: 'এগিয়ে যান',
  },
  mr: {
    connecting: 'तुमच्या बँकेशी जोडत आहोत…',
    connectingMore: 'तुमची बँक पेमेंटची पुष्टी करायला सांगेल. ही विंडो उघडी ठेवा.',
    returned: 'तुम्ही बँकेतून परत आला आहात',
    returnedMore: 'पेमेंट झाले की नाही हे आम्ही विचारत आहोत. तुम्ही ही विंडो बंद करू शकता.',
    refused: 'हे पेज सुरक्षितपणे दाखवता आले नाही',
    refusedMore: 'येथे काहीही निश्चित झाले नाही. कृपया दुकानाच्या पेजवर परत जा.',
    used: 'हे पेज फक्त एकदाच उघडते',
    usedMore: 'दुकानाच्या पेजवर परत जा आणि बँकेचे पेज पुन्हा उघडा.',
    continue: 'पुढे जा',
  },
  te: {
    connecting: 'మీ బ్యాంకుకు కనెక్ట్ చేస్తున్నాం…',
    connectingMore: 'చెల్లింపును నిర్ధారించమని మీ బ్యాంకు అడుగుతుంది. ఈ విండోను తెరిచి ఉంచండి.',
    returned: 'మీరు బ్యాంకు నుండి తిరిగి వచ్చారు',
    returnedMore: 'చెల్లింపు జరిగిందో లేదో అడుగుతున్నాం. మీరు ఈ విండోను మూసివేయవచ్చు.',
    refused: 'ఈ పేజీని సురక్షితంగా చూపలేకపోయాం',
    refusedMore: 'ఇక్కడ ఏదీ నిర్ధారించబడలేదు. దయచేసి దుకాణం పేజీకి తిరిగి వెళ్లండి.',
    used: 'ఈ పేజీ ఒక్కసారి మాత్రమే తెరుచుకుంటుంది',
    usedMore: 'దుకాణం పేజీకి తిరిగి వెళ్లి, బ్యాంకు పేజీని మళ్లీ తెరవండి.',
    continue: 'కొనసాగించండి',
  },
  ta: {
    connecting: 'உங்கள் வங்கியுடன் இணைக்கிறோம்…',
    connectingMore: 'பணம் செலுத்துவதை உறுதிப்படுத்த உங்கள் வங்கி கேட்கும். இந்தச் சாளரத்தைத் திறந்தே வைத்திருங்கள்.',
    returned: 'வங்கியிலிருந்து திரும்பிவிட்டீர்கள்',
    returnedMore: 'பணம் செலுத்தப்பட்டதா எனக் கேட்கிறோம். இந்தச் சாளரத்தை மூடலாம்.',
    refused: 'இந்தப் பக்கத்தைப் பாதுகாப்பாகக் காட்ட முடியவில்லை',
    refusedMore: 'இங்கே எதுவும் உறுதிப்படுத்தப்படவில்லை. கடையின் பக்கத்திற்குத் திரும்பவும்.',
    used: 'இந்தப் பக்கம் ஒருமுறை மட்டுமே திறக்கும்',
    usedMore: 'கடையின் பக்கத்திற்குத் திரும்பி, வங்கியின் பக்கத்தை மீண்டும் திறக்கவும்.',
    continue: 'தொடரவும்',
  },
  gu: {
    connecting: 'તમારી બેંક સાથે જોડાઈ રહ્યા છીએ…',
    connectingMore: 'તમારી બેંક ચુકવણીની પુષ્ટિ કરવા કહેશે. આ વિન્ડો ખુલ્લી રાખો.',
    returned: 'તમે બેંકમાંથી પાછા આવ્યા છો',
    returnedMore: 'ચુકવણી થઈ કે નહીં તે અમે પૂછી રહ્યા છીએ. તમે આ વિન્ડો બંધ કરી શકો છો.',
    refused: 'આ પેજ સુરક્ષિત રીતે બતાવી શકાયું નથી',
    refusedMore: 'અહીં કંઈપણ પુષ્ટ થયું નથી. કૃપા કરીને દુકાનના પેજ પર પાછા જાઓ.',
    used: 'આ પેજ એક જ વાર ખૂલે છે',
    usedMore: 'દુકાનના પેજ પર પાછા જઈને બેંકનું પેજ ફરી ખોલો.',
    continue: 'આગળ વધો',
  },
  kn: {
    connecting: 'ನಿಮ್ಮ ಬ್ಯಾಂಕಿಗೆ ಸಂಪರ್ಕಿಸಲಾಗುತ್ತಿದೆ…',
    connectingMore: 'ಪಾವತಿಯನ್ನು ದೃಢೀಕರಿಸಲು ನಿಮ್ಮ ಬ್ಯಾಂಕ್ ಕೇಳುತ್ತದೆ. ಈ ವಿಂಡೋವನ್ನು ತೆರೆದಿಡಿ.',
    returned: 'ನೀವು ಬ್ಯಾಂಕಿನಿಂದ ಮರಳಿದ್ದೀರಿ',
    returnedMore: 'ಪಾವತಿ ಆಗಿದೆಯೇ ಎಂದು ಕೇಳುತ್ತಿದ್ದೇವೆ. ನೀವು ಈ ವಿಂಡೋವನ್ನು ಮುಚ್ಚಬಹುದು.',
    refused: 'ಈ ಪುಟವನ್ನು ಸುರಕ್ಷಿತವಾಗಿ ತೋರಿಸಲಾಗಲಿಲ್ಲ',
    refusedMore: 'ಇಲ್ಲಿ ಏನೂ ದೃಢಪಟ್ಟಿಲ್ಲ. ದಯವಿಟ್ಟು ಅಂಗಡಿಯ ಪುಟಕ್ಕೆ ಹಿಂತಿರುಗಿ.',
    used: 'ಈ ಪುಟ ಒಮ್ಮೆ ಮಾತ್ರ ತೆರೆಯುತ್ತದೆ',
    usedMore: 'ಅಂಗಡಿಯ ಪುಟಕ್ಕೆ ಹಿಂತಿರುಗಿ, ಬ್ಯಾಂಕಿನ ಪುಟವನ್ನು ಮತ್ತೆ ತೆರೆಯಿರಿ.',
    continue: 'ಮುಂದುವರಿಯಿರಿ',
  },
  ml: {
    connecting: 'നിങ്ങളുടെ ബാങ്കുമായി ബന്ധിപ്പിക്കുന്നു…',
    connectingMore: 'പേയ്‌മെന്റ് സ്ഥിരീകരിക്കാൻ ബാങ്ക് ആവശ്യപ്പെടും. ഈ വിൻഡോ തുറന്നു വയ്ക്കുക.',
    returned: 'നിങ്ങൾ ബാങ്കിൽ നിന്ന് തിരിച്ചെത്തി',
    returnedMore: 'പേയ്‌മെന്റ് നടന്നോ എന്ന് ഞങ്ങൾ ചോദിക്കുകയാണ്. ഈ വിൻഡോ അടയ്ക്കാം.',
    refused: 'ഈ പേജ് സുരക്ഷിതമായി കാണിക്കാൻ കഴിഞ്ഞില്ല',
    refusedMore: 'ഇവിടെ ഒന്നും സ്ഥിരീകരിച്ചിട്ടില്ല. കടയുടെ പേജിലേക്ക് മടങ്ങുക.',
    used: 'ഈ പേജ് ഒരിക്കൽ മാത്രമേ തുറക്കൂ',
    usedMore: 'കടയുടെ പേജിലേക്ക് മടങ്ങി ബാങ്കിന്റെ പേജ് വീണ്ടും തുറക്കുക.',
    continue: 'തുടരുക',
  },
  pa: {
    connecting: 'ਤੁਹਾਡੇ ਬੈਂਕ ਨਾਲ ਜੋੜਿਆ ਜਾ ਰਿਹਾ ਹੈ…',
    connectingMore: 'ਤੁਹਾਡਾ ਬੈਂਕ ਭੁਗਤਾਨ ਦੀ ਪੁਸ਼ਟੀ ਕਰਨ ਲਈ ਕਹੇਗਾ। ਇਹ ਵਿੰਡੋ ਖੁੱਲ੍ਹੀ ਰੱਖੋ।',
    returned: 'ਤੁਸੀਂ ਬੈਂਕ ਤੋਂ ਵਾਪਸ ਆ ਗਏ ਹੋ',
    returnedMore: 'ਅਸੀਂ ਪੁੱਛ ਰਹੇ ਹਾਂ ਕਿ ਭੁਗਤਾਨ ਹੋਇਆ ਜਾਂ ਨਹੀਂ। ਤੁਸੀਂ ਇਹ ਵਿੰਡੋ ਬੰਦ ਕਰ ਸਕਦੇ ਹੋ।',
    refused: 'ਇਹ ਪੇਜ ਸੁਰੱਖਿਅਤ ਢੰਗ ਨਾਲ ਨਹੀਂ ਦਿਖਾਇਆ ਜਾ ਸਕਿਆ',
    refusedMore: 'ਇੱਥੇ ਕੁਝ ਵੀ ਪੱਕਾ ਨਹੀਂ ਹੋਇਆ। ਕਿਰਪਾ ਕਰਕੇ ਦੁਕਾਨ ਦੇ ਪੇਜ ’ਤੇ ਵਾਪਸ ਜਾਓ।',
    used: 'ਇਹ ਪੇਜ ਸਿਰਫ਼ ਇੱਕ ਵਾਰ ਖੁੱਲ੍ਹਦਾ ਹੈ',
    usedMore: 'ਦੁਕਾਨ ਦੇ ਪੇਜ ’ਤੇ ਵਾਪਸ ਜਾ ਕੇ ਬੈਂਕ ਦਾ ਪੇਜ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ।',
    continue: 'ਅੱਗੇ ਵਧੋ',
  },
  or: {
    connecting: 'ଆପଣଙ୍କ ବ୍ୟାଙ୍କ ସହ ସଂଯୋଗ କରାଯାଉଛି…',
    connectingMore: 'ଆପଣଙ୍କ ବ୍ୟାଙ୍କ ଦେୟ ନିଶ୍ଚିତ କରିବାକୁ କହିବ। ଏହି ୱିଣ୍ଡୋ ଖୋଲା ରଖନ୍ତୁ।',
    returned: 'ଆପଣ ବ୍ୟାଙ୍କରୁ ଫେରି ଆସିଛନ୍ତି',
    returnedMore: 'ଦେୟ ହୋଇଛି କି ନାହିଁ ଆମେ ପଚାରୁଛୁ। ଆପଣ ଏହି ୱିଣ୍ଡୋ ବନ୍ଦ କରିପାରିବେ।',
    refused: 'ଏହି ପୃଷ୍ଠା ସୁରକ୍ଷିତ ଭାବେ ଦେଖାଯାଇ ପାରିଲା ନାହିଁ',
    refusedMore: 'ଏଠାରେ କିଛି ନିଶ୍ଚିତ ହୋଇନାହିଁ। ଦୟାକରି ଦୋକାନ ପୃଷ୍ଠାକୁ ଫେରନ୍ତୁ।',
    used: 'ଏହି ପୃଷ୍ଠା କେବଳ ଥରେ ଖୋଲେ',
    usedMore: 'ଦୋକାନ ପୃଷ୍ଠାକୁ ଫେରି ବ୍ୟାଙ୍କ ପୃଷ୍ଠା ପୁଣି ଖୋଲନ୍ତୁ।',
    continue: 'ଆଗକୁ ବଢନ୍ତୁ',
  },
  ur: {
    connecting: 'آپ کے بینک سے رابطہ کیا جا رہا ہے…',
    connectingMore: 'آپ کا بینک ادائیگی کی تصدیق کے لیے کہے گا۔ یہ ونڈو کھلی رکھیں۔',
    returned: 'آپ بینک سے واپس آ گئے ہیں',
    returnedMore: 'ہم پوچھ رہے ہیں کہ ادائیگی ہوئی یا نہیں۔ آپ یہ ونڈو بند کر سکتے ہیں۔',
    refused: 'یہ صفحہ محفوظ طریقے سے نہیں دکھایا جا سکا',
    refusedMore: 'یہاں کچھ بھی طے نہیں ہوا۔ براہ کرم دکان کے صفحے پر واپس جائیں۔',
    used: 'یہ صفحہ صرف ایک بار کھلتا ہے',
    usedMore: 'دکان کے صفحے پر واپس جا کر بینک کا صفحہ دوبارہ کھولیں۔',
    continue: 'آگے بڑھیں',
  },
  ar: {
    connecting: 'جارٍ الاتصال بمصرفك…',
    connectingMore: 'سيطلب منك مصرفك تأكيد الدفع. أبقِ هذه النافذة مفتوحة.',
    returned: 'عدت من مصرفك',
    returnedMore: 'نسأل الآن هل تمّ الدفع. يمكنك إغلاق هذه النافذة.',
    refused: 'تعذّر عرض هذه الصفحة بأمان',
    refusedMore: 'لم يُؤكَّد شيء هنا. يُرجى العودة إلى المتجر.',
    used: 'تُفتح هذه الصفحة مرة واحدة فقط',
    usedMore: 'عُد إلى المتجر واختر فتح صفحة المصرف من جديد.',
    continue: 'متابعة',
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
