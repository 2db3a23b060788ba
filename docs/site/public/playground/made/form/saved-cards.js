var e=(e,t=`ltr`)=>({direction:t,ownDigits:e}),t={en:e(`latn`),hi:e(`deva`),bn:e(`beng`),mr:e(`deva`),te:e(`telu`),ta:e(`tamldec`),gu:e(`gujr`),kn:e(`knda`),ml:e(`mlym`),pa:e(`guru`),or:e(`orya`),ur:e(`arabext`,`rtl`),ar:e(`arab`,`rtl`)};Object.keys(t);var n=e=>Object.hasOwn(t,e),r=/(?!\d)\p{Nd}/gu;function i(e){return/^[ -~]*$/.test(e)?e:e.replace(r,e=>{let t=e.codePointAt(0)??0,n=0;for(;n<9&&/\p{Nd}/u.test(String.fromCodePoint(t-n-1));)n+=1;return String(n)})}var a=e=>i(e).replace(/\D/g,``),o=e=>({kind:`incomplete`,reason:e}),s=e=>({kind:`invalid`,reason:e}),c=e=>({kind:`valid`,value:e});function l(e,t){let n=a(e);return n===``?o(`cvc_empty`):n.length<(t??3)?o(`cvc_length`):n.length>(t??4)?s(`cvc_length`):c(n)}var u=(e,{cvcLength:t=3,savesWithoutPayment:n=!0}={})=>({title:e,cvcLength:t,savesWithoutPayment:n}),d={visa:u(`Visa`),mastercard:u(`Mastercard`),rupay:u(`RuPay`,{savesWithoutPayment:!1}),amex:u(`American Express`,{cvcLength:4,savesWithoutPayment:!1}),diners:u(`Diners Club`),discover:u(`Discover`),maestro:u(`Maestro`)};Object.keys(d);var f={...d,jcb:{title:`JCB`,cvcLength:3},unionpay:{title:`UnionPay`,cvcLength:3}},p=e=>h(e)?.title??e,m=e=>h(e)?.cvcLength,h=e=>f[e],g=()=>`adoptedStyleSheets`in Document.prototype&&`replaceSync`in CSSStyleSheet.prototype;function _(e,t){let{defaultView:n}=e.ownerDocument??e;if(n&&g()){let r=new n.CSSStyleSheet;r.replaceSync(t),e.adoptedStyleSheets.push(r);return}let r=document.createElement(`style`);window.litNonce&&r.setAttribute(`nonce`,window.litNonce),r.textContent=t,(`head`in e?e.head:e).append(r)}var v=/* @__PURE__ */ new WeakMap;function y(e,t){let n=e.getRootNode(),r=v.get(n)??/* @__PURE__ */ new Set;r.has(t)||(v.set(n,r.add(t)),_(n,`${w(t,e.localName)}${e.localName}>:not([part=root]){display:none}`))}var b=/@keyframes [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}/g,x=/(^|[{}])([^{}@]+)(?=\{)/g,S=/,(?![^(]*\))/,C=/:host(?:\(([^()]*(?:\([^()]*\))?)\))?/;function w(e,t){let n=e=>C.test(e)?e.replace(C,`${t}$1`):`${t} ${e.trim()}`,r=e.match(b)??[],i=e.replace(b,``).replace(/\/\*.*?\*\//gs,``).replace(x,(e,t,r)=>`${t}${r.split(S).map(n).join()}`);return r.join(``)+i}var T=/* @__PURE__ */ new Set([`fa`,`he`]),E=e=>n(e)?t[e].direction:T.has(e)?`rtl`:`ltr`,D=e=>`\u2068${e}\u2069`;function O(e,t,n){let r=E(n)===`rtl`;return e.replace(/\{(\w+)\}/g,(e,n)=>{let i=t?.[n];return i===void 0?e:r?D(i):i})}var k=(e,t)=>e.join(E(t)===`rtl`?`، `:`, `),A=`.choice,.saved,.asked,.consent{align-items:center;gap:8px;display:flex}.choice{background:var(--_field);border:var(--_border-width) solid var(--_line);border-radius:var(--_radius);font-variant-numeric:tabular-nums;cursor:pointer;width:100%;min-height:58px;margin:0;padding:6px 14px;font-size:max(1rem,16px);font-weight:400}.choices{gap:8px;display:grid}.saved{flex-wrap:wrap;position:relative}.saved .choice{flex:1;padding-inline-end:52px}.saved>.inline.inline{width:44px;color:inherit;opacity:.75;padding:0;position:absolute;inset-block-start:7px;inset-inline-end:4px}.asked{flex-wrap:wrap;align-items:stretch;width:100%}.asked button{flex:40%;width:auto;min-height:44px}@media (hover:hover){.choice:hover{border-color:currentColor}}.choice :is(b,small),.consent small{font-weight:400;display:block}.choice b{font-weight:600}small{color:var(--_quiet);font-size:max(.8125rem,12px);font-weight:400}.consent{align-items:baseline;margin:0}.saved .cvc{width:100%}.inline.inline{width:auto;min-height:44px;padding:0 12px}`,j={cardForm:`/card-form.js`,language:`/lang/:file`,savedCardsScript:`/saved-cards.js`,part:`/parts/:file`,theme:`/themes/:file`,challengeScript:`/challenge-page.js`,checkout:`/checkouts/:reference`,payments:`/payments`,payment:`/payments/:handle`,launch:`/payments/:handle/launch`,cancel:`/payments/:handle/cancel`,events:`/payments/:handle/events`,attempt:`/attempts/:attempt`,wait:`/challenge/wait/:attempt`,challenge:`/challenge/:launchId`,challengeTemplate:`/challenge/:launchId/template`,challengeRefused:`/challenge/:launchId/refused`,return:`/return/:attempt`,webhook:`/webhook`,bin:`/bin`,savedCards:`/saved-cards`,deleteSavedCard:`/saved-cards/:card/delete`,health:`/health`};function M(e,t,...[n]){let r=n??{},i=j[t].split(`/`).map(e=>e.startsWith(`:`)?encodeURIComponent(r[e.slice(1)]??``):e).join(`/`);return e.replace(/\/+$/,``)+i}var N=(e,t)=>`${e}?${P}=${encodeURIComponent(t)}`,P=`checkout`;function F(e,t){try{return new URL(e,t)}catch{return}}var I=e=>F(e,location.href)?.href??e,L=0,ee=e=>`${e}${e.includes(`?`)?`&`:`?`}question=${Date.now().toString(36)}-${L+=1}`,te=(e,t)=>typeof e==`string`&&(t instanceof RegExp?t.test(e):t.has(e)),R=(e,t)=>typeof e==`object`&&!!e&&Object.entries(t).every(([t,n])=>te(e[t],n)),z={id:/^[\w-]{22,64}$/,network:/^[a-z_]+$/,mop:/* @__PURE__ */ new Set([`credit_card`,`debit_card`]),last4:/^\d{4}$/,expiryMonth:/^(0[1-9]|1[0-2])$/,expiryYear:/^20\d{2}$/,nickname:/^.{0,64}$/su},B=e=>R(e,{})&&R({nickname:``,...e},z);function V(e){if(!R(e,{}))return;let{cards:t}=e;return Array.isArray(t)?t.filter(B):void 0}function H(e,t){let n=async(e,t)=>{try{let n=await fetch(I(e),{...t,cache:`no-store`,credentials:`same-origin`,redirect:`error`});return n.ok?V(await n.json()):void 0}catch{return}};return{list:()=>n(ee(N(M(e,`savedCards`),t)),{}),remove:r=>n(N(M(e,`deleteSavedCard`,{card:r}),t),{method:`POST`,headers:{"content-type":`application/json`},body:`{}`,keepalive:!0})}}var U={your_cards:`البطاقات المحفوظة`,new_card:`استخدم بطاقة جديدة`,remove:`إزالة البطاقة التي تنتهي بالأرقام {last4}`,remove_confirm:`نعم، أزِلها`,removed:`أُزيلت البطاقة.`,undo:`تراجع`,expires:`صالحة حتى {date}`,save:`احفظ هذه البطاقة للمرة القادمة`,consent:`بتحديد هذا الخيار توافق على أن تحفظ EximPe وشبكة البطاقة هذه البطاقة في صورة رمز مميّز (Token) وفق قواعد بنك الاحتياطي الهندي (RBI). يمرّر المتجر رقم بطاقتك إليهما ولا يحفظه. يمكنك إزالة البطاقة من هنا في أي وقت.`},W={your_cards:`সেভ করা কার্ড`,new_card:`নতুন কার্ড ব্যবহার করুন`,remove:`{last4} দিয়ে শেষ হওয়া কার্ডটি সরান`,remove_confirm:`হ্যাঁ, সরান`,removed:`কার্ড সরানো হয়েছে।`,undo:`ফিরিয়ে আনুন`,expires:`মেয়াদ {date} পর্যন্ত`,save:`পরের বারের জন্য এই কার্ড সেভ করুন`,consent:`টিক দিয়ে আপনি সম্মতি দিচ্ছেন যে RBI-এর নিয়ম মেনে EximPe ও কার্ড নেটওয়ার্ক এই কার্ডটি টোকেন হিসেবে সেভ করবে। দোকান আপনার কার্ড নম্বর তাদের কাছে পাঠায়, কিন্তু সেভ করে না। কার্ডটি এখান থেকে যেকোনো সময় সরাতে পারেন।`},G={your_cards:`Saved cards`,new_card:`Use a new card`,remove:`Remove card ending in {last4}`,remove_confirm:`Yes, remove`,removed:`Card removed.`,undo:`Undo`,expires:`valid till {date}`,save:`Save this card for next time`,consent:`By ticking this you agree that EximPe and the card network save this card as a token under RBI’s rules. The shop passes your card number on to them and does not store it. You can remove the card here at any time.`},K={your_cards:`સાચવેલાં કાર્ડ`,new_card:`નવું કાર્ડ વાપરો`,remove:`{last4} વાળું કાર્ડ દૂર કરો`,remove_confirm:`હા, દૂર કરો`,removed:`કાર્ડ દૂર કર્યું.`,undo:`પાછું લાવો`,expires:`{date} સુધી માન્ય`,save:`આવતી વખત માટે આ કાર્ડ સાચવો`,consent:`ટિક કરીને તમે સંમતિ આપો છો કે EximPe અને કાર્ડ નેટવર્ક RBIના નિયમો હેઠળ આ કાર્ડને ટોકન તરીકે સાચવે. સ્ટોર તમારો કાર્ડ નંબર તેમને મોકલે છે, પણ સાચવતો નથી. તમે આ કાર્ડ અહીં ગમે ત્યારે દૂર કરી શકો છો.`},q={your_cards:`सेव किए गए कार्ड`,new_card:`नया कार्ड इस्तेमाल करें`,remove:`{last4} वाला कार्ड हटाएँ`,remove_confirm:`हाँ, हटाएँ`,removed:`कार्ड हटाया गया।`,undo:`वापस लाएँ`,expires:`{date} तक वैध`,save:`अगली बार के लिए यह कार्ड सेव करें`,consent:`टिक करके आप सहमति देते हैं कि EximPe और कार्ड नेटवर्क RBI के नियमों के तहत इस कार्ड को टोकन के रूप में सेव रखें। स्टोर आपका कार्ड नंबर उन्हें भेजता है, पर सेव नहीं करता। आप इस कार्ड को यहाँ कभी भी हटा सकते हैं।`},J={your_cards:`ಉಳಿಸಿದ ಕಾರ್ಡ್‌ಗಳು`,new_card:`ಹೊಸ ಕಾರ್ಡ್ ಬಳಸಿ`,remove:`{last4} ರಲ್ಲಿ ಕೊನೆಗೊಳ್ಳುವ ಕಾರ್ಡ್ ತೆಗೆದುಹಾಕಿ`,remove_confirm:`ಹೌದು, ತೆಗೆದುಹಾಕಿ`,removed:`ಕಾರ್ಡ್ ತೆಗೆದುಹಾಕಲಾಗಿದೆ.`,undo:`ಮರಳಿ ಸೇರಿಸಿ`,expires:`{date} ವರೆಗೆ ಮಾನ್ಯ`,save:`ಮುಂದಿನ ಬಾರಿಗೆ ಈ ಕಾರ್ಡ್ ಉಳಿಸಿ`,consent:`ಟಿಕ್ ಮಾಡುವ ಮೂಲಕ, RBI ನಿಯಮಗಳಂತೆ EximPe ಮತ್ತು ಕಾರ್ಡ್ ನೆಟ್‌ವರ್ಕ್ ಈ ಕಾರ್ಡ್ ಅನ್ನು ಟೋಕನ್ ಆಗಿ ಉಳಿಸಲು ನೀವು ಒಪ್ಪುತ್ತೀರಿ. ಅಂಗಡಿ ನಿಮ್ಮ ಕಾರ್ಡ್ ಸಂಖ್ಯೆಯನ್ನು ಅವರಿಗೆ ಕಳುಹಿಸುತ್ತದೆ, ಆದರೆ ಉಳಿಸುವುದಿಲ್ಲ. ಈ ಕಾರ್ಡ್ ಅನ್ನು ಯಾವಾಗ ಬೇಕಾದರೂ ಇಲ್ಲಿ ತೆಗೆದುಹಾಕಬಹುದು.`},Y={your_cards:`സേവ് ചെയ്ത കാർഡുകൾ`,new_card:`പുതിയ കാർഡ് ഉപയോഗിക്കുക`,remove:`{last4}-ൽ അവസാനിക്കുന്ന കാർഡ് നീക്കം ചെയ്യുക`,remove_confirm:`അതെ, നീക്കം ചെയ്യുക`,removed:`കാർഡ് നീക്കം ചെയ്തു.`,undo:`തിരികെ ചേർക്കുക`,expires:`കാലാവധി {date} വരെ`,save:`അടുത്ത തവണത്തേക്ക് ഈ കാർഡ് സേവ് ചെയ്യുക`,consent:`ടിക്ക് ചെയ്യുന്നതിലൂടെ, RBI ചട്ടങ്ങൾ പ്രകാരം EximPe-യും കാർഡ് നെറ്റ്‌വർക്കും ഈ കാർഡ് ടോക്കണായി സേവ് ചെയ്യുന്നതിന് നിങ്ങൾ സമ്മതിക്കുന്നു. കട നിങ്ങളുടെ കാർഡ് നമ്പർ അവർക്ക് അയയ്ക്കും, എന്നാൽ സേവ് ചെയ്യില്ല. ഈ കാർഡ് എപ്പോൾ വേണമെങ്കിലും ഇവിടെ നീക്കം ചെയ്യാം.`},X={your_cards:`सेव्ह केलेली कार्डे`,new_card:`नवीन कार्ड वापरा`,remove:`{last4} ने संपणारे कार्ड काढून टाका`,remove_confirm:`होय, काढून टाका`,removed:`कार्ड काढून टाकले.`,undo:`परत आणा`,expires:`{date} पर्यंत वैध`,save:`पुढच्या वेळेसाठी हे कार्ड सेव्ह करा`,consent:`टिक करून तुम्ही संमती देता की EximPe आणि कार्ड नेटवर्क RBI च्या नियमांनुसार हे कार्ड टोकन म्हणून सेव्ह ठेवतील. स्टोअर तुमचा कार्ड नंबर त्यांच्याकडे पाठवते, पण सेव्ह करत नाही. तुम्ही हे कार्ड येथे कधीही काढून टाकू शकता.`},Z={your_cards:`ସେଭ କରାଯାଇଥିବା କାର୍ଡ`,new_card:`ନୂଆ କାର୍ଡ ବ୍ୟବହାର କରନ୍ତୁ`,remove:`{last4}ରେ ଶେଷ ହେଉଥିବା କାର୍ଡ ହଟାନ୍ତୁ`,remove_confirm:`ହଁ, ହଟାନ୍ତୁ`,removed:`କାର୍ଡ ହଟାଗଲା।`,undo:`ଫେରାଇ ଆଣନ୍ତୁ`,expires:`ମିଆଦ {date} ପର୍ଯ୍ୟନ୍ତ`,save:`ପରବର୍ତ୍ତୀ ଥର ପାଇଁ ଏହି କାର୍ଡ ସେଭ କରନ୍ତୁ`,consent:`ଟିକ୍ କରି ଆପଣ ସମ୍ମତି ଦେଉଛନ୍ତି ଯେ RBI ନିୟମ ଅନୁସାରେ EximPe ଓ କାର୍ଡ ନେଟୱାର୍କ ଏହି କାର୍ଡକୁ ଟୋକେନ ଭାବେ ସେଭ କରିବେ। ଦୋକାନ ଆପଣଙ୍କ କାର୍ଡ ନମ୍ବର ସେମାନଙ୍କୁ ପଠାଏ, କିନ୍ତୁ ସେଭ କରେ ନାହିଁ। ଏହି କାର୍ଡକୁ ଯେକୌଣସି ସମୟରେ ଏଠାରୁ ହଟାଇପାରିବେ।`},ne={your_cards:`ਸੇਵ ਕੀਤੇ ਕਾਰਡ`,new_card:`ਨਵਾਂ ਕਾਰਡ ਵਰਤੋ`,remove:`{last4} ਵਾਲਾ ਕਾਰਡ ਹਟਾਓ`,remove_confirm:`ਹਾਂ, ਹਟਾਓ`,removed:`ਕਾਰਡ ਹਟਾਇਆ ਗਿਆ।`,undo:`ਵਾਪਸ ਲਿਆਓ`,expires:`{date} ਤੱਕ ਵੈਧ`,save:`ਅਗਲੀ ਵਾਰ ਲਈ ਇਹ ਕਾਰਡ ਸੇਵ ਕਰੋ`,consent:`ਟਿੱਕ ਕਰਕੇ ਤੁਸੀਂ ਸਹਿਮਤੀ ਦਿੰਦੇ ਹੋ ਕਿ EximPe ਅਤੇ ਕਾਰਡ ਨੈੱਟਵਰਕ RBI ਦੇ ਨਿਯਮਾਂ ਤਹਿਤ ਇਸ ਕਾਰਡ ਨੂੰ ਟੋਕਨ ਵਜੋਂ ਸੇਵ ਰੱਖਣ। ਸਟੋਰ ਤੁਹਾਡਾ ਕਾਰਡ ਨੰਬਰ ਉਹਨਾਂ ਨੂੰ ਭੇਜਦਾ ਹੈ, ਪਰ ਸੇਵ ਨਹੀਂ ਕਰਦਾ। ਤੁਸੀਂ ਇਸ ਕਾਰਡ ਨੂੰ ਇੱਥੇ ਕਦੇ ਵੀ ਹਟਾ ਸਕਦੇ ਹੋ।`},re={your_cards:`சேமித்த கார்டுகள்`,new_card:`புதிய கார்டைப் பயன்படுத்து`,remove:`{last4} என முடியும் கார்டை நீக்கு`,remove_confirm:`ஆம், நீக்கு`,removed:`கார்டு நீக்கப்பட்டது.`,undo:`மீட்டெடு`,expires:`காலாவதி {date}`,save:`அடுத்த முறைக்காக இந்தக் கார்டைச் சேமி`,consent:`இதை டிக் செய்வதன் மூலம், RBI விதிகளின்படி EximPe நிறுவனமும் கார்டு நெட்வொர்க்கும் இந்தக் கார்டை டோக்கனாகச் சேமிக்க நீங்கள் ஒப்புக்கொள்கிறீர்கள். கடை உங்கள் கார்டு எண்ணை அவற்றுக்கு அனுப்பும்; ஆனால் சேமிக்காது. இந்தக் கார்டை எப்போது வேண்டுமானாலும் இங்கே நீக்கலாம்.`},ie={your_cards:`సేవ్ చేసిన కార్డ్‌లు`,new_card:`కొత్త కార్డ్ వాడండి`,remove:`{last4}తో ముగిసే కార్డ్‌ను తీసివేయండి`,remove_confirm:`అవును, తీసివేయండి`,removed:`కార్డ్ తీసివేశాం.`,undo:`తిరిగి చేర్చండి`,expires:`గడువు {date}`,save:`వచ్చేసారి కోసం ఈ కార్డ్‌ను సేవ్ చేయండి`,consent:`టిక్ చేయడం ద్వారా, RBI నియమాల ప్రకారం EximPe, కార్డ్ నెట్‌వర్క్ ఈ కార్డ్‌ను టోకెన్‌గా సేవ్ చేయడానికి మీరు అంగీకరిస్తున్నారు. షాప్ మీ కార్డ్ నంబర్‌ను వాటికి పంపుతుంది, కానీ సేవ్ చేయదు. ఈ కార్డ్‌ను మీరు ఎప్పుడైనా ఇక్కడ తీసివేయవచ్చు.`},ae={your_cards:`محفوظ کیے گئے کارڈ`,new_card:`نیا کارڈ استعمال کریں`,remove:`{last4} والا کارڈ ہٹائیں`,remove_confirm:`ہاں، ہٹائیں`,removed:`کارڈ ہٹا دیا گیا۔`,undo:`واپس لائیں`,expires:`{date} تک کارآمد`,save:`اگلی بار کے لیے یہ کارڈ محفوظ کریں`,consent:`ٹک کر کے آپ رضامندی دیتے ہیں کہ EximPe اور کارڈ نیٹ ورک RBI کے قواعد کے تحت اس کارڈ کو ٹوکن کے طور پر محفوظ رکھیں۔ اسٹور آپ کا کارڈ نمبر انہیں بھیجتا ہے، مگر محفوظ نہیں کرتا۔ آپ یہ کارڈ یہاں کبھی بھی ہٹا سکتے ہیں۔`},oe=e=>Object.fromEntries(Object.entries(e).map(([e,t])=>[e.replace(/^.*\/|\.ts$/g,``),t])),se=`2026-11-28`,ce=oe(/* #__PURE__ */ Object.assign({"../i18n/lang/ar.ts":U,"../i18n/lang/bn.ts":W,"../i18n/lang/en.ts":G,"../i18n/lang/gu.ts":K,"../i18n/lang/hi.ts":q,"../i18n/lang/kn.ts":J,"../i18n/lang/ml.ts":Y,"../i18n/lang/mr.ts":X,"../i18n/lang/or.ts":Z,"../i18n/lang/pa.ts":ne,"../i18n/lang/ta.ts":re,"../i18n/lang/te.ts":ie,"../i18n/lang/ur.ts":ae})),Q=(e,t,r)=>O(ce[n(e)?e:`en`][t],r,e),le=e=>`${Q(e,`save`)}\n${Q(e,`consent`)}`,ue=(e,t=H(e.endpoint,e.checkout))=>{let{html:r,lang:i}=e;$(e.root);let o=[],s,c=!1,u,d,f,h=(e,t)=>Q(i(),e,t),g=()=>o.find(({id:e})=>e===s),_=t=>{t&&(o=t.filter(({id:t,network:n})=>t!==f?.card.id&&e.networks.includes(n))),g()?e.repaint():D(void 0)},v=!0;t.list().then(t=>{v=!1,_(t);let n=o.map(({network:e,last4:t})=>`${p(e)} ${t}`);n.length>0&&e.say(()=>`${h(`your_cards`)}: ${k(n,i())}`),e.root.querySelector(`.fields :focus`)||[...e.root.querySelectorAll(`.fields [data-field]`)].some(({value:e})=>e!==``)||D(o[0]?.id)});let y=()=>e.root.querySelector(`#eximpe-saved-cvc`),b=()=>m(g()?.network??``)??3,x=()=>l(y()?.value??``,b()),S=t=>{t!==u&&(u=t,e.repaint())},C=t=>e.words(t,{count:String(b())}),w=({target:e})=>{let t=e,n=a(t.value);t.value!==n&&(t.value=n),S(void 0)},T=()=>{let t=x();t.kind!==`valid`&&t.reason!==`cvc_empty`&&t.reason!==u&&(S(t.reason),e.say(()=>C(t.reason)))},E=(t,n)=>{let i=String(b());return r`<div class="cvc" part="field cvc">
      <label for="eximpe-saved-cvc" part="label" .textContent=${e.words(`label_cvc`)}></label>
      <div class="box">
        <input
          id="eximpe-saved-cvc"
          name="cc-csc"
          autocomplete="cc-csc"
          inputmode="numeric"
          class="ltr"
          part="input"
          aria-required="true"
          ?readonly=${t}
          ?disabled=${n}
          aria-invalid=${u!==void 0}
          aria-describedby="eximpe-saved-cvc-error eximpe-saved-cvc-hint"
          @input=${w}
          @focusout=${T}
        />
      </div>
      <span
        class="visually-hidden"
        id="eximpe-saved-cvc-hint"
        .textContent=${e.words(i===`4`?`hint_cvc_front`:`hint_cvc`,{count:i})}
      ></span>
      <p
        class="error"
        id="eximpe-saved-cvc-error"
        part="error"
        .textContent=${u?C(u):``}
      ></p>
    </div>`};function D(t){t!==s&&O(),s=t,e.repaint()}function O(){u=void 0;let e=y();e&&(e.value=``)}let A=t=>void setTimeout(()=>e.root.querySelector(t)?.focus());function j(t){d=void 0,f&&P(f);let n=o.indexOf(t);f={card:t,index:n,wasSelected:s===t.id},f.wasSelected&&D((o[n+1]??o[n-1])?.id),_(o),e.say(()=>`${h(`removed`)} •••• ${t.last4}`),A(`.undo`)}function M({card:t,index:n,wasSelected:r}){f=void 0,r&&(s=t.id),_([...o.slice(0,n),t,...o.slice(n)]),e.say(),A(`[data-card="${t.id}"]`)}let N=()=>{f&&P(f)};window.addEventListener(`pagehide`,N),document.addEventListener(`visibilitychange`,()=>document.hidden&&N());function P({card:n,index:r}){f=void 0,e.repaint(),t.remove(n.id).then(t=>{t||e.say(()=>e.words(`problem_gateway`)),_(t??[...o.slice(0,r),n,...o.slice(r)])})}function F({id:t}){d=d===t?void 0:t,e.repaint()}let I=(e,t)=>r`<label class="choice" part="saved-card">
      <input
        type="radio"
        name="saved-card"
        data-card=${e??``}
        .checked=${s===e}
        @change=${()=>D(e)}
      />${t}
    </label>`,L=t=>{let{network:n,last4:a,expiryMonth:o,expiryYear:s,nickname:c}=t,l=`${o}/${s.slice(2)}`;return r`<div class="saved">
      ${I(t.id,r`${e.mark(n)}<span
            ><b class="ltr" .textContent=${`•••• ${a}`}></b>
            <small
              .textContent=${k([...c?[c]:[],h(`expires`,{date:l})],i())}
            ></small
          ></span>`)}
      <button
        type="button"
        class="inline"
        aria-label=${h(`remove`,{last4:a})}
        aria-expanded=${d===t.id}
        @click=${()=>F(t)}
      >
        ✕
      </button>
      ${d===t.id?r`<div class="asked">
              <button
                type="button"
                class="danger"
                part="button remove"
                @click=${()=>j(t)}
                .textContent=${h(`remove_confirm`)}
              ></button>
              <button type="button" part="button" @click=${()=>F(t)} .textContent=${e.words(`keep`)}></button>
            </div>`:``}
    </div>`};return{bringStyles:()=>$(e.root),isComing:()=>v,list:(t,n)=>[o.length>0?r`<fieldset class="choices" part="saved-cards" ?disabled=${t||n}>
            <legend part="label" .textContent=${h(`your_cards`)}></legend>
            ${o.map(L)} ${I(void 0,r`<span .textContent=${h(`new_card`)}></span>`)}
          </fieldset>`:``,e.asksCvc&&s!==void 0?E(t,n):``,f?r`<p class="note">
            <span .textContent=${h(`removed`)}></span>
            <button
              type="button"
              class="inline undo"
              ?disabled=${n}
              @click=${()=>f&&M(f)}
              .textContent=${h(`undo`)}
            ></button>
          </p>`:``],consentBox:e=>r`<label class="consent" part="consent">
        <input
          type="checkbox"
          aria-labelledby="eximpe-save"
          aria-describedby="eximpe-consent"
          ?disabled=${e}
          .checked=${c}
          @change=${e=>c=e.target.checked}
        />
        <span>
          <span id="eximpe-save" .textContent=${h(`save`)}></span>
          <small id="eximpe-consent" .textContent=${h(`consent`)}></small>
        </span>
      </label>`,selected(){if(s!==void 0)return{kind:`saved`,id:s,...e.asksCvc&&{cvc:a(y()?.value??``)}}},check(){let t=x(),n=e.asksCvc&&t.kind!==`valid`?t.reason:void 0;return S(n),!n||(y()?.focus(),e.sayAtOnce(()=>C(n)),!1)},clear(){c=!1,O(),e.repaint()},selectNew:()=>D(void 0),consent:()=>{let e=n(i())?i():`en`;return c?{textVersion:se,locale:e,text:le(e)}:void 0}}};function $(e){e instanceof ShadowRoot?_(e,A):y(e,A)}export{ue as default};