// The link's secret stands behind #: it is taken out of the address line and its history, and sent when the button is pressed.
const form = document.getElementById("open-share");
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
if (token) {
  form.elements.token.value = token;
} else {
  form.hidden = true;
  document.getElementById("no-token").hidden = false;
}
