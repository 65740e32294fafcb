// A printed QR code leads to /hervat#CODE: the part after # never reaches a server, a log or a proxy.
const code = window.location.hash.slice(1);
const field = document.getElementById("code");
if (/^[0-9A-Za-z-]+$/.test(code) && field && !field.value) {
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
}
