// Cuts the line back to the merchant's tab, which any later page in this window could steer otherwise. Imported first.
window.opener = null;
