// The scripts on the bank's own pages: they wait for the app, or ask the browser for a passkey. They are written for any browser, so they use old syntax.

const SEND = `
var form = document.forms[0];
function send(fields) {
  for (var name in fields) {
    var input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = fields[name];
    form.appendChild(input);
  }
  form.submit();
}`;

const ASK_EVERY_MS = 1_000;

/** Asks the bank whether the app has answered, and goes on when it has. If the connection breaks, it tries again. The page defines `HOME`, the bank's path. */
export const APP_SCRIPT = `${SEND}
(function ask() {
  fetch(HOME + '/acs/app?MD=' + encodeURIComponent(form.elements.MD.value))
    .then(function (answer) { return answer.json(); })
    .catch(function () { return {}; })
    .then(function (said) { if (said.approved) send({ do: 'approved' }); else setTimeout(ask, ${ASK_EVERY_MS}); });
})();`;

/** The page defines `ASKED`: the challenge in hexadecimal digits, and the relying party. */
export const PASSKEY_SCRIPT = `${SEND}
function bytes(hex) { return Uint8Array.from(hex.match(/../g), function (pair) { return parseInt(pair, 16); }); }
function text(buffer) {
  return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
}
function tell(error) {
  var trouble = document.getElementById('trouble');
  trouble.textContent = 'Your device did not confirm it (' + error.name + ').';
  trouble.hidden = false;
}
document.getElementById('use').onclick = function () {
  navigator.credentials
    .get({ publicKey: { challenge: bytes(ASKED.challenge), rpId: ASKED.rpId, userVerification: 'required', timeout: 120000 } })
    .then(function (made) {
      var given = made.response;
      send({
        do: 'passkey', id: made.id, clientData: text(given.clientDataJSON),
        authenticatorData: text(given.authenticatorData), signature: text(given.signature),
      });
    })
    .catch(tell);
};
document.getElementById('make').onclick = function () {
  navigator.credentials
    .create({ publicKey: {
      challenge: bytes(ASKED.challenge), rp: { id: ASKED.rpId, name: 'Malhar Bank' },
      user: { id: bytes(ASKED.challenge).slice(0, 16), name: 'asha', displayName: 'Asha Menon' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    } })
    .then(function (made) { send({ do: 'new-passkey', id: made.id, publicKey: text(made.response.getPublicKey()) }); })
    .catch(tell);
};`;
