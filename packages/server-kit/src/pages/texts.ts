// Every word on our own pages, one row a language.
import { isLanguage, type Language } from '@eximpe/contract';

export interface Texts {
  readonly connecting: string;
  readonly connectingMore: string;
  readonly returned: string;
  readonly returnedMore: string;
  /** Where the shop's page is in another window. */
  readonly closable: string;
  readonly refused: string;
  readonly refusedMore: string;
  readonly used: string;
  readonly usedMore: string;
  readonly continue: string;
  readonly back: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    connecting: 'Connecting to your bank…',
    connectingMore: 'Your bank will ask you to confirm the payment. Keep this window open.',
    returned: 'Checking your payment',
    returnedMore: 'We are finding out whether it went through.',
    closable: 'You can close this window.',
    refused: 'This page could not be shown safely',
    refusedMore: 'No payment was made on this page. Please go back to the shop.',
    used: 'This page opens only once',
    usedMore: 'Go back to the shop and open the bank’s page from there.',
    continue: 'Continue',
    back: 'Back to the shop',
  },
  hi: {
    connecting: 'आपके बैंक से जोड़ा जा रहा है…',
    connectingMore: 'आपका बैंक भुगतान की पुष्टि करने को कहेगा। यह विंडो खुली रखें।',
    returned: 'आपका भुगतान जाँचा जा रहा है',
    returnedMore: 'हम पता कर रहे हैं कि भुगतान हुआ या नहीं।',
    closable: 'आप यह विंडो बंद कर सकते हैं।',
    refused: 'यह पेज सुरक्षित रूप से नहीं दिखाया जा सका',
    refusedMore: 'इस पेज पर कोई भुगतान नहीं हुआ। कृपया स्टोर के पेज पर लौटें।',
    used: 'यह पेज केवल एक बार खुलता है',
    usedMore: 'स्टोर के पेज पर लौटें और बैंक का पेज फिर से खोलें।',
    continue: 'आगे बढ़ें',
    back: 'स्टोर पर वापस जाएँ',
  },
  bn: {
    connecting: 'আপনার ব্যাঙ্কের সঙ্গে যোগাযোগ করা হচ্ছে…',
    connectingMore: 'আপনার ব্যাঙ্ক পেমেন্ট নিশ্চিত করতে বলবে। এই উইন্ডোটি খোলা রাখুন।',
    returned: 'আপনার পেমেন্ট যাচাই করা হচ্ছে',
    returnedMore: 'পেমেন্ট হয়েছে কি না আমরা জেনে নিচ্ছি।',
    closable: 'আপনি এই উইন্ডোটি বন্ধ করতে পারেন।',
    refused: 'এই পেজটি নিরাপদে দেখানো যায়নি',
    refusedMore: 'এই পেজে কোনো পেমেন্ট হয়নি। অনুগ্রহ করে দোকানের পেজে ফিরে যান।',
    used: 'এই পেজটি একবারই খোলে',
    usedMore: 'দোকানের পেজে ফিরে গিয়ে ব্যাঙ্কের পেজটি আবার খুলুন।',
    continue: 'এগিয়ে যান',
    back: 'দোকানে ফিরে যান',
  },
  mr: {
    connecting: 'तुमच्या बँकेशी कनेक्ट करत आहोत…',
    connectingMore: 'तुमची बँक पेमेंटची पुष्टी करायला सांगेल. ही विंडो उघडी ठेवा.',
    returned: 'तुमचे पेमेंट तपासत आहोत',
    returnedMore: 'पेमेंट झाले की नाही हे आम्ही तपासत आहोत.',
    closable: 'तुम्ही ही विंडो बंद करू शकता.',
    refused: 'हे पेज सुरक्षितपणे दाखवता आले नाही',
    refusedMore: 'या पेजवर कोणतेही पेमेंट झालेले नाही. कृपया स्टोअरच्या पेजवर परत जा.',
    used: 'हे पेज फक्त एकदाच उघडते',
    usedMore: 'स्टोअरच्या पेजवर परत जा आणि बँकेचे पेज पुन्हा उघडा.',
    continue: 'पुढे जा',
    back: 'स्टोअरवर परत जा',
  },
  te: {
    connecting: 'మీ బ్యాంక్‌కు కనెక్ట్ చేస్తున్నాం…',
    connectingMore: 'చెల్లింపును నిర్ధారించమని మీ బ్యాంక్ అడుగుతుంది. ఈ విండోను తెరిచి ఉంచండి.',
    returned: 'మీ చెల్లింపును తనిఖీ చేస్తున్నాం',
    returnedMore: 'చెల్లింపు జరిగిందో లేదో తెలుసుకుంటున్నాం.',
    closable: 'మీరు ఈ విండోను మూసివేయవచ్చు.',
    refused: 'ఈ పేజీని సురక్షితంగా చూపలేకపోయాం',
    refusedMore: 'ఈ పేజీలో ఏ చెల్లింపూ జరగలేదు. దయచేసి షాప్ పేజీకి తిరిగి వెళ్లండి.',
    used: 'ఈ పేజీ ఒక్కసారి మాత్రమే తెరుచుకుంటుంది',
    usedMore: 'షాప్ పేజీకి తిరిగి వెళ్లి, బ్యాంక్ పేజీని మళ్లీ తెరవండి.',
    continue: 'కొనసాగించండి',
    back: 'షాప్‌కు తిరిగి వెళ్లండి',
  },
  ta: {
    connecting: 'உங்கள் வங்கியுடன் இணைக்கிறோம்…',
    connectingMore: 'பணம் செலுத்துவதை உறுதிப்படுத்த உங்கள் வங்கி கேட்கும். இந்தச் சாளரத்தைத் திறந்தே வைத்திருங்கள்.',
    returned: 'உங்கள் பேமெண்ட்டைச் சரிபார்க்கிறோம்',
    returnedMore: 'பணம் செலுத்தப்பட்டதா எனச் சரிபார்க்கிறோம்.',
    closable: 'இந்தச் சாளரத்தை மூடலாம்.',
    refused: 'இந்தப் பக்கத்தைப் பாதுகாப்பாகக் காட்ட முடியவில்லை',
    refusedMore: 'இந்தப் பக்கத்தில் பணம் எதுவும் செலுத்தப்படவில்லை. கடையின் பக்கத்திற்குத் திரும்பவும்.',
    used: 'இந்தப் பக்கம் ஒருமுறை மட்டுமே திறக்கும்',
    usedMore: 'கடையின் பக்கத்திற்குத் திரும்பி, வங்கியின் பக்கத்தை மீண்டும் திறக்கவும்.',
    continue: 'தொடரவும்',
    back: 'கடைக்குத் திரும்பவும்',
  },
  gu: {
    connecting: 'તમારી બેંક સાથે જોડાઈ રહ્યા છીએ…',
    connectingMore: 'તમારી બેંક ચુકવણીની પુષ્ટિ કરવા કહેશે. આ વિન્ડો ખુલ્લી રાખો.',
    returned: 'તમારી ચુકવણી તપાસી રહ્યા છીએ',
    returnedMore: 'ચુકવણી થઈ કે નહીં તે અમે તપાસી રહ્યા છીએ.',
    closable: 'તમે આ વિન્ડો બંધ કરી શકો છો.',
    refused: 'આ પેજ સુરક્ષિત રીતે બતાવી શકાયું નથી',
    refusedMore: 'આ પેજ પર કોઈ ચુકવણી થઈ નથી. કૃપા કરીને સ્ટોરના પેજ પર પાછા જાઓ.',
    used: 'આ પેજ એક જ વાર ખૂલે છે',
    usedMore: 'સ્ટોરના પેજ પર પાછા જઈને બેંકનું પેજ ફરી ખોલો.',
    continue: 'આગળ વધો',
    back: 'સ્ટોર પર પાછા જાઓ',
  },
  kn: {
    connecting: 'ನಿಮ್ಮ ಬ್ಯಾಂಕಿಗೆ ಸಂಪರ್ಕಿಸಲಾಗುತ್ತಿದೆ…',
    connectingMore: 'ಪಾವತಿಯನ್ನು ದೃಢೀಕರಿಸಲು ನಿಮ್ಮ ಬ್ಯಾಂಕ್ ಕೇಳುತ್ತದೆ. ಈ ವಿಂಡೋವನ್ನು ತೆರೆದಿಡಿ.',
    returned: 'ನಿಮ್ಮ ಪಾವತಿಯನ್ನು ಪರಿಶೀಲಿಸುತ್ತಿದ್ದೇವೆ',
    returnedMore: 'ಪಾವತಿ ಆಗಿದೆಯೇ ಎಂದು ಪರಿಶೀಲಿಸುತ್ತಿದ್ದೇವೆ.',
    closable: 'ನೀವು ಈ ವಿಂಡೋವನ್ನು ಮುಚ್ಚಬಹುದು.',
    refused: 'ಈ ಪುಟವನ್ನು ಸುರಕ್ಷಿತವಾಗಿ ತೋರಿಸಲಾಗಲಿಲ್ಲ',
    refusedMore: 'ಈ ಪುಟದಲ್ಲಿ ಯಾವುದೇ ಪಾವತಿ ಆಗಿಲ್ಲ. ದಯವಿಟ್ಟು ಅಂಗಡಿಯ ಪುಟಕ್ಕೆ ಹಿಂತಿರುಗಿ.',
    used: 'ಈ ಪುಟ ಒಮ್ಮೆ ಮಾತ್ರ ತೆರೆಯುತ್ತದೆ',
    usedMore: 'ಅಂಗಡಿಯ ಪುಟಕ್ಕೆ ಹಿಂತಿರುಗಿ, ಬ್ಯಾಂಕಿನ ಪುಟವನ್ನು ಮತ್ತೆ ತೆರೆಯಿರಿ.',
    continue: 'ಮುಂದುವರಿಯಿರಿ',
    back: 'ಅಂಗಡಿಗೆ ಹಿಂತಿರುಗಿ',
  },
  ml: {
    connecting: 'നിങ്ങളുടെ ബാങ്കുമായി ബന്ധിപ്പിക്കുന്നു…',
    connectingMore: 'പേയ്‌മെന്റ് സ്ഥിരീകരിക്കാൻ ബാങ്ക് ആവശ്യപ്പെടും. ഈ വിൻഡോ തുറന്നു വയ്ക്കുക.',
    returned: 'നിങ്ങളുടെ പേയ്‌മെന്റ് പരിശോധിക്കുന്നു',
    returnedMore: 'പേയ്‌മെന്റ് നടന്നോ എന്ന് പരിശോധിക്കുകയാണ്.',
    closable: 'ഈ വിൻഡോ ക്ലോസ് ചെയ്യാം.',
    refused: 'ഈ പേജ് സുരക്ഷിതമായി കാണിക്കാൻ കഴിഞ്ഞില്ല',
    refusedMore: 'ഈ പേജിൽ പേയ്‌മെന്റ് ഒന്നും നടന്നിട്ടില്ല. ദയവായി കടയുടെ പേജിലേക്ക് മടങ്ങുക.',
    used: 'ഈ പേജ് ഒരിക്കൽ മാത്രമേ തുറക്കൂ',
    usedMore: 'കടയുടെ പേജിലേക്ക് മടങ്ങി ബാങ്കിന്റെ പേജ് വീണ്ടും തുറക്കുക.',
    continue: 'തുടരുക',
    back: 'കടയിലേക്ക് മടങ്ങുക',
  },
  pa: {
    connecting: 'ਤੁਹਾਡੇ ਬੈਂਕ ਨਾਲ ਜੋੜਿਆ ਜਾ ਰਿਹਾ ਹੈ…',
    connectingMore: 'ਤੁਹਾਡਾ ਬੈਂਕ ਭੁਗਤਾਨ ਦੀ ਪੁਸ਼ਟੀ ਕਰਨ ਲਈ ਕਹੇਗਾ। ਇਹ ਵਿੰਡੋ ਖੁੱਲ੍ਹੀ ਰੱਖੋ।',
    returned: 'ਤੁਹਾਡਾ ਭੁਗਤਾਨ ਚੈੱਕ ਕੀਤਾ ਜਾ ਰਿਹਾ ਹੈ',
    returnedMore: 'ਅਸੀਂ ਪਤਾ ਕਰ ਰਹੇ ਹਾਂ ਕਿ ਭੁਗਤਾਨ ਹੋਇਆ ਜਾਂ ਨਹੀਂ।',
    closable: 'ਤੁਸੀਂ ਇਹ ਵਿੰਡੋ ਬੰਦ ਕਰ ਸਕਦੇ ਹੋ।',
    refused: 'ਇਹ ਪੇਜ ਸੁਰੱਖਿਅਤ ਢੰਗ ਨਾਲ ਨਹੀਂ ਦਿਖਾਇਆ ਜਾ ਸਕਿਆ',
    refusedMore: 'ਇਸ ਪੇਜ ’ਤੇ ਕੋਈ ਭੁਗਤਾਨ ਨਹੀਂ ਹੋਇਆ। ਕਿਰਪਾ ਕਰਕੇ ਸਟੋਰ ਦੇ ਪੇਜ ’ਤੇ ਵਾਪਸ ਜਾਓ।',
    used: 'ਇਹ ਪੇਜ ਸਿਰਫ਼ ਇੱਕ ਵਾਰ ਖੁੱਲ੍ਹਦਾ ਹੈ',
    usedMore: 'ਸਟੋਰ ਦੇ ਪੇਜ ’ਤੇ ਵਾਪਸ ਜਾ ਕੇ ਬੈਂਕ ਦਾ ਪੇਜ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ।',
    continue: 'ਅੱਗੇ ਵਧੋ',
    back: 'ਸਟੋਰ ’ਤੇ ਵਾਪਸ ਜਾਓ',
  },
  or: {
    connecting: 'ଆପଣଙ୍କ ବ୍ୟାଙ୍କ ସହ ସଂଯୋଗ କରାଯାଉଛି…',
    connectingMore: 'ଆପଣଙ୍କ ବ୍ୟାଙ୍କ ପେମେଣ୍ଟ ନିଶ୍ଚିତ କରିବାକୁ କହିବ। ଏହି ୱିଣ୍ଡୋ ଖୋଲା ରଖନ୍ତୁ।',
    returned: 'ଆପଣଙ୍କ ପେମେଣ୍ଟ ଯାଞ୍ଚ କରାଯାଉଛି',
    returnedMore: 'ପେମେଣ୍ଟ ହୋଇଛି କି ନାହିଁ ଆମେ ଯାଞ୍ଚ କରୁଛୁ।',
    closable: 'ଆପଣ ଏହି ୱିଣ୍ଡୋ ବନ୍ଦ କରିପାରିବେ।',
    refused: 'ଏହି ପୃଷ୍ଠା ସୁରକ୍ଷିତ ଭାବେ ଦେଖାଯାଇପାରିଲା ନାହିଁ',
    refusedMore: 'ଏହି ପୃଷ୍ଠାରେ କୌଣସି ପେମେଣ୍ଟ ହୋଇନାହିଁ। ଦୟାକରି ଦୋକାନ ପୃଷ୍ଠାକୁ ଫେରନ୍ତୁ।',
    used: 'ଏହି ପୃଷ୍ଠା କେବଳ ଥରେ ଖୋଲେ',
    usedMore: 'ଦୋକାନ ପୃଷ୍ଠାକୁ ଫେରି ବ୍ୟାଙ୍କ ପୃଷ୍ଠା ପୁଣି ଖୋଲନ୍ତୁ।',
    continue: 'ଆଗକୁ ବଢ଼ନ୍ତୁ',
    back: 'ଦୋକାନକୁ ଫେରନ୍ତୁ',
  },
  ur: {
    connecting: 'آپ کے بینک سے رابطہ کیا جا رہا ہے…',
    connectingMore: 'آپ کا بینک ادائیگی کی تصدیق کے لیے کہے گا۔ یہ ونڈو کھلی رکھیں۔',
    returned: 'آپ کی ادائیگی چیک کی جا رہی ہے',
    returnedMore: 'ہم معلوم کر رہے ہیں کہ ادائیگی ہوئی یا نہیں۔',
    closable: 'آپ یہ ونڈو بند کر سکتے ہیں۔',
    refused: 'یہ صفحہ محفوظ طریقے سے نہیں دکھایا جا سکا',
    refusedMore: 'اس صفحے پر کوئی ادائیگی نہیں ہوئی۔ براہِ کرم اسٹور کے صفحے پر واپس جائیں۔',
    used: 'یہ صفحہ صرف ایک بار کھلتا ہے',
    usedMore: 'اسٹور کے صفحے پر واپس جا کر بینک کا صفحہ دوبارہ کھولیں۔',
    continue: 'آگے بڑھیں',
    back: 'اسٹور پر واپس جائیں',
  },
  ar: {
    connecting: 'جارٍ الاتصال ببنكك…',
    connectingMore: 'سيطلب منك بنكك تأكيد الدفع. أبقِ هذه النافذة مفتوحة.',
    returned: 'نتحقّق من عملية الدفع',
    returnedMore: 'نتحقّق مما إذا كان الدفع قد تم.',
    closable: 'يمكنك إغلاق هذه النافذة.',
    refused: 'تعذّر عرض هذه الصفحة بأمان',
    refusedMore: 'لم يتم أي دفع في هذه الصفحة. يُرجى العودة إلى المتجر.',
    used: 'تُفتح هذه الصفحة مرة واحدة فقط',
    usedMore: 'عُد إلى المتجر وافتح صفحة البنك من هناك.',
    continue: 'متابعة',
    back: 'العودة إلى المتجر',
  },
};

/** The first wish that we have words for, `hi` for `hi-IN`; English otherwise. */
export function chooseLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const [code = ''] = wish.toLowerCase().split('-');
    if (isLanguage(code)) return code;
  }
  return 'en';
}
