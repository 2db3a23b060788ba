// Cuts the link to the merchant's tab; otherwise any later page in this window could navigate that tab. Imported first.
window.opener = null;
